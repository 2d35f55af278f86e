"""The sealed ballots are opened once, team by team, and destroyed."""

import json
from collections import Counter
from pathlib import Path

import pytest

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from jury.counting.measuring import Agreement, measure
from nominations.candidates.models import Candidate, Leader
from nominations.candidates.states import Consent
from surveys.ballots.models import Ticket
from surveys.ballots.states import TicketState
from surveys.comments.models import Comment
from surveys.counting.actions import count, destroy_keys
from surveys.counting.models import Count, Release, Tally
from surveys.counting.releases import fingerprint
from surveys.counting.selectors import results
from surveys.questionnaire import Questionnaire
from surveys.selves.models import Draft, SelfAssessment

WRONG = "0" * 26


@pytest.fixture
def second(edition):
    candidate = Candidate.objects.create(edition=edition, code="C02", name="Jørn Ås", consent=Consent.ACCEPTED)
    return Leader.objects.create(candidate=candidate, name="Jørn Ås", consent=Consent.ACCEPTED)


@pytest.fixture
def closed(edition, leader, open_survey, ballots, answers_of, at):
    """Twelve of fifteen have answered for Åse Østberg, and she has answered herself; the screening has begun."""
    ballots(leader.candidate, answers_of(edition, 12), unused=3)
    SelfAssessment.objects.create(leader=leader, answers=answers_of(edition, 1, seed=2)[0])
    return at(edition, Phase.SCREENING)


class Crash(Exception):
    """The power fails."""


class Crashing(Agreement):
    """Measures the first team and breaks off at the second."""

    def __init__(self):
        self.measured = 0

    def tables(self, teams, terms):
        self.measured += 1
        if self.measured == 2:
            raise Crash
        return super().tables(teams, terms)


def counted(edition, code, **changed):
    return count(**{"edition": edition, "code": code, "measure": measure, "by": None, **changed})


def states():
    return Counter(Ticket.objects.values_list("state", flat=True))


def test_the_ballots_become_one_release(closed, open_survey):
    release = counted(closed, open_survey)

    (only,) = results(closed).candidates
    assert (only.code, only.outcome, only.status, only.rank) == ("C01", "counted", "ranked", 1)
    assert (only.size_band, only.response_class) == ("10-19", ">=70")
    assert [area.code for area in only.areas] == ["job_content", "leader_role", "engagement"]
    assert len(only.items) == 24
    assert release.sha256 == fingerprint(release.payload)
    assert release.payload["origin"] == "sealed"


def test_what_is_released_is_what_was_answered(closed, open_survey, answers_of):
    counted(closed, open_survey)

    answers = [each["JC1"] for each in answers_of(closed, 12)]
    assert results(closed).by_code["C01"].items[0].team == round(sum(answers) / 12, 1)
    assert dict(Tally.objects.filter(item="JC1").values_list("value", "n")) == Counter(answers)


def test_envelopes_and_codes_to_withdraw_are_gone(closed, open_survey):
    counted(closed, open_survey)

    assert states() == {TicketState.COUNTED: 12, TicketState.EXPIRED: 3}
    assert not Ticket.objects.exclude(envelope=None, withdraw_hash=None).exists()


def test_the_unrounded_numbers_are_gone(closed, open_survey):
    counted(closed, open_survey)

    assert Count.objects.get().measured is None


def test_the_keys_go_when_a_restored_backup_has_shown_the_release(closed, open_survey, organiser, settings):
    release = counted(closed, open_survey)
    assert list(Path(settings.KEY_DIR).iterdir())

    destroy_keys(edition=closed, sha256=release.sha256[:8].upper() + " ", by=organiser)

    assert not list(Path(settings.KEY_DIR).iterdir())
    assert Entry.objects.first().verb == "destroyed the keys"


@pytest.mark.parametrize("typed", ["", "0" * 8, "abc"])
def test_keys_stay_until_somebody_has_read_the_fingerprint(closed, open_survey, settings, typed):
    release = counted(closed, open_survey)
    short = release.sha256[:7]

    for wrong in (typed, short):
        with pytest.raises(Refused, match="not the fingerprint of the release"):
            destroy_keys(edition=closed, sha256=wrong, by=None)

    assert list(Path(settings.KEY_DIR).glob("*.count-*"))


def test_what_a_leader_only_saved_is_not_counted_and_goes_with_the_count(closed, open_survey, leader, answers_of):
    SelfAssessment.objects.all().delete()
    Draft.objects.create(leader=leader, answers=answers_of(closed, 1)[0])

    counted(closed, open_survey)

    (only,) = results(closed).candidates
    assert (only.status, only.shortlist_index) == ("not_ranked", None)
    assert not Draft.objects.exists()


def test_keys_are_not_destroyed_before_the_count(closed, open_survey, settings):
    with pytest.raises(Refused, match="Nothing is counted yet"):
        destroy_keys(edition=closed, sha256="0" * 64, by=None)

    assert list(Path(settings.KEY_DIR).glob("*.count-*"))


@pytest.mark.parametrize("act", ["remove", "lay in", "swap"])
def test_a_set_of_links_that_somebody_changed_stops_the_count(closed, second, open_survey, ballots, answers_of, act):
    ballots(second.candidate, answers_of(closed, 6))
    mine, theirs = (Ticket.objects.filter(candidate=each.pk).first() for each in Candidate.objects.order_by("code"))
    if act == "remove":
        mine.delete()
    elif act == "lay in":
        Ticket.objects.create(hash=b"n" * 32, candidate=mine.candidate)
    else:
        Ticket.objects.filter(pk=mine.pk).update(candidate=theirs.candidate_id)
        Ticket.objects.filter(pk=theirs.pk).update(candidate=mine.candidate_id)

    with pytest.raises(Refused, match="Nothing was opened: the links in the database are not those"):
        counted(closed, open_survey)

    assert not Count.objects.exists()
    assert TicketState.COUNTED not in states()


def test_a_link_laid_in_between_two_teams_stops_the_count_too(
    edition, leader, second, open_survey, ballots, answers_of, at
):
    ballots(leader.candidate, answers_of(edition, 6))
    ballots(second.candidate, answers_of(edition, 6))
    at(edition, Phase.SCREENING)

    def lay_in(_told):
        Ticket.objects.create(hash=b"n" * 32, candidate=leader.candidate)

    with pytest.raises(Refused, match="Nothing was opened"):
        counted(edition, open_survey, tell=lay_in)

    assert Count.objects.count() == 1
    assert not Release.objects.exists()


def test_for_every_statement_the_points_sum_to_the_ballots(closed, open_survey):
    counted(closed, open_survey)

    sums = Counter()
    for item, n in Tally.objects.values_list("item", "n"):
        sums[item] += n
    assert set(sums.values()) == {12}
    assert len(sums) == 24


def test_it_leaves_a_line_in_the_trail(closed, open_survey, organiser):
    release = counted(closed, open_survey, by=organiser)

    line = Entry.objects.first()
    assert (line.verb, line.seat) == ("counted the ballots", organiser.pk)
    assert line.facts == {"counted": 1, "too_few": 0, "ballots_refused": 0, "sha256": release.sha256}


def test_it_tells_of_every_team(closed, open_survey, second):
    told = []

    counted(closed, open_survey, tell=told.append)

    assert told == ["C02 is counted", "C01 is counted"]


def test_a_wrong_code_opens_nothing(closed, open_survey):
    with pytest.raises(Refused):
        counted(closed, WRONG)

    assert states() == {TicketState.SEALED: 12, TicketState.OPEN: 3}
    assert not Count.objects.exists()


def test_a_second_count_is_refused_and_the_release_stays(closed, open_survey):
    first = counted(closed, open_survey)

    with pytest.raises(Refused, match="counted once and never again"):
        counted(closed, open_survey)

    again = Release.objects.get()
    assert (again.sha256, again.payload) == (first.sha256, first.payload)


@pytest.mark.parametrize("phase", [Phase.SURVEYS, Phase.ROUND_TWO])
def test_the_count_belongs_to_the_screening(closed, open_survey, at, phase):
    at(closed, phase)

    with pytest.raises(Refused, match="the award is in the phase"):
        counted(closed, open_survey)


def test_without_a_candidate_there_is_nothing_to_count(edition, open_survey, at):
    at(edition, Phase.SCREENING)

    with pytest.raises(Refused, match="No candidate takes part"):
        counted(edition, open_survey)


def test_one_answer_below_the_threshold_destroys_them_all_unopened(
    edition, leader, second, open_survey, ballots, answers_of, at
):
    ballots(leader.candidate, answers_of(edition, 5))
    ballots(second.candidate, answers_of(edition, 4))
    at(edition, Phase.SCREENING)

    release = counted(edition, open_survey)

    shown = {each["code"]: each for each in release.payload["candidates"]}
    assert shown["C01"]["outcome"] == "counted"
    assert {name: value for name, value in shown["C02"].items() if value not in (None, [], "unknown")} == {
        "code": "C02",
        "outcome": "too_few",
        "status": "not_ranked",
        "reasons": ["too_few_respondents"],
    }
    assert not Tally.objects.filter(candidate=second.candidate).exists()
    assert not Ticket.objects.exclude(envelope=None).exists()


def test_the_self_assessment_of_a_small_team_is_not_shown_either(edition, leader, open_survey, ballots, answers_of, at):
    ballots(leader.candidate, answers_of(edition, 4))
    SelfAssessment.objects.create(leader=leader, answers=answers_of(edition, 1)[0])
    at(edition, Phase.SCREENING)

    release = counted(edition, open_survey)

    assert '"self"' not in json.dumps(release.payload)


def test_mostly_empty_ballots_do_not_make_a_team(edition, leader, open_survey, ballots, answers_of, at):
    ballots(leader.candidate, [*answers_of(edition, 4), {"JC1": 4}, {"JC1": 4, "JC2": 5}])
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert results(edition).by_code["C01"].outcome == "too_few"


def test_a_count_that_broke_off_is_taken_up_again(edition, leader, second, open_survey, ballots, answers_of, at):
    ballots(leader.candidate, answers_of(edition, 6), unused=1)
    ballots(second.candidate, answers_of(edition, 7), unused=1)
    at(edition, Phase.SCREENING)
    with pytest.raises(Crash):
        counted(edition, open_survey, measure=Crashing())
    assert Count.objects.count() == 1
    assert states()[TicketState.SEALED] == 6
    assert not Release.objects.exists()

    counted(edition, open_survey)

    assert [each.is_counted for each in results(edition).candidates] == [True, True]
    assert states() == {TicketState.COUNTED: 13, TicketState.EXPIRED: 2}
    assert sum(Tally.objects.filter(item="EN1").values_list("n", flat=True)) == 13


def test_an_interrupted_count_says_the_same_as_a_whole_one(
    edition, leader, second, open_survey, ballots, answers_of, at
):
    ballots(leader.candidate, answers_of(edition, 6))
    ballots(second.candidate, answers_of(edition, 7, centre=3))
    at(edition, Phase.SCREENING)
    with pytest.raises(Crash):
        counted(edition, open_survey, measure=Crashing())

    counted(edition, open_survey)

    item = results(edition).by_code["C02"].items[3]
    mean = sum(each[item.code] for each in answers_of(edition, 7, centre=3)) / 7
    assert (item.team, item.team_sign) == (round(2 * mean) / 2, "")


@pytest.fixture
def swap_in():
    """Somebody with the database puts an envelope of their choice into a ticket that was not used."""

    def put(candidate, envelope):
        unused = Ticket.objects.filter(candidate=candidate, state=TicketState.OPEN).values_list("pk").first()
        Ticket.objects.filter(pk=unused[0]).update(state=TicketState.SEALED, envelope=envelope)

    return put


def test_an_envelope_copied_from_another_team_is_refused(
    edition, leader, second, open_survey, ballots, answers_of, at, swap_in
):
    ballots(leader.candidate, answers_of(edition, 6))
    stolen = Ticket.objects.values_list("envelope", flat=True).first()
    ballots(second.candidate, answers_of(edition, 5, seed=3), unused=1)
    swap_in(second.candidate, stolen)
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert sum(Tally.objects.filter(candidate=second.candidate, item="JC1").values_list("n", flat=True)) == 5
    assert Entry.objects.first().facts["ballots_refused"] == 1


def test_an_envelope_that_stands_there_twice_counts_once(
    edition, leader, open_survey, ballots, answers_of, at, swap_in
):
    ballots(leader.candidate, answers_of(edition, 5), unused=1)
    swap_in(leader.candidate, Ticket.objects.exclude(envelope=None).values_list("envelope", flat=True).first())
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert sum(Tally.objects.filter(item="JC1").values_list("n", flat=True)) == 5
    assert Entry.objects.first().facts["ballots_refused"] == 1


@pytest.mark.parametrize("rubbish", [b"", b"x", b"x" * 5000])
def test_rubbish_in_an_envelope_is_refused(edition, leader, open_survey, ballots, answers_of, at, swap_in, rubbish):
    ballots(leader.candidate, answers_of(edition, 5), unused=1)
    swap_in(leader.candidate, rubbish)
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert results(edition).by_code["C01"].is_counted
    assert Entry.objects.first().facts["ballots_refused"] == 1


def test_rubbish_beside_the_answers_does_not_cost_them(edition, leader, open_survey, ballots, answers_of, at):
    odd = {"comment": {"text": "x" * 2001, "may": []}}
    ballots(leader.candidate, [*answers_of(edition, 5), answers_of(edition, 1)[0] | odd])
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert sum(Tally.objects.filter(item="JC1").values_list("n", flat=True)) == 6
    assert Entry.objects.first().facts["ballots_refused"] == 0


def test_ballots_that_cannot_be_read_stop_the_count_where_they_would_cost_a_team(
    edition, leader, open_survey, ballots, answers_of, at, monkeypatch
):
    ballots(leader.candidate, answers_of(edition, 6))
    at(edition, Phase.SCREENING)
    size = Questionnaire.envelope_size.fget
    monkeypatch.setattr(Questionnaire, "envelope_size", property(lambda self: size(self) + 4096))

    with pytest.raises(Refused, match="C01: 6 of 6 sealed answers cannot be read"):
        counted(edition, open_survey)

    assert not Release.objects.exists()
    assert states() == {TicketState.SEALED: 6}
    monkeypatch.undo()
    counted(edition, open_survey)
    assert results(edition).by_code["C01"].is_counted


def test_a_team_may_be_counted_without_what_cannot_be_read_if_somebody_says_so(
    edition, leader, open_survey, ballots, answers_of, at, swap_in
):
    ballots(leader.candidate, answers_of(edition, 4), unused=1)
    swap_in(leader.candidate, b"rubbish")
    at(edition, Phase.SCREENING)

    counted(edition, open_survey, without_unreadable=True)

    assert not results(edition).by_code["C01"].is_counted
    assert Entry.objects.first().facts["ballots_refused"] == 1


def test_answers_off_the_scale_are_refused(edition, leader, open_survey, ballots, answers_of, at):
    ballots(leader.candidate, [*answers_of(edition, 5), {**answers_of(edition, 1)[0], "JC1": 6}])
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert set(Tally.objects.filter(item="JC1").values_list("value", flat=True)) <= {1, 2, 3, 4, 5}
    assert Entry.objects.first().facts["ballots_refused"] == 1


def test_who_withdrew_from_the_award_is_not_counted_and_the_answers_are_destroyed(
    closed, second, open_survey, ballots, answers_of
):
    ballots(second.candidate, answers_of(closed, 9))
    Candidate.objects.filter(pk=second.candidate_id).update(consent=Consent.DECLINED)

    counted(closed, open_survey)

    assert set(results(closed).by_code) == {"C01"}
    assert not Ticket.objects.exclude(envelope=None).exists()


def test_few_of_many_invited_are_flagged(edition, leader, open_survey, ballots, answers_of, at):
    ballots(leader.candidate, answers_of(edition, 6), unused=7)
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    result = results(edition).by_code["C01"]
    assert "low_response" in result.flags
    assert result.response_class == "30-49"


def test_leaders_of_a_group_stand_for_their_mean(edition, leader, open_survey, ballots, answers_of, at):
    twin = Leader.objects.create(candidate=leader.candidate, name="Bjørg Ås", consent=Consent.ACCEPTED)
    ballots(leader.candidate, answers_of(edition, 6))
    for each, point in ((leader, 1), (twin, 4)):
        own = {item.code: point for item in edition.content.survey.items}
        SelfAssessment.objects.create(leader=each, answers=own)
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    result = results(edition).by_code["C01"]
    assert {item.own for item in result.items} == {2.5}
    assert "leaders_differ" in result.flags


def test_a_group_of_which_one_has_not_answered_is_flagged(edition, leader, open_survey, ballots, answers_of, at):
    Leader.objects.create(candidate=leader.candidate, name="Bjørg Ås", consent=Consent.ACCEPTED)
    ballots(leader.candidate, answers_of(edition, 6))
    SelfAssessment.objects.create(leader=leader, answers=answers_of(edition, 1)[0])
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert "self_incomplete" in results(edition).by_code["C01"].flags


@pytest.fixture
def writing(edition, open_survey, answers_of):
    """A team of which so many write to the first question, with a tick or without."""

    def team(n, texts, **said):
        beside = {"comment": {"text": "Listens.", "may": ["leader_may_read"]}, **said}
        return [each | (beside if place < texts else {}) for place, each in enumerate(answers_of(edition, n))]

    return team


def test_texts_are_kept_apart_from_the_ballots_with_what_was_ticked(edition, leader, open_survey, ballots, writing, at):
    ballots(leader.candidate, writing(8, 3))
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    kept = Comment.objects.values_list("question", "text", "leader_may_read", "may_be_quoted", "state")
    assert list(kept) == [("comment", "Listens.", True, False, "waiting")] * 3
    assert {field.name for field in Comment._meta.fields} == {
        "id", "candidate", "question", "text", "shown_text", "leader_may_read", "may_be_quoted", "state",
    }  # fmt: skip


@pytest.mark.parametrize(("n", "texts"), [(7, 7), (8, 2), (20, 2), (4, 4)])
def test_texts_of_few_or_beside_few_answers_are_destroyed_unread(
    edition, leader, open_survey, ballots, writing, at, n, texts
):
    ballots(leader.candidate, writing(n, texts))
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert not Comment.objects.exists()


def test_each_question_needs_its_own_texts(edition, leader, open_survey, ballots, writing, at):
    one = {"improve": {"text": "More time.", "may": []}}
    ballots(leader.candidate, [*writing(9, 4), writing(1, 1, **one)[0]])
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert set(Comment.objects.values_list("question", flat=True)) == {"comment"}


def test_the_text_of_a_ballot_that_does_not_count_is_destroyed(edition, leader, open_survey, ballots, writing, at):
    mostly_empty = {"JC1": 4, "comment": {"text": "I answered one statement.", "may": []}}
    ballots(leader.candidate, [*writing(8, 3), mostly_empty])
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    assert Comment.objects.count() == 3


def test_picks_of_team_and_leader_stand_side_by_side_without_numbers(
    edition, leader, open_survey, ballots, answers_of, at
):
    chosen = [["clear"], ["clear", "encouraging"], ["clear", "encouraging"], ["enthusiastic"], ["clear"]]
    team = [each | {"best_traits": traits} for each, traits in zip(answers_of(edition, 5), chosen, strict=True)]
    ballots(leader.candidate, team)
    SelfAssessment.objects.create(
        leader=leader, answers=answers_of(edition, 1)[0], others={"best_traits": ["understanding"]}
    )
    at(edition, Phase.SCREENING)

    counted(edition, open_survey)

    (picks,) = results(edition).by_code["C01"].picks
    assert picks.leader == ("understanding",)
    assert [(each.trait, each.place) for each in picks.team] == [("clear", 1), ("encouraging", 2), ("enthusiastic", 3)]


def test_the_release_says_nothing_of_how_many_answered(closed, open_survey):
    release = counted(closed, open_survey)

    whole = json.dumps(release.payload)
    assert all(f'"{name}"' not in whole for name in ("n", "n_respondents", "invited", "refused"))
    assert all(f'"{name}' not in whole for name in ("se_", "variance"))

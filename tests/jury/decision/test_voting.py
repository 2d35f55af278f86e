import pytest

from award.audit.models import Entry
from award.editions.states import Phase
from award.refusal import Refused
from jury.decision import actions
from jury.decision.models import Vote
from jury.decision.selectors import votes_shown_to


def verbs(edition):
    return list(Entry.objects.filter(edition=edition.pk).order_by("pk").values_list("verb", flat=True))


def test_a_juror_votes_with_a_reason_and_leaves_a_trace(edition, finalists, juror):
    actions.vote(edition=edition, candidate=finalists["C01"], reason="  She listens.  ", by=juror)

    assert list(Vote.objects.values_list("juror", "candidate__code", "reason")) == [(juror.pk, "C01", "She listens.")]
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("voted", juror.pk, {})


def test_a_vote_can_change_until_the_verdict_is_proposed(edition, finalists, juror):
    actions.vote(edition=edition, candidate=finalists["C01"], reason="She listens.", by=juror)
    actions.vote(edition=edition, candidate=None, reason="Nobody convinces me.", by=juror)

    assert Vote.objects.get().candidate is None
    assert verbs(edition)[-2:] == ["voted", "changed the vote"]


def refused(**given):
    trace, stored = Entry.objects.count(), list(Vote.objects.values_list("juror", "candidate", "reason"))
    with pytest.raises(Refused) as no:
        actions.vote(**given)
    assert (Entry.objects.count(), list(Vote.objects.values_list("juror", "candidate", "reason"))) == (trace, stored)
    return str(no.value)


def test_a_vote_needs_a_reason(edition, finalists, juror):
    words = refused(edition=edition, candidate=finalists["C01"], reason="  ", by=juror)

    assert words == "Say why. A vote counts only with its reason."


def test_a_reason_has_an_end(edition, finalists, juror):
    words = refused(edition=edition, candidate=finalists["C01"], reason="a" * 2001, by=juror)

    assert words == "This is longer than 2000 characters. Shorten it."


def test_only_finalists_can_be_voted_for(edition, finalists, leader_elsewhere, juror):
    words = refused(edition=edition, candidate=leader_elsewhere, reason="Why not.", by=juror)

    assert words == "Håvard Åsnes is not a finalist."


def test_no_winner_is_a_vote_only_where_the_rules_allow_it(edition, finalists, juror):
    edition.no_winner_allowed = False
    edition.save()

    words = refused(edition=edition, candidate=None, reason="Nobody.", by=juror)

    assert words == "The rules of this edition want a winner: choose one of the finalists."


def test_an_organiser_does_not_vote(edition, finalists, organiser):
    words = refused(edition=edition, candidate=finalists["C01"], reason="Why not.", by=organiser)

    assert words == "Only the jury votes."


def test_a_person_with_two_seats_has_one_vote(edition, finalists, chair, chair_as_juror):
    actions.vote(edition=edition, candidate=finalists["C01"], reason="She listens.", by=chair)

    words = refused(edition=edition, candidate=finalists["C02"], reason="He too.", by=chair_as_juror)

    assert words == "You have already voted with your other seat. Each person has one vote."


def test_no_vote_changes_once_a_verdict_is_proposed(edition, proposed, voted, juror):
    words = refused(edition=edition, candidate=voted["C02"], reason="I changed my mind.", by=juror)

    assert words == "The votes are closed: the chair has proposed a verdict."


def test_nobody_votes_outside_the_decision(edition, finalists, juror, at):
    at(edition, Phase.ANNOUNCED)

    words = refused(edition=edition, candidate=finalists["C01"], reason="Late.", by=juror)

    assert words == "This can no longer be done: the award is in the phase “Announced”."


def test_others_votes_are_shown_after_ones_own(edition, finalists, juror, second_juror):
    actions.vote(edition=edition, candidate=finalists["C01"], reason="She listens.", by=juror)

    assert votes_shown_to(edition, second_juror) == []

    actions.vote(edition=edition, candidate=finalists["C02"], reason="He asks.", by=second_juror)

    assert {vote.juror for vote in votes_shown_to(edition, second_juror)} == {juror, second_juror}


def test_the_page_hides_others_votes_until_the_own_is_given(edition, finalists, juror, second_juror, sign_in):
    actions.vote(edition=edition, candidate=finalists["C01"], reason="She takes the headset off.", by=juror)
    client = sign_in(second_juror)

    assert b"She takes the headset off." not in client.get(f"/{edition.slug}/jury/vote/").content

    client.post(f"/{edition.slug}/jury/vote/", {"choice": "C02", "reason": "He asks first."})

    assert b"She takes the headset off." in client.get(f"/{edition.slug}/jury/vote/").content


def test_a_refused_form_keeps_what_was_typed(edition, finalists, juror, sign_in):
    page = sign_in(juror).post(f"/{edition.slug}/jury/vote/", {"choice": "", "reason": "Because of the calls."})

    assert "Choose whom your vote is for." in page.content.decode()
    assert "Because of the calls." in page.content.decode()
    assert not Vote.objects.exists()


def test_a_vote_for_no_winner_can_be_sent(edition, finalists, juror, sign_in):
    sign_in(juror).post(f"/{edition.slug}/jury/vote/", {"choice": "none", "reason": "Nobody convinces me."})

    assert Vote.objects.get().candidate is None


def test_organisers_have_no_page_to_vote_on(edition, finalists, organiser, sign_in):
    assert sign_in(organiser).get(f"/{edition.slug}/jury/vote/").status_code == 403


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_vote_page_needs_the_same_queries_for_one_and_for_three(
    edition, at_decision, juror, sign_in, django_assert_num_queries, how_many
):
    at_decision([(f"C{n}", f"Leder {n}", "", 70.0 + 5 * n, 5, 4) for n in range(how_many)])
    client = sign_in(juror)

    with django_assert_num_queries(QUERIES):
        client.get(f"/{edition.slug}/jury/vote/")


QUERIES = 18

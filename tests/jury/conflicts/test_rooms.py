"""What a tie does in the rooms above: pages, averages, quorums, votes, exports."""

import re

import pytest
from django.urls import reverse

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.editions.states import Phase
from award.refusal import Refused
from jury.conflicts.selectors import released_to
from jury.decision.selectors import quorum as quorum_of_votes
from jury.decision.selectors import takes_part, totals, votes
from jury.finals.selectors import finals_values
from jury.models import Score, TraitRating
from jury.report.actions import hand_out
from jury.round_two.selectors import quorum_for, round_two_values
from jury.shortlist.selectors import proposals_of
from surveys.counting.models import Release


def test_pages_of_the_candidate_do_not_exist_for_the_recused(edition, story, second_juror, recuse, at, sign_in):
    recuse(second_juror, story.candidate)
    paths = {"dossier": Phase.SCREENING, "score_sheet": Phase.SCORING, "visit_read": Phase.DECISION}

    for name, phase in paths.items():
        at(edition, phase)
        assert sign_in(second_juror).get(reverse(f"jury:{name}", args=[edition.slug, "C01"])).status_code == 404


def test_what_somebody_gave_before_they_were_recused_counts_for_nobody(edition, story, juror, recuse):
    before = round_two_values(edition)["C01"], finals_values(edition)["C01"], proposals_of(edition).count()
    kept = Score.objects.count(), TraitRating.objects.count()

    recuse(juror, story.candidate)

    assert before == (pytest.approx(57.8, abs=0.05), 100.0, 9)
    assert round_two_values(edition)["C01"] == pytest.approx(35.0)
    assert "C01" not in finals_values(edition).index
    assert proposals_of(edition).count() == 8
    assert (Score.objects.count(), TraitRating.objects.count()) == kept


def test_whoever_is_recused_does_not_count_towards_the_quorum(edition, story, juror, second_juror, recuse):
    assert (quorum_for(story.candidate), quorum_of_votes(edition)) == (3, 3)

    for seat in (juror, second_juror):
        recuse(seat, story.candidate)

    assert (quorum_for(story.candidate), quorum_of_votes(edition)) == (1, 1)


def test_the_vote_of_whoever_is_bound_to_a_finalist_does_not_count(edition, story, second_juror, recuse):
    recuse(second_juror, story.candidate)

    assert [str(vote.juror.user) for vote in votes(edition)] == ["Ingunn Råheim", "Søren Kjærgård-Bløch"]


def test_places_are_counted_without_the_hidden(edition, story, second_juror, recuse):
    assert [(row.candidate.code, row.rank) for row in totals(edition, second_juror)] == [
        ("C01", 1),
        ("C02", 2),
        ("C03", None),
    ]

    recuse(second_juror, story.candidate)

    assert [(row.candidate.code, row.rank) for row in totals(edition, second_juror)] == [("C02", 1), ("C03", None)]


def test_what_any_leader_would_get_speaks_of_the_hidden_team_too_and_is_not_read_as_it_was_frozen(
    edition, story, second_juror, recuse
):
    release = Release.objects.get()
    for each in release.payload["candidates"]:
        each["baseline"] = 61.4
        for area in each["areas"]:
            area["baseline"] = 60.2
    Release.objects.all().delete()
    Release.objects.create(edition=edition, origin="sealed", payload=release.payload, sha256="a" * 64)
    whole = released_to(edition, second_juror).by_code["C02"]

    recuse(second_juror, story.candidate)

    left = released_to(edition, second_juror).by_code["C02"]
    assert (whole.baseline, {area.baseline for area in whole.areas}) == (61.4, {60.2})
    assert (left.baseline, {area.baseline for area in left.areas}) == (None, {None})
    assert not {"61.4", "60.2"} & set(re.findall(r"[\d.]+", repr(left.source)))


def test_a_waived_tie_opens_everything_again(edition, story, second_juror, recuse, at, sign_in):
    recuse(second_juror, story.candidate, "waived")
    at(edition, Phase.SCREENING)

    assert sign_in(second_juror).get(reverse("jury:dossier", args=[edition.slug, "C01"])).status_code == 200


def test_a_second_chair_takes_the_place_of_a_recused_one(edition, story, chair, second_juror, recuse):
    recuse(chair, story.candidate)
    seat = give_seat(edition=edition, email=second_juror.user.email, role=Role.CHAIR, by=None)

    assert (takes_part(edition, chair), takes_part(edition, seat)) == (False, True)


@pytest.mark.parametrize("phase", [Phase.SCREENING, Phase.SCORING, Phase.DECISION])
def test_whoever_has_not_declared_is_led_to_the_page_of_ties(edition, phase, at, candidates, juror, sign_in):
    at(edition, phase)
    candidates("C1")
    page = reverse("jury:screening", args=[edition.slug])

    answer = sign_in(juror).get(page, follow=True)

    assert answer.redirect_chain == [(reverse("jury:conflicts", args=[edition.slug]), 302)]
    assert "Before you read, say what binds you to the candidates" in answer.content.decode()


# ---- an organiser who sits on the jury ------------------------------------------------------------------------------


def test_exports_speak_of_everybody_and_are_taken_by_another_organiser(
    edition, story, organiser, organiser_of_the_jury, recuse
):
    recuse(organiser_of_the_jury, story.candidate)

    with pytest.raises(Refused, match=r"You have declared a tie to a candidate: another organiser takes the exports."):
        hand_out(edition=edition, name="scores.csv", by=organiser_of_the_jury)

    assert "Åse Østberg".encode() in hand_out(edition=edition, name="scores.csv", by=organiser)


def test_the_trail_keeps_the_line_and_hides_what_it_says(edition, story, organiser_of_the_jury, recuse, sign_in):
    page, browser = reverse("award:trail", args=[edition.slug]), sign_in(organiser_of_the_jury)
    before = browser.get(page).content.decode()

    recuse(organiser_of_the_jury, story.candidate)

    after = browser.get(page).content.decode()
    assert "Shortlisted for her night line." in before
    assert "Shortlisted for her night line." not in after
    assert after.count("decided on the shortlist") == before.count("decided on the shortlist") == 1


def test_texts_about_the_hidden_are_moderated_by_another_organiser(
    edition, story, organiser_of_the_jury, recuse, at, sign_in
):
    at(edition, Phase.SCREENING)
    recuse(organiser_of_the_jury, story.candidate)
    browser = sign_in(organiser_of_the_jury)

    assert browser.get(reverse("surveys:moderate", args=[edition.slug, "C01"])).status_code == 404
    assert "Åse Østberg" not in browser.get(reverse("surveys:texts", args=[edition.slug])).content.decode()


def test_the_organiser_reads_who_leads_and_not_what_nominators_wrote(
    edition, story, organiser_of_the_jury, recuse, sign_in
):
    recuse(organiser_of_the_jury, story.candidate)
    browser = sign_in(organiser_of_the_jury)
    page = browser.get(reverse("nominations:candidate", args=[edition.slug, "C01"])).content.decode()
    listed = browser.get(reverse("nominations:candidates", args=[edition.slug])).content.decode()
    nomination = reverse("nominations:nomination", args=[edition.slug, story.nomination.pk])

    assert "ase@nordlys.example" in page
    assert "what was written about them is read by another organiser" in page
    assert '<td class="num" data-label="Nominations">–</td>' in listed
    assert browser.get(nomination).status_code == 404

import pytest
from django.urls import reverse

from award.accounts.actions import dismiss
from award.audit.models import Entry
from award.editions.actions import advance
from award.editions.states import Phase
from award.refusal import Refused
from jury.models import Finalist
from jury.round_two import actions
from jury.round_two.selectors import finalists, quorum

REASON = "They listen before they speak."


@pytest.fixture
def scored(edition, at, shortlist_of, texts, figures, now, all_at, chair, juror, second_juror):
    """Three shortlisted candidates whom the whole jury of three has scored."""
    candidates = shortlist_of(edition, "Ada Ås", "Bo Lund", "Cy Holm")
    at(edition, Phase.ROUND_TWO)
    for candidate in candidates:
        actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=None, now=now)
    at(edition, Phase.SCORING)
    for value, candidate in enumerate(candidates, 4):
        for seat in (chair, juror, second_juror):
            actions.score(candidate=candidate, scores=all_at(edition, value), by=seat)
    return candidates


def test_the_chair_picks_a_finalist_with_a_reason(edition, scored, chair):
    actions.pick_finalist(candidate=scored[0], reason=REASON, by=chair)

    assert [c.name for c in finalists(edition)] == ["Ada Ås"]
    line = Entry.objects.get(verb="picked a finalist")
    assert (line.seat, line.facts) == (chair.pk, {"candidate": "S01", "reason": REASON})


def test_a_finalist_can_be_dropped_again(edition, scored, chair):
    actions.pick_finalist(candidate=scored[0], reason=REASON, by=chair)

    actions.drop_finalist(candidate=scored[0], by=chair)

    assert not finalists(edition)
    assert Entry.objects.get(verb="dropped a finalist").facts == {"candidate": "S01"}
    with pytest.raises(Refused, match=r"This candidate is not a finalist."):
        actions.drop_finalist(candidate=scored[0], by=chair)


def test_no_more_than_the_places(edition, scored, chair):
    edition.finalists = 1
    edition.save()
    actions.pick_finalist(candidate=scored[0], reason=REASON, by=chair)

    with pytest.raises(Refused, match=r"All 1 places are taken. Drop a finalist before you pick another."):
        actions.pick_finalist(candidate=scored[1], reason=REASON, by=chair)

    assert Finalist.objects.count() == 1
    assert Entry.objects.filter(verb="picked a finalist").count() == 1


def test_a_reason_is_more_than_a_word(scored, chair):
    with pytest.raises(Refused, match=r"Give the reason in a few words, at least 10 characters."):
        actions.pick_finalist(candidate=scored[0], reason="  Good.      ", by=chair)
    with pytest.raises(Refused, match=r"Keep the reason within 2000 characters."):
        actions.pick_finalist(candidate=scored[0], reason="x" * 2001, by=chair)

    assert not Finalist.objects.exists()


def test_nobody_is_picked_twice(scored, chair):
    actions.pick_finalist(candidate=scored[0], reason=REASON, by=chair)

    with pytest.raises(Refused, match=r"Ada Ås is already a finalist."):
        actions.pick_finalist(candidate=scored[0], reason=REASON, by=chair)


def test_finalists_come_from_the_shortlist(edition, scored, chair, leader, no_ties):
    no_ties(chair)

    with pytest.raises(Refused, match=r"Åse Østberg is not on the shortlist."):
        actions.pick_finalist(candidate=leader.candidate, reason=REASON, by=chair)


def test_a_finalist_needs_the_scores_of_the_quorum(edition, handed_in, chair, juror, second_juror, all_at):
    for seat in (chair, juror):
        actions.score(candidate=handed_in, scores=all_at(edition, 5), by=seat)

    with pytest.raises(Refused, match=r"Åse Østberg has scores of 2 jurors; a finalist needs the scores of 3."):
        actions.pick_finalist(candidate=handed_in, reason=REASON, by=chair)


def test_the_quorum_is_never_more_than_the_jury_has_seats(
    edition, handed_in, chair, juror, second_juror, all_at, sign_in
):
    dismiss(seat=second_juror, by=chair)
    for seat in (chair, juror):
        actions.score(candidate=handed_in, scores=all_at(edition, 5), by=seat)

    actions.pick_finalist(candidate=handed_in, reason=REASON, by=chair)

    assert quorum(edition) == 2
    words = sign_in(chair).get(reverse("jury:finalists", args=[edition.slug])).content.decode()
    assert "The rule says 3, but no more are seated." in words


def test_finalists_are_picked_while_scoring_and_not_after(edition, at, scored, chair):
    actions.pick_finalist(candidate=scored[0], reason=REASON, by=chair)
    at(edition, Phase.FINALS)

    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Visits”."):
        actions.pick_finalist(candidate=scored[1], reason=REASON, by=chair)
    with pytest.raises(Refused, match=r"This can no longer be done: the award is in the phase “Visits”."):
        actions.drop_finalist(candidate=scored[0], by=chair)

    assert [c.code for c in finalists(edition)] == ["S01"]


def test_the_chair_sees_numbers_only_of_candidates_scored_by_the_chair(
    edition, handed_in, chair, juror, all_at, sign_in
):
    page = reverse("jury:finalists", args=[edition.slug])
    actions.score(candidate=handed_in, scores=all_at(edition, 4), by=juror)
    browser = sign_in(chair)

    before = browser.get(page).content.decode()
    actions.score(candidate=handed_in, scores=all_at(edition, 5), by=chair)
    after = browser.get(page).content.decode()

    assert "opens after your own scores" in before
    assert "50.0" not in before
    assert '<td class="num">4.0</td>' not in before
    assert "<strong>58.3</strong>" in after
    assert after.count('<td class="num">4.5</td>') == 5


def test_the_table_begins_with_the_highest_value(edition, scored, chair, sign_in):
    words = sign_in(chair).get(reverse("jury:finalists", args=[edition.slug])).content.decode()

    assert words.index("Cy Holm") < words.index("Bo Lund") < words.index("Ada Ås")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_costs_the_same_for_one_and_for_three(
    edition, at, chair, shortlist_of, sign_in, rows, django_assert_num_queries
):
    shortlist_of(edition, *["Ada", "Bo", "Cy"][:rows])
    at(edition, Phase.SCORING)
    browser = sign_in(chair)

    with django_assert_num_queries(TABLE_QUERIES):
        words = browser.get(reverse("jury:finalists", args=[edition.slug])).content.decode()

    assert words.count("nobody has scored yet") == rows


TABLE_QUERIES = 13


def test_the_chair_picks_and_drops_on_pages(edition, scored, chair, sign_in):
    browser = sign_in(chair)
    slug, code = edition.slug, scored[0].code

    picked = browser.post(reverse("jury:pick", args=[slug, code]), {"reason": REASON}, follow=True).content.decode()
    asked = browser.get(reverse("jury:drop", args=[slug, code])).content.decode()
    still = finalists(edition).count()
    dropped = browser.post(reverse("jury:drop", args=[slug, code]), follow=True).content.decode()

    assert "Ada Ås is a finalist." in picked
    assert REASON in picked
    assert "Drop: the place becomes free" in asked
    assert still == 1
    assert "Ada Ås is no longer a finalist." in dropped


def test_a_refused_pick_keeps_the_reason_on_the_page(edition, scored, chair, sign_in):
    edition.finalists = 0
    edition.save()

    page = reverse("jury:pick", args=[edition.slug, "S01"])
    words = sign_in(chair).post(page, {"reason": REASON}).content.decode()

    assert "All 0 places are taken." in words
    assert REASON in words


def test_only_the_chair_picks_and_only_the_shortlisted_are_found(
    edition, scored, juror, chair, leader, sign_in, no_ties
):
    no_ties(chair)

    assert sign_in(juror).get(reverse("jury:finalists", args=[edition.slug])).status_code == 403
    assert sign_in(juror).post(reverse("jury:pick", args=[edition.slug, "S01"])).status_code == 403
    assert sign_in(chair).get(reverse("jury:pick", args=[edition.slug, "C01"])).status_code == 404
    assert sign_in(chair).get(reverse("jury:drop", args=[edition.slug, "S01"])).status_code == 404


def test_scoring_begins_when_a_description_is_handed_in(
    edition, at, candidate, shortlist_of, leader, texts, figures, now
):
    shortlist_of(edition, "Bo Lund")
    at(edition, Phase.ROUND_TWO)
    with pytest.raises(Refused, match=r"No description has been handed in yet. Still missing: Bo Lund; Åse Østberg"):
        advance(edition, Phase.SCORING, by=None)
    actions.hand_in(candidate=candidate, texts=texts, figures=figures, by=leader.seat, now=now)

    advance(edition, Phase.SCORING, by=None)

    facts = Entry.objects.get(verb="moved the award").facts
    assert {k: facts[k] for k in ("handed_in", "shortlisted", "not_handed_in")} == {
        "handed_in": 1,
        "shortlisted": 2,
        "not_handed_in": ["S01"],
    }


def test_visits_begin_with_a_finalist_and_with_no_more_than_allowed(edition, scored, chair):
    with pytest.raises(Refused, match=r"The chair has picked no finalist yet."):
        advance(edition, Phase.FINALS, by=None)
    for candidate in scored:
        actions.pick_finalist(candidate=candidate, reason=REASON, by=chair)
    edition.finalists = 2
    edition.save()
    with pytest.raises(Refused, match=r"3 finalists are picked; the rules allow 2."):
        advance(edition, Phase.FINALS, by=None)
    actions.drop_finalist(candidate=scored[2], by=chair)

    advance(edition, Phase.FINALS, by=None)

    assert Entry.objects.get(verb="moved the award").facts["finalists"] == ["S01", "S02"]

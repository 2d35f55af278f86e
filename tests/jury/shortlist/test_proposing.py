"""Each of the jury proposes alone, and reads the others afterwards."""

import pytest
from django.urls import reverse

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.editions.barriers import BARRIERS, VIEWERS, Thing, Viewer
from award.editions.states import Phase
from award.refusal import Refused
from jury.conflicts.models import Declaration
from jury.shortlist.actions import decide, propose
from jury.shortlist.deliberations import deliberation
from jury.shortlist.models import Proposal
from jury.shortlist.rules import Stale
from jury.shortlist.selectors import proposals_of, proposals_open_to, totals_open_to

REASON = "Listens, and the team says so."


def bar(seat, candidate):
    Declaration.objects.filter(person=seat.user, candidate=candidate).update(standing="recused")


def refused(**act):
    before, lines = Proposal.objects.count(), Entry.objects.count()
    with pytest.raises(Refused) as no:
        propose(**{"choice": "yes", "reason": REASON, **act})
    assert (Proposal.objects.count(), Entry.objects.count()) == (before, lines)
    return str(no.value)


def test_a_proposal_is_kept_and_leaves_a_line(read, juror):
    kept = propose(candidate=read["C01"], choice="discuss", reason=f" {REASON}\n", by=juror)

    line = Entry.objects.first()
    assert (kept.choice, kept.reason, kept.revision, kept.is_informed) == ("discuss", REASON, 1, False)
    assert (line.verb, line.seat) == ("proposed for the shortlist", juror.pk)
    assert line.facts == {"candidate": "C01", "revision": 1, "is_informed": False}


def test_the_others_open_only_after_an_own_proposal(read, juror, second_juror):
    propose(candidate=read["C01"], choice="no", reason=REASON, by=second_juror)
    before = deliberation(read["C01"], juror).others

    propose(candidate=read["C01"], choice="yes", reason=REASON, by=juror)

    after = deliberation(read["C01"], juror).others
    assert before == ()
    assert [(each.juror, each.choice) for each in after] == [(second_juror, "no")]
    assert deliberation(read["C02"], juror).others == ()


def test_organisers_read_no_proposal_and_totals_only_after_the_screening(proposed_by_all, edition, organiser, at):
    during = totals_open_to(edition, organiser)

    at(edition, "round_two")

    assert deliberation(proposed_by_all["C01"], organiser).others == ()
    assert during == {}
    assert totals_open_to(edition, organiser)[proposed_by_all["C01"].pk] == {"yes": 3, "discuss": 0, "no": 0}


def test_the_same_proposal_twice_is_one_revision(read, juror):
    for _each in range(2):
        propose(candidate=read["C01"], choice="yes", reason=REASON, by=juror)

    assert Proposal.objects.count() == 1


def test_a_change_after_reading_the_others_says_so(read, juror, second_juror):
    propose(candidate=read["C01"], choice="yes", reason=REASON, by=juror)
    alone = propose(candidate=read["C01"], choice="discuss", reason=REASON, by=juror)
    propose(candidate=read["C01"], choice="no", reason=REASON, by=second_juror)

    informed = propose(candidate=read["C01"], choice="no", reason=REASON, by=juror)

    assert (alone.is_informed, informed.is_informed, informed.revision) == (False, True, 3)
    assert Proposal.objects.filter(juror=juror).count() == 3


def test_a_proposal_from_an_old_window_is_refused_with_both_at_hand(read, juror, edition, sign_in):
    propose(candidate=read["C01"], choice="no", reason="Sent from the other window.", by=juror)

    typed = {"choice": "yes", "because": "Typed in the old window.", "revision": "0"}
    page = sign_in(juror).post(reverse("jury:propose", args=[edition.slug, "C01"]), typed)

    assert page.status_code == 409
    assert "Sent from the other window." in page.content.decode()
    assert "Typed in the old window." in page.content.decode()
    assert Proposal.objects.count() == 1


def test_a_stale_revision_names_what_stands(read, juror):
    propose(candidate=read["C01"], choice="no", reason=REASON, by=juror)

    with pytest.raises(Stale, match="from another window in the meantime: “No”"):
        propose(candidate=read["C01"], choice="yes", reason=REASON, by=juror, revision=0)


def test_what_a_proposal_needs(read, juror, organiser):
    candidate = read["C01"]

    assert refused(candidate=candidate, by=juror, reason="Short") == (
        "Write the reason in words, at least 10 characters."
    )
    assert refused(candidate=candidate, by=juror, reason="x" * 2001) == "Keep the reason within 2000 characters."
    assert refused(candidate=candidate, by=juror, choice="maybe") == "Propose yes, no, or to discuss."
    assert refused(candidate=candidate, by=organiser).startswith("Only the jury")


def test_who_is_recused_proposes_nothing_and_what_they_proposed_counts_no_more(read, juror, second_juror):
    for seat in (juror, second_juror):
        propose(candidate=read["C01"], choice="yes", reason=REASON, by=seat)
    bar(second_juror, read["C01"])

    assert [each.juror for each in proposals_of(juror.edition)] == [juror]
    assert deliberation(read["C01"], juror).others == ()
    assert refused(candidate=read["C01"], by=second_juror).startswith("You have a conflict of interest")


def test_who_has_not_declared_proposes_nothing(read, juror):
    Declaration.objects.filter(person=juror.user).delete()

    assert refused(candidate=read["C01"], by=juror).startswith("Say first whether anything ties you")


def test_shortlisting_says_how_many_proposals_are_missing(read, chair):
    propose(candidate=read["C01"], choice="yes", reason=REASON, by=chair)

    with pytest.raises(Refused, match="2 proposals are missing: 3 people"):
        decide(candidate=read["C01"], is_shortlisted=True, reason=REASON, by=chair)


def test_the_quorum_is_of_those_without_a_conflict(read, chair, juror, second_juror):
    bar(second_juror, read["C01"])
    for seat in (chair, juror):
        propose(candidate=read["C01"], choice="yes", reason=REASON, by=seat)

    assert decide(candidate=read["C01"], is_shortlisted=True, reason=REASON, by=chair).is_shortlisted


def test_a_recused_chair_is_told_who_decides(proposed_by_all, chair):
    bar(chair, proposed_by_all["C01"])

    with pytest.raises(Refused, match="An organiser can give a juror without a conflict a seat as chair"):
        decide(candidate=proposed_by_all["C01"], is_shortlisted=True, reason=REASON, by=chair)


def test_a_refused_proposal_from_an_old_window_can_be_sent_again(read, juror, edition, sign_in):
    propose(candidate=read["C01"], choice="no", reason="Sent from the other window.", by=juror)
    browser, address = sign_in(juror), reverse("jury:propose", args=[edition.slug, "C01"])

    refused = browser.post(address, {"choice": "yes", "because": "Typed in the old window.", "revision": "0"})

    form = refused.context["proposal_form"]
    again = {name: form[name].value() for name in ("choice", "because", "revision")}
    assert browser.post(address, again).status_code == 302
    assert proposals_of(edition).get().reason == "Typed in the old window."


def test_a_person_with_two_seats_proposes_once(read, edition, juror, second_juror):
    seats = [juror, give_seat(edition=edition, email=juror.user.email, role=Role.CHAIR, by=None)]
    seats.append(give_seat(edition=edition, email=juror.user.email, role=Role.ORGANISER, by=None))
    for seat, choice in zip(seats[:2], ("yes", "no"), strict=True):
        propose(candidate=read["C01"], choice=choice, reason=REASON, by=seat)

    found = [(each.choice, each.revision, each.is_informed) for each in proposals_of(edition)]
    assert found == [("no", 2, False)]
    assert refused(candidate=read["C01"], by=seats[2]) == "Only the jury of this edition proposes who is shortlisted."


def test_a_change_after_reading_somebody_recused_since_says_so_too(read, juror, second_juror):
    for seat in (juror, second_juror):
        propose(candidate=read["C01"], choice="yes", reason=REASON, by=seat)
    bar(second_juror, read["C01"])

    assert propose(candidate=read["C01"], choice="no", reason=REASON, by=juror).is_informed


def test_the_chair_s_decision_opens_with_the_own_proposal(read, edition, juror, chair, sign_in):
    decide(candidate=read["C01"], is_shortlisted=False, reason="The chair’s own words.", by=chair)
    browser = sign_in(juror)
    pages = [
        reverse(f"jury:{name}", args=[edition.slug, *more]) for name, more in (("dossier", ["C01"]), ("shortlist", []))
    ]
    before = [browser.get(page).content.decode() for page in pages]
    row_before = browser.get(pages[1]).context["standing"].rows[0]

    propose(candidate=read["C01"], choice="yes", reason=REASON, by=juror)

    assert "The chair’s own words." not in "".join(before)
    assert (row_before.decision, row_before.tally) == (None, None)
    assert "The chair’s own words." in browser.get(pages[0]).content.decode()
    assert browser.get(pages[1]).context["standing"].rows[0].tally == {"yes": 1, "discuss": 0, "no": 0}


def test_a_change_after_reading_the_decision_says_so(read, juror, chair):
    propose(candidate=read["C01"], choice="yes", reason=REASON, by=juror)
    decide(candidate=read["C01"], is_shortlisted=False, reason=REASON, by=chair)

    assert propose(candidate=read["C01"], choice="no", reason=REASON, by=juror).is_informed


def test_the_overview_shows_what_is_missing(read, edition, chair, juror, second_juror, sign_in):
    for seat in (chair, juror, second_juror):
        propose(candidate=read["C02"], choice="yes", reason=REASON, by=seat)
    propose(candidate=read["C03"], choice="no", reason=REASON, by=chair)
    browser, page = sign_in(chair), reverse("jury:shortlist", args=[edition.slug])

    listed = {
        shown: [row.candidate.code for row in browser.get(page, {"show": shown}).context["standing"].listed]
        for shown in ("", "mine", "undecided", "ready", "shortlisted", "nonsense")
    }

    everybody = ["C01", "C02", "C03"]
    assert listed == {
        "": everybody,
        "mine": ["C01"],
        "undecided": everybody,
        "ready": ["C02"],
        "shortlisted": [],
        "nonsense": everybody,
    }
    assert "2 proposals missing" in browser.get(page).content.decode()
    assert "1 candidate waits for your proposal." in browser.get(page).content.decode()


def test_before_the_count_the_overview_says_what_it_waits_for(screening, leader, juror, no_ties, sign_in):
    no_ties(juror)

    page = sign_in(juror).get(reverse("jury:shortlist", args=[screening.slug])).content.decode()

    assert "The ballots are not counted yet" in page


@pytest.mark.parametrize("viewer", [each for each in VIEWERS if each != Viewer.PUBLIC])
@pytest.mark.parametrize("phase", list(Phase))
def test_the_table_of_who_sees_what_is_what_the_selectors_do(
    proposed_by_all, edition, organiser, juror, chair, leader, second_juror, at, viewer, phase
):
    bar(second_juror, proposed_by_all["C01"])
    seat = {"juror": juror, "chair": chair, "organiser": organiser, "recused": second_juror, "leader": leader.seat}[
        viewer
    ]
    at(edition, phase)
    mine = proposed_by_all["C01"]

    read = proposals_open_to(edition, seat).filter(candidate=mine).exists()
    counted = mine.pk in totals_open_to(edition, seat)

    assert (read or counted) == BARRIERS[Thing.OTHERS_PROPOSALS][viewer].opens(phase)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_asks_the_database_as_often_for_one_row_as_for_three(
    proposed_by_all, edition, juror, sign_in, django_assert_num_queries, rows
):
    for candidate in list(proposed_by_all.values())[rows:]:
        bar(juror, candidate)
    browser = sign_in(juror)

    with django_assert_num_queries(17):
        page = browser.get(reverse("jury:shortlist", args=[edition.slug]))

    assert len(page.context["standing"].rows) == rows

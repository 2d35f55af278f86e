"""Each of the jury proposes alone, and reads the others afterwards."""

import pytest
from django.urls import reverse

from award.audit.models import Entry
from award.refusal import Refused
from jury.conflicts.models import Declaration
from jury.shortlist.actions import decide, propose
from jury.shortlist.models import Proposal
from jury.shortlist.rules import Stale
from jury.shortlist.selectors import deliberation, proposals_of, totals_open_to

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


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_asks_the_database_as_often_for_one_row_as_for_three(
    proposed_by_all, edition, juror, sign_in, django_assert_num_queries, rows
):
    for candidate in list(proposed_by_all.values())[rows:]:
        bar(juror, candidate)
    browser = sign_in(juror)

    with django_assert_num_queries(11):
        page = browser.get(reverse("jury:shortlist", args=[edition.slug]))

    assert len(page.context["standing"].rows) == rows

"""The chair writes down who goes on, and why."""

import pytest
from django.urls import reverse

from award.audit.models import Entry
from award.editions.actions import advance
from award.editions.models import Edition
from award.editions.states import Phase
from award.refusal import Refused
from jury.shortlist.actions import decide, propose, publish
from jury.shortlist.models import Proposal, ShortlistDecision
from jury.shortlist.selectors import places, shortlist

REASON = "Listens, and the team says so."


@pytest.fixture
def counted(screening, leader, candidates, release_of, no_ties, chair):
    """The chair alone is seated, has declared and has proposed: a quorum of one."""
    candidates("C02", "C03", "C04")
    release_of(screening, {"C01": (12, 4, 4), "C02": (12, 2, 2), "C03": (12, 4, None), "C04": (3, 4, 4)})
    no_ties(chair)
    for code in ("C01", "C02", "C03", "C04"):
        propose(candidate=candidate(screening, code), choice="discuss", reason=REASON, by=chair)
    return screening


def candidate(edition, code):
    from nominations.candidates.models import Candidate

    return Candidate.objects.get(edition=edition, code=code)


def refusal_of(edition, code, by, reason=REASON, *, is_shortlisted=True):
    before = list(ShortlistDecision.objects.values_list("candidate__code", "is_shortlisted"))
    lines = Entry.objects.count()
    with pytest.raises(Refused) as no:
        decide(candidate=candidate(edition, code), is_shortlisted=is_shortlisted, reason=reason, by=by)
    assert list(ShortlistDecision.objects.values_list("candidate__code", "is_shortlisted")) == before
    assert Entry.objects.count() == lines
    return str(no.value)


def test_a_decision_keeps_its_reason_and_the_numbers_of_the_day(counted, chair):
    decision = decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason=f"  {REASON}\n", by=chair)

    assert (decision.is_shortlisted, decision.reason, decision.decided_by) == (True, REASON, chair)
    assert decision.numbers["rank"] == 1
    assert decision.numbers["gate_passed"] is True
    assert "items" not in decision.numbers
    assert [each.code for each in shortlist(counted)] == ["C01"]


def test_it_leaves_a_line_in_the_trail(counted, chair):
    decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason=REASON, by=chair)

    line = Entry.objects.first()
    assert (line.verb, line.seat) == ("decided on the shortlist", chair.pk)
    assert (line.facts["candidate"], line.facts["is_shortlisted"]) == ("C01", True)
    assert line.facts["reason"] == REASON
    assert {**line.facts["numbers"], "proposals": {"yes": 0, "discuss": 1, "no": 0}} == (
        ShortlistDecision.objects.get().numbers
    )


def test_organisers_find_no_proposal_in_the_trail_before_the_screening_has_closed(counted, chair, organiser):
    decided(counted, chair, "C01")
    during = [line.facts for line in Entry.objects.all()]

    publish(edition=counted, by=organiser)
    advance(counted, Phase.ROUND_TWO, by=organiser)

    assert not any("proposals" in facts for facts in during)
    assert Entry.objects.first().facts["proposals"]["C01"] == {"yes": 0, "discuss": 1, "no": 0}


def test_what_was_decided_before_is_read_beside_what_stands(counted, chair, sign_in):
    decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason="The first of two reasons.", by=chair)
    decide(candidate=candidate(counted, "C01"), is_shortlisted=False, reason="On second thoughts, no.", by=chair)

    page = sign_in(chair).get(reverse("jury:dossier", args=[counted.slug, "C01"])).content.decode()

    assert "1 earlier decision" in page
    assert "The first of two reasons." in page


def test_the_same_decision_twice_is_one_line(counted, chair):
    for _each in range(2):
        decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason=REASON, by=chair)

    assert Entry.objects.filter(verb="decided on the shortlist").count() == 1


def test_who_shortlists_has_proposed_and_read_the_others(counted, chair):
    Proposal.objects.all().delete()
    Edition.objects.filter(pk=counted.pk).update(quorum=0)

    assert refusal_of(counted, "C01", chair).startswith("Propose first yourself: the others’ proposals open to you")
    assert not decide(candidate=candidate(counted, "C01"), is_shortlisted=False, reason=REASON, by=chair).is_shortlisted


def test_a_decision_from_an_old_window_is_refused_and_can_be_sent_again(counted, chair, sign_in):
    decide(candidate=candidate(counted, "C01"), is_shortlisted=False, reason="From the other window.", by=chair)
    browser, address = sign_in(chair), reverse("jury:decide", args=[counted.slug, "C01"])

    refused = browser.post(address, {"is_shortlisted": "yes", "reason": REASON, "seen": "none"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Another decision on this candidate was written down in the meantime" in page
    assert "From the other window." in page
    assert f">\n{REASON}</textarea>" in page
    again = {name: refused.context["form"][name].value() for name in ("is_shortlisted", "reason", "seen")}
    assert browser.post(address, again).status_code == 302
    assert ShortlistDecision.objects.get().is_shortlisted


def test_after_a_decision_the_next_undecided_candidate_is_offered(counted, chair, sign_in):
    kept = {"is_shortlisted": "no", "reason": REASON}

    page = sign_in(chair).post(reverse("jury:decide", args=[counted.slug, "C02"]), kept, follow=True)

    stands = page.context["deliberation"]
    assert page.redirect_chain[-1][0].endswith("/C02/#decision")
    assert (stands.to_propose, stands.to_decide.code, stands.to_decide.waiting) == (None, "C03", 3)
    assert "Decide on C03 next" in page.content.decode()


def test_it_can_be_changed_while_the_screening_lasts(counted, chair):
    decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason=REASON, by=chair)

    decide(candidate=candidate(counted, "C01"), is_shortlisted=False, reason="On second thoughts, no.", by=chair)

    assert ShortlistDecision.objects.get().reason == "On second thoughts, no."
    assert not shortlist(counted).exists()


@pytest.mark.parametrize("code", ["C02", "C03", "C04"])
def test_below_the_gate_and_without_a_rank_the_chair_may_shortlist_all_the_same(counted, chair, code):
    decide(candidate=candidate(counted, code), is_shortlisted=True, reason=REASON, by=chair)

    assert [each.code for each in shortlist(counted)] == [code]


def test_a_reason_is_needed_for_yes_and_for_no(counted, chair):
    words = "Write the reason in words, at least 10 characters."

    assert refusal_of(counted, "C01", chair, "Good.    ") == words
    assert refusal_of(counted, "C01", chair, "", is_shortlisted=False) == words


def test_only_the_chair_decides(counted, juror, organiser):
    words = "The chair of the jury writes down who is shortlisted."

    assert refusal_of(counted, "C01", juror) == words
    assert refusal_of(counted, "C01", organiser) == words


def test_nobody_is_shortlisted_before_the_count(screening, leader, chair):
    assert refusal_of(screening, "C01", chair).startswith("The ballots have to be counted first")


def test_after_the_screening_the_shortlist_stands(counted, chair, at):
    at(counted, Phase.ROUND_TWO)

    assert refusal_of(counted, "C01", chair) == ("This can no longer be done: the award is in the phase “Round two”.")


def test_the_shortlist_has_no_more_places_than_a_third_of_the_candidates(counted, chair):
    decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason=REASON, by=chair)

    told = refusal_of(counted, "C02", chair)

    assert told == "The shortlist has 1 place and it is taken. Take somebody else off it first."


def test_the_shortlist_has_no_more_places_than_its_size(counted, chair):
    Edition.objects.filter(pk=counted.pk).update(shortlist_size=2, shortlist_one_in=1)
    for code in ("C01", "C02"):
        decide(candidate=candidate(counted, code), is_shortlisted=True, reason=REASON, by=chair)

    told = refusal_of(counted, "C03", chair)

    assert told == "The shortlist has 2 places and all are taken. Take somebody off it first."


def test_who_has_a_place_keeps_it_when_the_reason_is_rewritten(counted, chair):
    decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason=REASON, by=chair)

    decide(candidate=candidate(counted, "C01"), is_shortlisted=True, reason="Another, longer reason.", by=chair)

    assert shortlist(counted).count() == 1


def test_there_is_always_one_place(edition):
    edition.shortlist_size, edition.shortlist_one_in = 12, 3

    assert [places(edition, n) for n in (0, 1, 5, 6, 18, 100)] == [1, 1, 1, 2, 6, 12]


def test_round_two_waits_for_the_count(screening, leader, organiser):
    with pytest.raises(Refused, match="The ballots are not counted yet"):
        advance(screening, Phase.ROUND_TWO, by=organiser)


def decided(edition, chair, *shortlisted):
    for code in ("C01", "C02", "C03", "C04"):
        decide(candidate=candidate(edition, code), is_shortlisted=code in shortlisted, reason=REASON, by=chair)


def test_round_two_waits_for_a_decision_on_everybody(counted, organiser):
    with pytest.raises(Refused, match="The chair still has to decide on: "):
        advance(counted, Phase.ROUND_TWO, by=organiser)


def test_round_two_waits_for_a_shortlist(counted, chair, organiser):
    decided(counted, chair)

    with pytest.raises(Refused, match="Nobody is shortlisted yet"):
        advance(counted, Phase.ROUND_TWO, by=organiser)


def test_round_two_waits_for_the_publication(counted, chair, organiser):
    decided(counted, chair, "C01")

    with pytest.raises(Refused, match="decided and not published yet"):
        advance(counted, Phase.ROUND_TWO, by=organiser)


def test_round_two_opens_with_a_published_shortlist_and_says_who_is_on_it(counted, chair, organiser):
    decided(counted, chair, "C01")
    publish(edition=counted, by=organiser)

    moved = advance(counted, Phase.ROUND_TWO, by=organiser)

    assert moved.phase == Phase.ROUND_TWO
    facts = Entry.objects.first().facts
    assert facts["shortlisted"] == ["C01"]
    assert len(facts["release"]) == 64

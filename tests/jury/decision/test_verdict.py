from datetime import date

import pytest

from award.audit.models import Entry
from award.editions.actions import advance
from award.editions.states import Phase
from award.refusal import Refused
from jury.decision import actions
from jury.decision.models import Confirmation, Verdict
from jury.decision.rules import gate_to_announced
from jury.decision.selectors import quorum, verdict


def stored():
    return (
        Entry.objects.count(),
        list(Verdict.objects.values_list("candidate", "citation", "decided_on")),
        Confirmation.objects.count(),
    )


def refused(act, **given):
    before = stored()
    with pytest.raises(Refused) as no:
        act(**given)
    assert stored() == before
    return str(no.value)


def propose(edition, candidate, by, citation="For listening.", reason="The visits convinced us."):
    return {"edition": edition, "candidate": candidate, "citation": citation, "reason": reason, "by": by}


def test_the_chair_proposes_and_it_is_noted(edition, voted, chair):
    actions.propose_verdict(**propose(edition, voted["C01"], chair))

    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("proposed the verdict", chair.pk, {"winner": "C01", "votes": 3})
    assert not verdict(edition).stands


def test_a_juror_does_not_propose(edition, voted, juror):
    words = refused(actions.propose_verdict, **propose(edition, voted["C01"], juror))

    assert words == "Only the chair proposes the verdict."


def test_a_verdict_waits_for_the_quorum(edition, finalists, chair, juror):
    actions.vote(edition=edition, candidate=finalists["C01"], reason="She listens.", by=juror)

    words = refused(actions.propose_verdict, **propose(edition, finalists["C01"], chair))

    assert words == "1 of at least 3 votes have been given. The verdict waits for the quorum."


def test_the_quorum_is_never_more_than_the_jurors_seated(edition, finalists, chair, chair_as_juror, juror):
    edition.quorum = 9

    assert quorum(edition) == 3  # chair and two jurors; the chair's second seat is no fourth person


def test_who_is_no_finalist_cannot_win(edition, voted, leader_elsewhere, chair):
    words = refused(actions.propose_verdict, **propose(edition, leader_elsewhere, chair))

    assert words == "Håvard Åsnes is not a finalist."


def test_a_winner_needs_a_citation(edition, voted, chair):
    words = refused(actions.propose_verdict, **propose(edition, voted["C01"], chair, citation=" "))

    assert words == "Write the citation: the sentence the award is remembered by."


def test_a_citation_has_an_end(edition, voted, chair):
    words = refused(actions.propose_verdict, **propose(edition, None, chair, citation="a" * 601))

    assert words == "This is longer than 600 characters. Shorten it."


def test_a_verdict_needs_a_reason(edition, voted, chair):
    words = refused(actions.propose_verdict, **propose(edition, voted["C01"], chair, reason=""))

    assert words == "Give the jury's reason. It is printed in the report."


def test_one_proposal_at_a_time(edition, proposed, voted, chair):
    words = refused(actions.propose_verdict, **propose(edition, voted["C02"], chair))

    assert words == "A verdict is already proposed. Withdraw it first, then propose another."


def test_no_winner_can_be_proposed_without_a_citation(edition, voted, chair):
    actions.propose_verdict(**propose(edition, None, chair, citation=""))

    assert verdict(edition).candidate is None


def test_with_the_second_person_the_verdict_stands(edition, proposed, juror, organiser):
    first = actions.confirm_verdict(edition=edition, by=juror, today=date(2027, 9, 26))
    second = actions.confirm_verdict(edition=edition, by=organiser, today=date(2027, 9, 27))

    assert (first.stands, second.stands, second.decided_on) == (False, True, date(2027, 9, 27))
    lines = Entry.objects.filter(verb="confirmed the verdict").order_by("pk")
    assert [(line.seat, line.facts) for line in lines] == [
        (juror.pk, {"stands": False}),
        (organiser.pk, {"stands": True}),
    ]


def test_one_person_confirms_once_even_with_two_seats(edition, proposed, chair, chair_as_juror):
    actions.confirm_verdict(edition=edition, by=chair)

    words = refused(actions.confirm_verdict, edition=edition, by=chair_as_juror)

    assert words == "You have already confirmed. The second confirmation must come from somebody else."
    assert not verdict(edition).stands


def test_a_leader_does_not_confirm(edition, proposed, leader_seat):
    words = refused(actions.confirm_verdict, edition=edition, by=leader_seat)

    assert words == "Only the jury and the organisers confirm the verdict."


@pytest.fixture
def leader_seat(edition):
    from award.accounts.actions import give_seat

    return give_seat(edition=edition, email="ase@nordlys.example", role="leader", by=None)


def test_there_is_nothing_to_confirm_before_the_proposal(edition, voted, organiser):
    words = refused(actions.confirm_verdict, edition=edition, by=organiser)

    assert words == "The chair has not proposed a verdict yet."


def test_the_chair_withdraws_a_proposal_that_one_has_confirmed(edition, proposed, chair, juror):
    actions.confirm_verdict(edition=edition, by=juror)

    actions.withdraw_verdict(edition=edition, by=chair)

    assert verdict(edition) is None
    assert not Confirmation.objects.exists()
    line = Entry.objects.first()
    assert (line.verb, line.seat, line.facts) == ("withdrew the verdict", chair.pk, {"winner": "C01"})


def test_a_juror_does_not_withdraw(edition, proposed, juror):
    assert refused(actions.withdraw_verdict, edition=edition, by=juror) == "Only the chair withdraws the proposal."


def test_what_stands_cannot_be_changed(edition, decided, voted, chair, second_juror):
    stands = "The verdict stands: two people have confirmed it. Nothing can be changed any more."

    assert refused(actions.withdraw_verdict, edition=edition, by=chair) == stands
    assert refused(actions.confirm_verdict, edition=edition, by=second_juror) == stands
    assert refused(actions.propose_verdict, **propose(edition, voted["C02"], chair)) == stands


def test_the_award_is_announced_only_when_the_verdict_stands(edition, proposed, organiser, juror):
    with pytest.raises(Refused, match="The proposed verdict needs 2 more confirmations"):
        gate_to_announced.check(edition)
    actions.confirm_verdict(edition=edition, by=juror)
    with pytest.raises(Refused, match="The proposed verdict needs 1 more confirmation"):
        gate_to_announced.check(edition)

    actions.confirm_verdict(edition=edition, by=organiser)

    assert advance(edition, Phase.ANNOUNCED, by=organiser).phase == Phase.ANNOUNCED


def test_without_a_proposal_nothing_is_announced(edition, finalists, organiser):
    with pytest.raises(Refused, match="The chair has not proposed a verdict yet"):
        advance(edition, Phase.ANNOUNCED, by=organiser)


def test_the_page_says_when_the_proposal_differs_from_votes_and_totals(edition, voted, chair, juror, sign_in):
    actions.propose_verdict(**propose(edition, voted["C02"], chair))

    page = sign_in(juror).get(f"/{edition.slug}/jury/verdict/").content.decode()

    assert "Most votes went to Åse Østberg; the recommendation differs" in page
    assert "The highest total belongs to Åse Østberg; the recommendation differs" in page


def test_the_chair_proposes_on_the_page(edition, voted, chair, sign_in):
    sent = {"choice": "C01", "citation": "For listening.", "reason": "We were there."}

    sign_in(chair).post(f"/{edition.slug}/jury/verdict/", sent)

    assert verdict(edition).citation == "For listening."


def test_a_jurors_proposal_is_refused_on_the_page(edition, voted, juror, sign_in):
    sent = {"choice": "C01", "citation": "For listening.", "reason": "We were there."}

    page = sign_in(juror).post(f"/{edition.slug}/jury/verdict/", sent).content.decode()

    assert "Only the chair proposes the verdict." in page
    assert verdict(edition) is None


def test_organisers_confirm_on_their_own_page(edition, proposed, organiser, sign_in):
    client = sign_in(organiser)

    assert "Confirm this verdict" in client.get(f"/{edition.slug}/organise/verdict/").content.decode()

    answer = client.post(f"/{edition.slug}/jury/verdict/confirm/", follow=True)

    assert answer.redirect_chain == [(f"/{edition.slug}/organise/verdict/", 302)]
    assert "You have confirmed." in answer.content.decode()


def test_withdrawing_says_first_what_is_lost(edition, proposed, chair, sign_in):
    client = sign_in(chair)

    assert (
        "any confirmation of this proposal are deleted"
        in client.get(f"/{edition.slug}/jury/verdict/withdraw/").content.decode()
    )
    assert verdict(edition) is not None

    client.post(f"/{edition.slug}/jury/verdict/withdraw/")

    assert verdict(edition) is None


def test_who_read_an_earlier_proposal_does_not_confirm_the_next(edition, proposed, voted, chair, organiser):
    read = str(verdict(edition).pk)
    actions.withdraw_verdict(edition=edition, by=chair)
    actions.propose_verdict(edition=edition, candidate=None, citation="", reason="None of them, after all.", by=chair)

    words = refused(actions.confirm_verdict, edition=edition, by=organiser, read=read)

    assert "The proposal has changed since you read it." in words
    assert not verdict(edition).confirmations.exists()

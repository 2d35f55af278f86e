"""Declaring and settling ties: what is stored, what is refused, and what the trail says."""

import pytest

from award.accounts.actions import give_seat
from award.accounts.states import Role
from award.audit.models import Entry
from award.editions.actions import create_edition
from award.editions.states import Phase
from award.refusal import Refused
from jury.conflicts import actions
from jury.conflicts.actions import Said
from jury.conflicts.models import Declaration
from jury.conflicts.selectors import declarations, readable, settled_by, undeclared
from jury.conflicts.states import Standing, Tie
from nominations.candidates.states import Consent

TIE = {"tie": Tie.SUPPLIER, "words": "My company sells them headsets."}
REASON = "Contract ended three years ago."


@pytest.fixture
def taking_part(screening, candidates):
    """Three candidates of an edition in the screening."""
    return candidates("C1", "C2", "C3")


def declare(seat, candidate, standing, **more):
    actions.declare(edition=seat.edition, said={candidate: Said(standing, **more)}, by=seat)


def stands(seat, candidate):
    return Declaration.objects.values_list("standing", "tie", "words").get(person=seat.user, candidate=candidate)


# ---- declaring ------------------------------------------------------------------------------------------------------


def test_one_act_answers_for_everybody(screening, taking_part, juror):
    one, two, three = taking_part
    said = {one: Said(Standing.NONE), two: Said(Standing.RECUSED, **TIE), three: Said(Standing.DECLARED, **TIE)}

    actions.declare(edition=screening, said=said, by=juror)

    assert [stands(juror, each) for each in taking_part] == [
        ("none", "", ""),
        ("recused", "supplier", "My company sells them headsets."),
        ("declared", "supplier", "My company sells them headsets."),
    ]
    assert list(readable(screening, juror)) == [one]
    assert not undeclared(screening, juror).exists()


def test_the_trail_says_who_stands_how_and_keeps_the_words_for_the_chair(taking_part, juror):
    declare(juror, taking_part[0], Standing.RECUSED, **TIE)

    line = Entry.objects.get(verb="declared how they stand to a candidate")
    assert (line.seat, line.facts) == (juror.pk, {"candidate": "C1", "standing": "recused"})


def test_words_without_a_tie_are_not_kept(taking_part, juror):
    declare(juror, taking_part[0], Standing.NONE, tie=Tie.OTHER, words="Nothing really.")

    assert stands(juror, taking_part[0]) == ("none", "", "")


def test_saying_the_same_again_writes_nothing(taking_part, juror):
    declare(juror, taking_part[0], Standing.DECLARED, **TIE)

    declare(juror, taking_part[0], Standing.DECLARED, tie=Tie.OTHER, words="Something else.")

    assert stands(juror, taking_part[0]) == ("declared", "supplier", "My company sells them headsets.")
    assert Entry.objects.filter(verb="declared how they stand to a candidate").count() == 1


def test_a_tie_belongs_to_the_person_and_not_to_the_seat(screening, taking_part, juror, observer):
    declare(juror, taking_part[0], Standing.RECUSED, **TIE)

    assert list(undeclared(screening, observer)) == taking_part[1:]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("waived", **TIE), r"Choose one of the three for each candidate\."),
        (Said("", **TIE), r"Choose one of the three for each candidate\."),
        (Said(Standing.RECUSED, "cousin", "My cousin."), r"Say what kind of tie it is\."),
        (Said(Standing.DECLARED, Tie.OTHER, "  "), r"Describe the tie in a few words\."),
        (Said(Standing.DECLARED, Tie.OTHER, "x" * 1001), r"within 1000 characters\."),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_of_the_act_is_stored(screening, taking_part, juror, said, words):
    both = {taking_part[0]: Said(Standing.NONE), taking_part[1]: said}

    with pytest.raises(Refused, match=words):
        actions.declare(edition=screening, said=both, by=juror)

    assert not Declaration.objects.exists()
    assert not Entry.objects.filter(verb="declared how they stand to a candidate").exists()


def test_only_the_jury_of_the_edition_declares(screening, taking_part, organiser, juror):
    elsewhere = create_edition(slug="another", name="Another", contact="spor@samtaleprisen.example")
    visitor = give_seat(edition=elsewhere, email=juror.user.email, role=Role.JUROR, by=None)

    for seat in (organiser, visitor):
        with pytest.raises(Refused, match=r"Only the jury of this edition declares its ties\."):
            actions.declare(edition=screening, said={taking_part[0]: Said(Standing.NONE)}, by=seat)
    assert not Declaration.objects.exists()


def test_whoever_does_not_take_part_is_nobody_to_be_tied_to(taking_part, juror):
    taking_part[0].consent = Consent.DECLINED
    taking_part[0].save()

    with pytest.raises(Refused, match=r"This candidate does not take part\."):
        declare(juror, taking_part[0], Standing.NONE)


def test_ties_are_declared_from_the_surveys_on(edition, taking_part, juror, at):
    at(edition, Phase.NOMINATIONS)

    with pytest.raises(Refused, match=r"Nominations"):
        declare(juror, taking_part[0], Standing.NONE)

    at(edition, Phase.SURVEYS)
    declare(juror, taking_part[0], Standing.NONE)
    assert stands(juror, taking_part[0]) == ("none", "", "")


def test_by_ones_own_hand_a_word_only_becomes_stricter(taking_part, juror):
    one = taking_part[0]
    for standing in (Standing.NONE, Standing.DECLARED, Standing.RECUSED):
        declare(juror, one, standing, **TIE)
    for standing in (Standing.NONE, Standing.DECLARED):
        with pytest.raises(Refused, match=r"You are recused\. Only the chair, with a reason, can lift that\."):
            declare(juror, one, standing, **TIE)

    assert stands(juror, one)[0] == "recused"


def test_a_declared_tie_is_not_taken_back(taking_part, juror):
    declare(juror, taking_part[0], Standing.DECLARED, **TIE)

    with pytest.raises(Refused, match=r"You have declared a tie already\. Only the chair can waive it\."):
        declare(juror, taking_part[0], Standing.NONE)


# ---- settling -------------------------------------------------------------------------------------------------------


@pytest.fixture
def tie(taking_part, juror):
    """Søren has declared a tie to the first candidate."""
    declare(juror, taking_part[0], Standing.DECLARED, **TIE)
    return Declaration.objects.get(person=juror.user)


@pytest.mark.parametrize(("waives", "standing", "reads"), [(True, "waived", 1), (False, "recused", 0)])
def test_the_chair_waives_or_recuses_with_a_reason(screening, tie, juror, chair, waives, standing, reads):
    actions.settle(declaration=tie, waives=waives, because=f" {REASON} ", by=chair)

    tie.refresh_from_db()
    assert (tie.standing, tie.settled_by, tie.settled_because) == (standing, chair, REASON)
    assert readable(screening, juror).count() == reads


@pytest.mark.parametrize(("waives", "verb"), [(True, "waived a tie"), (False, "recused somebody")])
def test_settling_leaves_its_line(tie, juror, chair, waives, verb):
    actions.settle(declaration=tie, waives=waives, because=REASON, by=chair)

    line = Entry.objects.get(verb=verb)
    assert (line.seat, line.facts) == (chair.pk, {"candidate": "C1", "person": juror.user_id, "reason": REASON})


def test_a_new_word_after_a_waiver_forgets_the_waiver(tie, juror, chair):
    actions.settle(declaration=tie, waives=True, because=REASON, by=chair)

    declare(juror, tie.candidate, Standing.RECUSED, **TIE)

    tie.refresh_from_db()
    assert (tie.standing, tie.settled_by, tie.settled_because) == ("recused", None, "")


@pytest.mark.parametrize(
    ("because", "words"),
    [("No.", r"Write the reason in words, at least 10 characters\."), ("x" * 1001, r"within 1000 characters\.")],
)
def test_a_tie_is_not_settled_without_a_reason(tie, chair, because, words):
    with pytest.raises(Refused, match=words):
        actions.settle(declaration=tie, waives=True, because=because, by=chair)

    tie.refresh_from_db()
    assert (tie.standing, tie.settled_by) == ("declared", None)
    assert not Entry.objects.filter(verb="waived a tie").exists()


def test_neither_a_juror_nor_the_chair_of_another_edition_settles(tie, juror, second_juror):
    elsewhere = create_edition(slug="another", name="Another", contact="spor@samtaleprisen.example")
    visitor = give_seat(edition=elsewhere, email="else@samtaleprisen.example", role=Role.CHAIR, name="Else", by=None)

    for seat in (second_juror, visitor):
        with pytest.raises(Refused, match=r"The chair settles ties, and an organiser those of the chair\."):
            actions.settle(declaration=tie, waives=True, because=REASON, by=seat)


def test_the_ties_of_the_chair_are_settled_by_an_organiser(screening, taking_part, chair, organiser):
    declare(chair, taking_part[0], Standing.DECLARED, **TIE)
    own = Declaration.objects.get(person=chair.user)
    with pytest.raises(Refused, match=r"nobody their own\."):
        actions.settle(declaration=own, waives=True, because=REASON, by=chair)

    actions.settle(declaration=own, waives=True, because=REASON, by=organiser)

    assert list(readable(screening, chair)) == [taking_part[0]]


def test_an_organiser_does_not_settle_what_the_chair_can(tie, chair, organiser):
    with pytest.raises(Refused, match=r"The chair settles ties, and an organiser those of the chair; nobody their own"):
        actions.settle(declaration=tie, waives=True, because=REASON, by=organiser)


def test_who_is_bound_to_a_candidate_does_not_say_who_else_may_read(screening, tie, chair, organiser):
    declare(chair, tie.candidate, Standing.RECUSED, **TIE)

    assert not settled_by(screening, chair).exists()
    assert [each.person for each in settled_by(screening, organiser)] == [chair.user, tie.person]

    actions.settle(declaration=tie, waives=True, because=REASON, by=organiser)
    assert stands(give_seat(edition=screening, email=tie.person.email, role=Role.JUROR, by=None), tie.candidate)[0] == (
        "waived"
    )


def test_the_organiser_leaves_it_to_a_second_chair_who_is_free(screening, tie, chair, second_juror, organiser):
    declare(chair, tie.candidate, Standing.RECUSED, **TIE)
    second = give_seat(edition=screening, email=second_juror.user.email, role=Role.CHAIR, by=None)

    assert list(settled_by(screening, second)) == [tie]
    assert [each.person for each in settled_by(screening, organiser)] == [chair.user]


def test_without_a_chair_an_organiser_settles(screening, tie, organiser):
    assert list(settled_by(screening, organiser)) == [tie]


def test_no_tie_is_nothing_to_settle(screening, taking_part, juror, chair):
    declare(juror, taking_part[0], Standing.NONE)

    assert not settled_by(screening, chair).exists()
    assert declarations(screening).count() == 1

"""Deciding on texts, handing them over, and who may read them when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.audit.actions import record
from award.audit.models import Entry
from award.editions.actions import advance, purge
from award.editions.models import Edition
from award.editions.selectors import moved_on
from award.editions.states import ORDER, Phase, since
from award.refusal import Refused
from nominations.candidates.models import Candidate
from nominations.candidates.states import Consent
from surveys.comments import actions
from surveys.comments.models import Comment, Handover
from surveys.comments.selectors import (
    Asked,
    fingerprint,
    numbers,
    texts,
    texts_for_jury,
    texts_for_leader,
    texts_to_quote,
)

LEARN = "What does your leader do that others could learn from?"
IMPROVE = "What would make your leader even better?"


def words(asked):
    return sorted(text for each in asked for text in each.texts)


@pytest.mark.parametrize(
    ("act", "changed"),
    [
        (lambda text: actions.show(comment=text), {"state": "shown"}),
        (lambda text: actions.show(comment=text, text=" Ny tekst \r\n"), {"state": "shown", "shown_text": "Ny tekst"}),
        (lambda text: actions.show(comment=text, text="Hun lytter og følger opp."), {"state": "shown"}),
        (lambda text: actions.withhold(comment=text), {"state": "withheld"}),
    ],
)
def test_a_decision_changes_one_text_and_nothing_else(three, as_stored, act, changed):
    before = as_stored()

    act(three[0])

    assert as_stored() == before | {three[0].pk: before[three[0].pk] | changed}
    assert not Entry.objects.filter(facts__has_key="candidate").exists()


def test_until_the_handover_every_decision_can_be_changed_and_undone(three, as_stored):
    before = as_stored()

    actions.show(comment=three[0], text="Ny tekst")
    actions.withhold(comment=three[0])
    actions.show(comment=three[0])
    actions.undecide(comment=three[0])

    assert as_stored() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "Write what the jury shall read"), (" \u200b\n", "Write what"), ("x" * 2001, "at most 2000 characters")],
)
def test_an_unusable_change_is_refused_and_nothing_is_stored(three, as_stored, text, message):
    before = as_stored()

    with pytest.raises(Refused, match=message):
        actions.show(comment=three[0], text=text)

    assert as_stored() == before


def test_two_thousand_characters_are_not_too_many(three):
    actions.show(comment=three[0], text="x" * 2000)

    assert len(Comment.objects.get(pk=three[0].pk).shown_text) == 2000


def test_signs_that_hide_or_turn_others_are_taken_out_of_a_change(three):
    actions.show(comment=three[0], text="Hun\u202e lyt\u200bter\x07.")

    assert Comment.objects.get(pk=three[0].pk).shown_text == "Hun lytter."


def test_a_withheld_text_cannot_carry_another_one(three):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=three[0].pk).update(state="withheld", shown_text="x")


def test_the_handover_destroys_originals_and_what_is_withheld(candidate, decided, as_stored, organiser, hand_over):
    before = as_stored()

    hand_over(candidate, by=organiser)

    shown, changed = decided[0].pk, decided[1].pk
    assert as_stored() == {
        shown: before[shown],
        changed: before[changed] | {"text": "Hun hjalp [navn] en dag.", "shown_text": ""},
    }


def test_the_trail_says_who_handed_over_and_how_many_and_no_text(candidate, decided, organiser, hand_over):
    hand_over(candidate, by=organiser)

    line = Entry.objects.get(verb="handed texts to the jury")
    assert (line.seat, line.facts) == (
        organiser.pk,
        {"candidate": "C01", "as_written": 1, "changed": 1, "withheld": 1},
    )


def test_no_text_is_handed_over_while_one_waits(candidate, decided, as_stored, hand_over):
    actions.undecide(comment=decided[0])
    before = as_stored()

    with pytest.raises(Refused, match="1 text waits for a decision"):
        hand_over(candidate)

    assert as_stored() == before
    assert not Handover.objects.exists()
    assert not Entry.objects.filter(verb="handed texts to the jury").exists()


def test_decisions_that_were_changed_meanwhile_are_not_finished(candidate, decided, as_stored):
    seen = fingerprint(texts(candidate))
    actions.withhold(comment=decided[0])
    before = as_stored()

    with pytest.raises(Refused, match="A decision was changed"):
        actions.hand_over(candidate=candidate, seen=seen, by=None)

    assert as_stored() == before


def test_nothing_is_handed_over_where_nothing_was_kept(screening, candidate, hand_over):
    with pytest.raises(Refused, match="no text to hand over"):
        hand_over(candidate)


@pytest.mark.parametrize("act", [actions.show, actions.withhold, actions.undecide])
def test_after_the_handover_nothing_can_be_decided(candidate, decided, as_stored, hand_over, act):
    hand_over(candidate)
    before = as_stored()

    with pytest.raises(Refused, match="handed to the jury already"):
        act(comment=decided[0])
    with pytest.raises(Refused, match="handed to the jury already"):
        hand_over(candidate)

    assert as_stored() == before


def test_before_the_screening_nobody_decides(three, as_stored, at, edition):
    at(edition, Phase.SURVEYS)
    before = as_stored()

    with pytest.raises(Refused, match="cannot be done yet"):
        actions.show(comment=three[0])

    assert as_stored() == before


def test_nobody_reads_a_text_before_the_handover(candidate, decided):
    assert (texts_for_jury(candidate), texts_for_leader(candidate), texts_to_quote(candidate)) == ([], [], [])


def test_the_jury_reads_what_is_shown_under_the_questions_and_nothing_else(candidate, decided, write, hand_over):
    (more,) = write("Mer ros.", question="improve", leader_may_read=True)
    actions.show(comment=more)

    hand_over(candidate)

    first, second = texts_for_jury(candidate)
    assert (first.question, sorted(first.texts)) == (LEARN, ["Hun hjalp [navn] en dag.", "Hun lytter og følger opp."])
    assert second == Asked(IMPROVE, ("Mer ros.",))


def test_texts_stand_in_the_order_of_random_keys(candidate, write, hand_over):
    for comment in write(*"abcdefgh"):
        actions.show(comment=comment)

    hand_over(candidate)

    (asked,) = texts_for_jury(candidate)
    assert list(asked.texts) == [comment.text for comment in sorted(Comment.objects.all(), key=lambda each: each.pk)]


def test_a_tick_opens_a_text_to_the_leader_or_to_a_quotation_and_to_no_other(candidate, write, hand_over, at, edition):
    write("for the jury")
    write("for the leader", leader_may_read=True)
    write("for the report", may_be_quoted=True)
    for comment in texts(candidate):
        actions.show(comment=comment)
    hand_over(candidate)
    at(edition, Phase.ANNOUNCED)
    candidate.refresh_from_db()

    assert words(texts_for_jury(candidate)) == ["for the jury", "for the leader", "for the report"]
    assert words(texts_for_leader(candidate)) == ["for the leader"]
    assert words(texts_to_quote(candidate)) == ["for the report"]


@pytest.mark.parametrize("phase", ORDER)
def test_the_leader_waits_for_the_announcement_and_the_jury_for_the_screening(candidate, write, hand_over, phase):
    (comment,) = write("Hun lytter.", leader_may_read=True)
    actions.show(comment=comment)
    hand_over(candidate)
    Edition.objects.filter(pk=candidate.edition_id).update(phase=phase, rules_hash="f" * 64)
    here = Candidate.objects.get(pk=candidate.pk)

    assert bool(texts_for_jury(here)) == (phase in since(Phase.SCREENING))
    assert bool(texts_for_leader(here)) == (phase == Phase.ANNOUNCED)


def test_one_candidate_s_handover_opens_no_other_candidate_s_texts(candidate, decided, write, edition, hand_over):
    other = Candidate.objects.create(edition=edition, code="C02", name="Mette Ærøskov", consent=Consent.ACCEPTED)
    (comment,) = write("Hun er her.", about=other)
    actions.show(comment=comment)

    hand_over(candidate)

    assert texts_for_jury(other) == []
    assert numbers(texts(other)).as_written == 1


def test_a_text_that_somebody_recognised_is_removed_and_the_trail_says_so(
    candidate, decided, as_stored, organiser, hand_over
):
    hand_over(candidate)
    before = as_stored()

    actions.remove(comment=decided[0], by=organiser)

    assert as_stored() == {decided[1].pk: before[decided[1].pk]}
    line = Entry.objects.get(verb="removed a text")
    assert (line.seat, line.facts) == (organiser.pk, {"candidate": "C01"})


def test_before_the_handover_a_text_is_withheld_and_not_removed(decided, as_stored, organiser):
    before = as_stored()

    with pytest.raises(Refused, match="withhold this one instead"):
        actions.remove(comment=decided[0], by=organiser)

    assert as_stored() == before
    assert not Entry.objects.filter(verb="removed a text").exists()


def test_texts_go_half_a_year_after_the_award_was_announced(edition, candidate, decided, at, capsys):
    at(edition, Phase.DECISION)
    purge(today=timezone.localdate() + timedelta(days=3650))
    assert Comment.objects.count() == 3

    Edition.objects.filter(pk=edition.pk).update(phase=Phase.ANNOUNCED)
    announce(edition)
    call_command("purge", on=timezone.localdate() + timedelta(days=181))
    assert Comment.objects.count() == 3

    call_command("purge", on=timezone.localdate() + timedelta(days=182))
    assert not Comment.objects.exists()
    assert "texts of employees: 3 deleted" in capsys.readouterr().out
    line = Entry.objects.get(verb="purged", facts__what="texts of employees")
    assert line.facts["number"] == 3


def announce(edition):
    record(edition, "moved the award", by=None, to=Phase.ANNOUNCED)


def test_the_trail_knows_the_day_of_every_move(edition):
    advance(edition, Phase.NOMINATIONS, by=None)
    assert moved_on(edition, Phase.ANNOUNCED) is None

    announce(edition)
    assert moved_on(edition, Phase.ANNOUNCED) == timezone.localdate()

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.accounts.models import Seat
from award.accounts.selectors import jury
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import Gate
from award.editions.rules import check_phase
from award.editions.states import Phase
from award.refusal import Refused
from jury.conflicts.selectors import is_barred
from jury.finals.models import Observation, Visit
from jury.finals.selectors import Planned, has_left_traces, noted_traits, notes, plan, ratings_of
from jury.finals.states import Kind, Tone
from jury.round_two.selectors import finalists
from nominations.candidates.models import Candidate

OBSERVERS = 2
LONGEST_NOTE = 2000


def check_may_plan(edition: Edition, candidate: Candidate, observers: Sequence[Seat]) -> None:
    check_phase(edition, {Phase.FINALS})
    if not finalists(edition).filter(pk=candidate.pk).exists():
        raise Refused(_("Only finalists are visited; %(name)s is none.") % {"name": candidate.name})
    people = {seat.user_id for seat in observers}
    if len(people) != OBSERVERS or len(observers) != OBSERVERS:
        raise Refused(_("A visit has exactly two observers. Choose two different people."))
    if jury(edition).filter(user__in=people).values("user").distinct().count() != OBSERVERS:
        raise Refused(_("Observers come from the jury of this edition."))
    here = Candidate.objects.filter(pk=candidate.pk)
    for seat in observers:
        if is_barred(seat.user_id, here):
            raise Refused(
                _("%(name)s has declared a tie to this candidate and cannot visit them.") % {"name": seat.user}
            )


def check_keeps_who_noted(visit: Visit, observers: Sequence[Seat]) -> None:
    """Who has written down what they saw stays on the visit: their notes would hang in the air."""
    staying = {seat.user_id for seat in observers}
    for seat in visit.observers.select_related("user"):
        is_bound = is_barred(seat.user_id, Candidate.objects.filter(pk=visit.candidate_id))
        if seat.user_id not in staying and not is_bound and has_left_traces(visit, seat):
            raise Refused(
                _("%(name)s has notes of this visit and cannot be replaced. Keep %(name)s as one of the two.")
                % {"name": seat.user}
            )


def check_may_observe(edition: Edition, visit: Visit, observer: Seat) -> None:
    check_phase(edition, {Phase.FINALS})
    if observer.role != Role.OBSERVER or not visit.observers.filter(pk=observer.pk).exists():
        raise Refused(_("Only the two observers of this visit write here."))
    if is_barred(observer.user_id, Candidate.objects.filter(pk=visit.candidate_id)):
        raise Refused(_("You have declared a tie to this candidate: you take no part in this visit."))


def check_note(edition: Edition, trait: str, kind: str, tone: str, text: str) -> None:
    if edition.content.trait(trait) is None:
        raise Refused(_("Choose the trait this note is about."))
    if kind not in Kind.values:
        raise Refused(_("Say how you know: seen, heard, told or shown."))
    if tone not in Tone.values:
        raise Refused(_("Say whether it speaks for the trait, against it, or neither."))
    if not text:
        raise Refused(_("Write down what happened, in a sentence or two."))
    if len(text) > LONGEST_NOTE:
        raise Refused(_("Keep a note within %(most)s characters.") % {"most": LONGEST_NOTE})


def check_is_the_same(kept: Observation, sent: Observation) -> None:
    """A form that arrives twice is one note; a form that comes back with another text is not a retry."""
    same = ("visit_id", "observer_id", "trait", "kind", "tone", "text")
    if any(getattr(kept, name) != getattr(sent, name) for name in same):
        raise Refused(_("This page had been sent before with other words. Keep the note again to add it as a new one."))


def check_may_take_back(edition: Edition, note: Observation) -> None:
    if note.is_taken_back:
        raise Refused(_("This note is taken back already."))
    others = notes(note.visit, note.observer).filter(trait=note.trait, is_taken_back=False).exclude(pk=note.pk)
    if note.trait in ratings_of(note.visit, note.observer) and not others.exists():
        raise Refused(
            _("This is your only note on “%(trait)s”, and you have rated it. Write another one first.")
            % {"trait": _trait(edition, note.trait)}
        )


def check_ratings(edition: Edition, visit: Visit, observer: Seat, ratings: Mapping[str, int]) -> None:
    traits = edition.content.traits
    if set(ratings) - {trait.code for trait in traits}:
        raise Refused(_("There is no such trait in this edition."))
    unrated = [str(trait.name) for trait in traits if trait.code not in ratings]
    if unrated:
        raise Refused(_("Rate every trait. Still without a rating: %(traits)s.") % {"traits": "; ".join(unrated)})
    for trait in traits:
        value = ratings[trait.code]
        if isinstance(value, bool) or value not in trait.points:
            raise Refused(
                _("“%(trait)s”: a rating is a whole number from %(low)s to %(high)s.")
                % {"trait": trait.name, "low": trait.points.low, "high": trait.points.high}
            )
    unnoted = unnoted_traits(edition, visit, observer)
    if unnoted:
        raise Refused(
            _("A rating rests on at least one note of your own. Without one: %(traits)s.")
            % {"traits": "; ".join(unnoted)}
        )


def unnoted_traits(edition: Edition, visit: Visit, observer: Seat) -> list[str]:
    noted = noted_traits(visit, observer)
    return [str(trait.name) for trait in edition.content.traits if trait.code not in noted]


def check_may_decide(edition: Edition) -> dict[str, Any]:
    """The jury decides when every finalist was visited and rated by both observers."""
    planned = plan(edition)
    unfinished = [_lacking(each) for each in planned if not each.is_done]
    if unfinished:
        raise Refused("\n".join(unfinished))
    return {"visits": len(planned)}


def _lacking(each: Planned) -> str:
    if not each.is_planned:
        return _("%(name)s: no visit with two observers is planned.") % {"name": each.candidate.name}
    names = get_text_list([str(seat.user) for seat in each.waiting_for], _("and"))
    return _("%(name)s: ratings are missing of %(observers)s.") % {"name": each.candidate.name, "observers": names}


def _trait(edition: Edition, code: str) -> str:
    trait = edition.content.trait(code)
    return str(trait.name) if trait else code


gate_to_decision = Gate(
    Phase.DECISION, gettext_lazy("Every finalist is visited and rated"), check_may_decide, "jury:visits_plan"
)

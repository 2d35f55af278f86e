from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from award.accounts.models import Seat
from award.accounts.states import Role
from award.editions.models import Edition
from award.editions.registers import Clock, Gate, clocks, gates, objections, signpost
from award.editions.selectors import closing_time, moved_on
from award.editions.states import Phase, since
from surveys.ballots.keys import destroy_keys
from surveys.ballots.rules import check_keys_apart
from surveys.ballots.selectors import count_key
from surveys.comments.clocks import purge_texts, texts_due_on
from surveys.comments.selectors import desk
from surveys.counting.clocks import keys_due_on, purge_tickets, tickets_due_on
from surveys.editing.selectors import note
from surveys.invitations import letters
from surveys.questionnaire.dates import day_and_time
from surveys.rosters.models import Invitee
from surveys.rosters.selectors import results_are_in, teams
from surveys.selves.actions import forget_drafts
from surveys.selves.rules import is_locked
from surveys.selves.selectors import kept_of_seat
from surveys.workplaces.actions import forget_contacts
from surveys.workplaces.rules import check_may_lead

KEPT_AFTER_CLOSING = timedelta(days=30)


def plant() -> None:
    gates.append(Gate(Phase.SURVEYS, gettext_lazy("Keys and backups are kept apart"), check_keys_apart))
    signpost(
        "surveys:questionnaire",
        gettext_lazy("Questionnaire"),
        roles={Role.ORGANISER},
        phases={Phase.SETUP, Phase.NOMINATIONS},
        note=_questionnaire,
    )
    signpost(
        "surveys:overview",
        gettext_lazy("Surveys"),
        roles={Role.ORGANISER},
        phases={Phase.NOMINATIONS, Phase.SURVEYS},
        note=_surveys,
    )
    signpost(
        "surveys:self",
        gettext_lazy("Your self-assessment"),
        roles={Role.LEADER},
        phases=since(Phase.SURVEYS),
        note=_self,
    )
    signpost(
        "surveys:texts",
        gettext_lazy("Texts"),
        roles={Role.ORGANISER},
        phases=since(Phase.SCREENING),
        note=_texts,
    )
    signpost("surveys:code", gettext_lazy("Answer with a code on paper"), phases={Phase.SURVEYS})
    letters.plant()
    objections.append(check_may_lead)
    clocks.append(Clock(gettext_noop("addresses of employees"), rosters_due_on, purge_rosters))
    clocks.append(Clock(gettext_noop("counted ballots"), tickets_due_on, purge_tickets))
    clocks.append(Clock(gettext_noop("drafts of leaders"), rosters_due_on, forget_drafts))
    clocks.append(Clock(gettext_noop("keys"), keys_due_on, destroy_keys))
    clocks.append(Clock(gettext_noop("texts of employees"), texts_due_on, purge_texts))


def rosters_due_on(edition: Edition) -> date | None:
    """A month after the surveys were to close, or did, and never while they run."""
    if edition.phase not in since(Phase.SCREENING):
        return None
    closes_at = closing_time(edition, Phase.SURVEYS)
    closed_on = timezone.localtime(closes_at).date() if closes_at else moved_on(edition, Phase.SCREENING)
    return closed_on + KEPT_AFTER_CLOSING if closed_on else None


def purge_rosters(edition: Edition) -> int:
    """Who was asked need not be known any longer, nor who brought the list: the answers were never joined to it."""
    deleted, _rows = Invitee.objects.filter(candidate__edition=edition).delete()
    return deleted + forget_contacts(edition)


def _questionnaire(edition: Edition, seat: Seat) -> str:
    return note(edition)


def _surveys(edition: Edition, seat: Seat) -> str:
    key, here = count_key(edition), teams(edition)
    if key is None or not key.is_proven:
        return _("The count code is not made and proven yet.")
    missing = sum(team.is_too_small for team in here)
    if missing:
        return ngettext("%(n)s candidate has no roster yet.", "%(n)s candidates have no roster yet.", missing) % {
            "n": missing
        }
    unsent = sum(team.pending for team in here)
    if unsent:
        return ngettext("%(n)s invitation is not sent yet.", "%(n)s invitations are not sent yet.", unsent) % {
            "n": unsent
        }
    return _("All invitations are sent.") if here else _("No candidate takes part yet.")


def _self(edition: Edition, seat: Seat) -> str:
    kept, closes_at = kept_of_seat(edition, seat.pk), closing_time(edition, Phase.SURVEYS)
    if is_locked(edition, timezone.now()):
        return _("Handed in; it can no longer be changed.") if kept.handed_in else _("Closed; you handed nothing in.")
    until = " " + _("Until %(day)s.") % {"day": day_and_time(closes_at)} if closes_at else ""
    if kept.handed_in:
        return (_("Handed in; changes are only saved.") if kept.draft else _("Handed in.")) + until
    if kept.draft is None:
        return _("Not handed in yet.") + until
    numbers = {"n": kept.answered, "all": len(edition.content.survey.items)}
    return _("Saved, not handed in yet: %(n)s of %(all)s answered.") % numbers + until


def _texts(edition: Edition, seat: Seat) -> str:
    rows = [row for row in desk(edition) if row.numbers.total or row.handover]
    waiting = sum(row.numbers.waiting for row in rows)
    unfinished = sum(row.handover is None for row in rows)
    if waiting:
        words = ngettext("%(n)s text waits for a decision.", "%(n)s texts wait for a decision.", waiting)
        return words % {"n": waiting}
    if unfinished:
        words = ngettext(
            "All texts are decided; those of %(n)s candidate are to be handed to the jury.",
            "All texts are decided; those of %(n)s candidates are to be handed to the jury.",
            unfinished,
        )
        return words % {"n": unfinished}
    if rows:
        return _("All texts are decided.")
    return _("No texts are kept.") if results_are_in(edition) else _("They can be read when the ballots are counted.")

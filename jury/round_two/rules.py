from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.accounts.models import Seat
from award.accounts.states import JURY
from award.content.reading import RoundTwo
from award.editions.models import Edition
from award.editions.registers import Gate
from award.editions.rules import check_not_closed, check_phase
from award.editions.states import Phase
from award.refusal import Refused
from jury.conflicts.selectors import readable
from jury.round_two.models import Finalist, Portfolio
from jury.round_two.portfolios import COLUMNS, LONGEST, Reading, longest_text
from jury.round_two.selectors import finalists, handed_in, jurors_per_candidate, not_handed_in, quorum_for
from jury.shortlist.selectors import shortlist
from nominations.candidates.models import Candidate

SHORTEST_REASON = 10
LONGEST_COMMENT = 2000
Scores = Mapping[str, tuple[int, str]]


class Stale(Refused):
    """Somebody stored something newer since this page was opened; what was typed must not be lost."""


# ---- what candidates hand in ----------------------------------------------------------------------------------------


def check_may_write(edition: Edition, candidate: Candidate, now: datetime) -> None:
    check_phase(edition, {Phase.ROUND_TWO})
    check_not_closed(edition, Phase.ROUND_TWO, now)
    if not shortlist(edition).filter(pk=candidate.pk).exists():
        raise Refused(_("Round two is for the shortlisted candidates; %(name)s is not among them.") % _name(candidate))


def check_fits(asked: RoundTwo, given: Mapping[str, str], written: Reading) -> None:
    """Nothing is cut off without a word: too much of anything is refused."""
    unknown = set(given) - {area.code for area in asked.areas}
    if unknown:
        raise Refused(_("There is no area “%(area)s” in this edition.") % {"area": min(unknown)})
    if len(written.figures) > asked.key_figures_max:
        raise Refused(_("At most %(most)s key figures, please.") % {"most": asked.key_figures_max})
    for each in written.areas:
        if len(each.text) > longest_text(asked):
            raise Refused(_("“%(area)s” is too long to be stored.") % {"area": each.area.name})
    for place, row in enumerate(written.figures, 1):
        if any(len(row[column]) > LONGEST[column] for column in COLUMNS):
            raise Refused(_("Key figure %(place)s is too long to be stored.") % {"place": place})


def faults(asked: RoundTwo, written: Reading) -> dict[str, str]:
    """What still stands between this and handing in, by the field that mends it."""
    found: dict[str, str] = {}
    for each in written.areas:
        over = each.words - asked.max_words
        if not each.text:
            found[f"text_{each.area.code}"] = _("“%(area)s” is still empty. Write a few sentences.") % {
                "area": each.area.name
            }
        elif over > 0:
            found[f"text_{each.area.code}"] = ngettext(
                "“%(area)s” is %(over)s word over the limit of %(most)s. Shorten it a little.",
                "“%(area)s” is %(over)s words over the limit of %(most)s. Shorten it a little.",
                over,
            ) % {"area": each.area.name, "over": over, "most": asked.max_words}
    for place, row in enumerate(written.figures, 1):
        empty = [column for column in COLUMNS if not row[column]]
        if empty:
            found[f"figure_{place}_{empty[0]}"] = _("Key figure %(place)s lacks: %(columns)s.") % {
                "place": place,
                "columns": get_text_list([str(COLUMN_NAMES[column]) for column in empty], _("and")),
            }
    least = min(asked.key_figures_min, asked.key_figures_max)
    lacking = least - len(written.figures)
    if lacking > 0:
        found[f"figure_{len(written.figures) + 1}_name"] = ngettext(
            "One more key figure is needed: at least %(least)s in all.",
            "%(lacking)s more key figures are needed: at least %(least)s in all.",
            lacking,
        ) % {"lacking": lacking, "least": least}
    return found


COLUMN_NAMES = {
    "name": gettext_lazy("what it is"),
    "before": gettext_lazy("before"),
    "after": gettext_lazy("after"),
    "period": gettext_lazy("period"),
    "source": gettext_lazy("source"),
}


def check_complete(asked: RoundTwo, written: Reading) -> None:
    found = faults(asked, written)
    if found:
        raise Refused("\n".join(found.values()))


def check_nobody_saved_since(portfolio: Portfolio, revision: int | None) -> None:
    if revision is not None and revision != portfolio.revision:
        raise Stale(_("Somebody else saved this description while you were writing. Nothing of yours is stored yet."))


# ---- scores ---------------------------------------------------------------------------------------------------------


def check_may_score(edition: Edition, candidate: Candidate, juror: Seat, now: datetime) -> None:
    check_phase(edition, {Phase.SCORING})
    check_not_closed(edition, Phase.SCORING, now)
    if juror.edition_id != edition.pk or juror.role not in JURY:
        raise Refused(_("Only the jury of this edition scores."))
    check_may_read(edition, candidate, juror)
    if not shortlist(edition).filter(pk=candidate.pk).exists() or handed_in(candidate) is None:
        raise Refused(_("%(name)s has handed in no description: there is nothing to score.") % _name(candidate))


def check_may_read(edition: Edition, candidate: Candidate, seat: Seat) -> None:
    if not readable(edition, seat).filter(pk=candidate.pk).exists():
        raise Refused(_("Only whoever has declared that nothing binds them to a candidate may act on them."))


def check_scores(asked: RoundTwo, scores: Scores) -> None:
    areas = {area.code: area.name for area in asked.areas}
    unknown = set(scores) - set(areas)
    if unknown:
        raise Refused(_("There is no area “%(area)s” in this edition.") % {"area": min(unknown)})
    missing = [str(name) for code, name in areas.items() if code not in scores]
    if missing:
        raise Refused(_("Every area needs a score. Still without one: %(areas)s.") % {"areas": "; ".join(missing)})
    for code, (value, comment) in scores.items():
        if isinstance(value, bool) or value not in asked.scale:
            raise Refused(
                _("“%(area)s”: a score is a whole number from %(low)s to %(high)s.")
                % {"area": areas[code], "low": asked.scale.low, "high": asked.scale.high}
            )
        if len(comment) > LONGEST_COMMENT:
            raise Refused(
                _("“%(area)s”: a comment has at most %(most)s characters.")
                % {"area": areas[code], "most": LONGEST_COMMENT}
            )


def check_not_sent_since(last: int, revision: int | None) -> None:
    if revision is not None and revision != last:
        raise Stale(
            _("You have sent scores for this candidate from another window in the meantime (revision %(n)s).")
            % {"n": last}
        )


# ---- finalists ------------------------------------------------------------------------------------------------------


def check_may_pick(edition: Edition, candidate: Candidate, reason: str, by: Seat) -> None:
    check_phase(edition, {Phase.SCORING})
    check_may_read(edition, candidate, by)
    if not shortlist(edition).filter(pk=candidate.pk).exists():
        raise Refused(_("%(name)s is not on the shortlist.") % _name(candidate))
    if len(reason) < SHORTEST_REASON:
        raise Refused(_("Give the reason in a few words, at least %(least)s characters.") % {"least": SHORTEST_REASON})
    if len(reason) > LONGEST_COMMENT:
        raise Refused(_("Keep the reason within %(most)s characters.") % {"most": LONGEST_COMMENT})
    chosen = set(finalists(edition).values_list("pk", flat=True))
    if candidate.pk in chosen:
        raise Refused(_("%(name)s is already a finalist.") % _name(candidate))
    if len(chosen) >= edition.finalists:
        raise Refused(
            _("All %(places)s places are taken. Drop a finalist before you pick another.")
            % {"places": edition.finalists}
        )
    needed, given = quorum_for(candidate), jurors_per_candidate(edition).get(candidate.pk, 0)
    if given < needed:
        raise Refused(
            _("%(name)s has scores of %(given)s jurors; a finalist needs the scores of %(needed)s.")
            % {**_name(candidate), "given": given, "needed": needed}
        )


def check_may_drop(edition: Edition, finalist: Finalist | None) -> None:
    check_phase(edition, {Phase.SCORING})
    if finalist is None:
        raise Refused(_("This candidate is not a finalist."))


# ---- gates ----------------------------------------------------------------------------------------------------------


def check_may_begin_scoring(edition: Edition) -> dict[str, Any]:
    listed, missing = shortlist(edition).count(), list(not_handed_in(edition))
    if len(missing) == listed:
        raise Refused(
            _("No description has been handed in yet. Still missing: %(names)s.")
            % {"names": "; ".join(map(str, missing)) or "–"}
        )
    return {
        "handed_in": listed - len(missing),
        "shortlisted": listed,
        "not_handed_in": [candidate.code for candidate in missing],
    }


def check_may_begin_visits(edition: Edition) -> dict[str, Any]:
    chosen = finalists(edition)
    if not chosen:
        raise Refused(_("The chair has picked no finalist yet."))
    if len(chosen) > edition.finalists:
        raise Refused(
            _("%(picked)s finalists are picked; the rules allow %(places)s.")
            % {"picked": len(chosen), "places": edition.finalists}
        )
    return {"finalists": [candidate.code for candidate in chosen]}


gate_to_scoring = Gate(Phase.SCORING, gettext_lazy("A description is handed in"), check_may_begin_scoring)
gate_to_finals = Gate(Phase.FINALS, gettext_lazy("The finalists are picked"), check_may_begin_visits)


def _name(candidate: Candidate) -> dict[str, str]:
    return {"name": candidate.name}

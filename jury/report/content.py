"""What the facts of the winner report say, in sentences."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from award.editions.models import Edition
from jury.report.facts import Report, reasons_of
from jury.screening.asked import asked
from jury.screening.enumerating import joined
from jury.screening.words import CATEGORIES, FLAGS, figure
from surveys.counting.results import Result

RESPONSES = {
    "<30": gettext_lazy("Fewer than 30 per cent of those invited answered."),
    "30-49": gettext_lazy("Between 30 and 49 per cent of those invited answered."),
    "50-69": gettext_lazy("Between 50 and 69 per cent of those invited answered."),
    ">=70": gettext_lazy("At least 70 per cent of those invited answered."),
    "unknown": gettext_lazy("How many were invited is not known."),
}


def survey_sentences(edition: Edition, name: str, result: Result | None) -> list[str]:
    """What employees and leader say, with how sure that is; or that there is no result, and why."""
    if result is None:
        return [_("There is no survey result for %(name)s.") % {"name": name}]
    if not result.is_ranked:
        reasons = reasons_of(edition, result)
        return [
            _("There is no survey result for %(name)s: %(reasons)s. The total therefore says “no survey result”.")
            % {"name": name, "reasons": reasons}
        ]
    said = [
        _("The shortlist index is %(index)s of 100%(interval)s: agreement %(agreement)s, level %(level)s.")
        % {
            "index": figure(result.shortlist_index),
            "interval": interval_words(result),
            "agreement": figure(result.agreement),
            "level": figure(result.level),
        }
    ]
    if result.category:
        said.append(str(CATEGORIES[result.category].meaning))
    said.append(str(RESPONSES[result.response_class]))
    if result.response_class != "unknown":
        said.append(asked(result))
    return [*said, *(str(FLAGS[flag].meaning) for flag in result.flags)]


def interval_words(result: Result) -> str:
    """“, 95 % interval 74.1 to 80.6”, or nothing where no interval was released."""
    if result.low is None or result.high is None:
        return ""
    return _(", 95 %% interval %(low)s to %(high)s") % {"low": figure(result.low), "high": figure(result.high)}


def observer_sentence(found: Report) -> str:
    """How the visit was rated, with the traits that came out highest."""
    rated = [(seen.name, seen.mean) for seen in found.traits if seen.mean is not None]
    if not rated:
        return _("No visit has been rated.")
    points = found.edition.content.traits[0].points
    best = max(mean for _name, mean in rated)
    return _("The mean over the traits is %(mean)s on the scale %(low)s to %(high)s, highest on: %(traits)s.") % {
        "mean": figure(sum(mean for _name, mean in rated) / len(rated)),
        "low": points.low,
        "high": points.high,
        "traits": joined([name for name, mean in rated if mean == best]),
    }


def comparison_sentence(found: Report) -> str:
    """Who leads, and who cannot be told apart from the first."""
    close = [row.candidate.name for row in found.ranking if row.not_separable]
    first = [row for row in found.ranking if row.rank == 1]
    if close:
        return _("%(names)s lie within %(margin)s points of each other and cannot be told apart by their totals.") % {
            "names": joined(close),
            "margin": found.edition.margin,
        }
    if not first:
        return _("No finalist has a total.")
    return _("%(name)s has the highest total and stands apart from the others by more than %(margin)s points.") % {
        "name": joined([row.candidate.name for row in first]),
        "margin": found.edition.margin,
    }


def decided_sentence(found: Report) -> str:
    """The line on the cover: when, and by how many votes."""
    if found.verdict is None:
        return _("Not decided yet")
    if not found.verdict.decided_on:
        return _("Proposed, not yet confirmed")
    return _("Decided on %(day)s") % {"day": date_format(found.verdict.decided_on, "DATE_FORMAT")}


def jury_sentences(found: Report) -> list[str]:
    """How the jury came to its verdict: the votes, where the recommendation differs, who confirmed."""
    if found.verdict is None:
        return [_("The jury has not decided yet.")]
    said = [_("The jury voted: %(lines)s.") % {"lines": joined(found.vote_lines)}, *found.deviations]
    said.append(_("%(chair)s proposed the verdict as chair.") % {"chair": found.verdict.proposed_by.user})
    if found.confirmations:
        said.append(_("Confirmed by %(names)s.") % {"names": joined(found.confirmations)})
    return said


def shortlist_sentence(found: Report) -> str:
    chosen = sum(each.is_shortlisted for each in found.shortlist)
    return ngettext(
        "%(n)s of %(all)s candidate was shortlisted. A person decided each time, and gave a reason.",
        "%(n)s of %(all)s candidates were shortlisted. A person decided each time, and gave a reason.",
        len(found.shortlist),
    ) % {"n": chosen, "all": len(found.shortlist)}

"""How the report is laid out: sheets of paper on a screen, and the same sheets as a document of their own."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.accounts.models import Seat
from award.editions.models import Edition
from award.paper.pdf import pdf
from jury.charts.dots import dots, dots_scale
from jury.charts.intervals import interval, interval_scale
from jury.decision.sun import sun
from jury.report import content, method
from jury.report.facts import AreaMean, Report, TraitSeen, report
from jury.screening.lines import team_of
from jury.screening.words import NONE, figure
from jury.summary.pages import laid_out
from surveys.counting.results import AreaResult

STYLE = settings.BASE / "static" / "report.css"
STRIP = 150


def report_pdf(edition: Edition, seat: Seat | None = None) -> bytes:
    """The report of an edition as a PDF, in the language spoken now."""
    written, style = document(report(edition, seat)), STYLE.read_text(encoding="utf-8")
    return pdf(written, style, otherwise=_("The report as a page works all the same."))


def document(found: Report) -> str:
    """The whole report as one HTML text that refers to nothing outside itself."""
    return render_to_string("jury/report/document.html", {**sheets(found), "language": get_language() or "en"})


def sheets(found: Report) -> dict[str, Any]:
    """What the templates of the sheets need, every figure as it is printed."""
    edition, winner = found.edition, found.winner
    return {
        "edition": edition,
        "report": found,
        "sun": sun(len(edition.content.traits)),
        "title": cover_title(found),
        "decided": content.decided_sentence(found),
        "why": content.survey_sentences(edition, winner.name, found.result) if winner else [],
        "areas": areas(found),
        "area_scale": dots_scale(*found.results.scale) if found.results else "",
        "observed": content.observer_sentence(found),
        "traits": [
            {"name": each.name, "values": values_of(each), "mean": figure(each.mean), "notes": each.notes}
            for each in found.traits
        ],
        "round_two": [round_two_row(each) for each in found.round_two],
        "finalists": finalists(found),
        "finalist_scale": interval_scale(STRIP),
        "comparison": content.comparison_sentence(found),
        "chosen": content.shortlist_sentence(found),
        "jury": content.jury_sentences(found),
        "year": laid_out(found.year),
        "rules": method.rules(edition),
        "method": method.method(edition, found.results),
        "sha256": found.results.sha256 if found.results else "",
    }


def cover_title(found: Report) -> str:
    if found.verdict is None:
        return _("The jury has not decided yet")
    return found.winner.name if found.winner else _("No winner this year")


def areas(found: Report) -> list[dict[str, Any]]:
    """The survey's areas, the leader's and the team's mean as numbers and as marks on the scale."""
    result = found.result
    if result is None or not result.is_ranked or found.results is None:
        return []
    names = {area.code: str(area.name) for area in found.edition.content.survey.areas}
    return [_area(names.get(each.code, each.code), each, found.results.scale) for each in result.areas]


def _area(name: str, each: AreaResult, scale: tuple[int, int]) -> dict[str, Any]:
    own, team = figure(each.own), team_of(each)
    label = _("leader %(own)s, team %(team)s") % {"own": own, "team": team}
    return {
        "name": name,
        "plot": dots(each.own, each.team, *scale, label=label),
        "own": own,
        "team": team,
        "agreement": figure(each.agreement),
        "level": figure(each.level),
    }


def values_of(seen: TraitSeen) -> str:
    """What each observer gave: “5 · 4”."""
    return " · ".join(map(str, seen.values)) or NONE


def round_two_row(each: AreaMean) -> dict[str, str]:
    return {"name": each.name, "winner": figure(each.winner), "finalists": figure(each.finalists)}


def finalists(found: Report) -> list[dict[str, Any]]:
    """The finalists in their order, the index with its interval drawn."""
    return [
        {
            "name": row.candidate.name,
            "employer": row.candidate.employer,
            "is_winner": row.candidate == found.winner,
            "rank": NONE if row.rank is None else str(row.rank),
            "survey": figure(row.survey),
            "round_two": figure(row.round_two),
            "finals": figure(row.finals),
            "total": figure(row.total) if row.total is not None else "",
            "has_survey": row.survey is not None,
            "not_separable": row.not_separable,
            "strip": _strip(found, row.candidate.code, row.survey),
        }
        for row in found.ranking
    ]


def _strip(found: Report, code: str, index: float | None) -> str:
    result = found.results.by_code.get(code) if found.results else None
    if index is None or result is None:
        return ""
    label = _("index %(index)s%(interval)s") % {"index": figure(index), "interval": content.interval_words(result)}
    return interval(index, result.low, result.high, label=label, width=STRIP)

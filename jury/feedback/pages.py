"""How the feedback is laid out: sheets of paper on a screen, the same sheets as a PDF, and a certificate."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.paper.pdf import pdf
from jury.charts.dots import dots, dots_scale
from jury.decision.sun import sun
from jury.feedback import content, limits
from jury.feedback.selectors import Feedback
from jury.feedback.states import Standing
from jury.screening.enumerating import joined
from jury.screening.gaps import End, closest, largest
from jury.screening.lines import Line, Part, gap_of, team_of
from jury.screening.words import NONE, answer, figure
from surveys.counting.results import AreaResult, ItemResult, Result

REPORT, SHEETS, CERTIFICATE = (
    settings.BASE / "static" / name for name in ("report.css", "feedback.css", "certificate.css")
)
Scale = tuple[int, int]


def feedback_pdf(found: Feedback) -> bytes:
    """The feedback as a PDF, in the language spoken now."""
    language = get_language() or "en"
    written = render_to_string("jury/feedback/document.html", {**sheets(found), "language": language})
    style = "\n".join(path.read_text(encoding="utf-8") for path in (REPORT, SHEETS))
    return pdf(written, style, otherwise=_("The feedback as a page works all the same."))


def certificate_pdf(found: Feedback) -> bytes:
    """One sheet that says who took part, and how far they came."""
    written = render_to_string("jury/feedback/certificate.html", certificate(found))
    return pdf(written, CERTIFICATE.read_text(encoding="utf-8"), otherwise=_("Everything else works all the same."))


def sheets(found: Feedback) -> dict[str, Any]:
    """What the templates need, every figure as it is printed."""
    points = found.edition.content.survey.scale
    scale, shown = (points.low, points.high), found.shown
    survey = found.edition.content.survey
    areas = {area.code: str(area.name) for area in survey.areas}
    statements = {item.code: str(item.leader) for item in survey.items}
    return {
        "edition": found.edition,
        "candidate": found.candidate,
        "leader": found.leader,
        "sun": sun(len(found.edition.content.traits)),
        "standing": content.STANDING[found.standing],
        "thanks": content.THANKS_ALL if found.is_group else content.THANKS,
        "is_shown": shown is not None,
        "silence": "" if shown else content.silence_words(found),
        "is_imported": found.is_imported,
        **(_figures(shown, found, scale, areas, statements) if shown else {}),
        "texts": found.texts,
        "texts_words": limits.texts_words(found),
        "visit": _visit(found),
        "questions": content.questions(shown, areas, statements),
        "how_to_ask": content.HOW_TO_ASK,
        "limits": limits.limits(found, scale),
    }


def _figures(
    shown: Result, found: Feedback, scale: Scale, areas: dict[str, str], statements: dict[str, str]
) -> dict[str, Any]:
    rows: list[AreaResult | ItemResult] = [*shown.areas, *shown.items]
    has_own = any(each.own is not None for each in rows)
    return {
        "in_short": content.in_short(shown, areas, scale),
        "area_words": [(areas[each.code], content.area_words(each, scale)) for each in shown.areas],
        "scale": dots_scale(*scale),
        "has_own": has_own,
        "has_open_ends": any(each.team_sign for each in rows),
        "has_agreement": any(each.agreement is not None for each in shown.areas),
        "areas": list(_area_lines(shown.areas, areas, scale, has_own=has_own)),
        "furthest": _end(largest(shown.items), statements, scale),
        "closest": _end(closest(shown.items), statements, scale),
        "parts": list(_parts(shown.items, found, statements, scale, has_own=has_own)),
        "picks": list(_picks(shown, found)),
    }


def _area_lines(shown: Sequence[AreaResult], names: dict[str, str], scale: Scale, *, has_own: bool) -> Iterator[Line]:
    has_agreement = any(each.agreement is not None for each in shown)
    for area in shown:
        agreement = ((_("agreement"), figure(area.agreement)),) if has_agreement else ()
        cells = (*_cells(area, area.bias, has_own=has_own), *agreement, (_("level"), figure(area.level)))
        yield Line(names[area.code], _plot(area, scale), cells)


def _statement_line(name: str, item: ItemResult, scale: Scale, *, has_own: bool = True) -> Line:
    notes = () if item.team is not None else (_("your team’s answers are withheld"),)
    return Line(name, _plot(item, scale), _cells(item, item.gap, has_own=has_own), notes)


def _cells(shown: AreaResult | ItemResult, gap: float | None, *, has_own: bool) -> tuple[tuple[str, str], ...]:
    team = (_("your team"), team_of(shown))
    return ((_("you"), _own(shown)), team, (_("difference"), gap_of(shown, gap))) if has_own else (team,)


def _own(shown: AreaResult | ItemResult) -> str:
    """An answer is a point of the scale; an area, and what several gave together, is a mean."""
    is_point = isinstance(shown, ItemResult) and (shown.own is None or float(shown.own).is_integer())
    return answer(shown.own, is_mean=not is_point)


def _plot(shown: AreaResult | ItemResult, scale: Scale) -> SafeString:
    team, own = team_of(shown) or NONE, _own(shown)
    label = _("you %(own)s, your team %(team)s") % {"own": own, "team": team}
    if shown.own is None:
        label = _("your team %(team)s") % {"team": team}
    return dots(shown.own, shown.team, *scale, label=label, sign=shown.team_sign)


def _end(end: End, statements: dict[str, str], scale: Scale) -> dict[str, Any]:
    lines = [_statement_line(statements.get(each.code, each.code), each, scale) for each in end.items]
    return {"lines": lines, "ties": end.ties}


def _parts(
    items: Iterable[ItemResult], found: Feedback, statements: dict[str, str], scale: Scale, *, has_own: bool
) -> Iterator[Part]:
    survey, known = found.edition.content.survey, {item.code: item for item in items}
    for area in survey.areas:
        mine = [known[item.code] for item in survey.items_in(area) if item.code in known]
        if mine:
            lines = (_statement_line(statements[item.code], item, scale, has_own=has_own) for item in mine)
            yield Part(str(area.name), tuple(lines))


def _picks(shown: Result, found: Feedback) -> Iterator[dict[str, str]]:
    """The traits chosen to describe the leader, on both sides, as a sentence each."""
    names = {trait.code: str(trait.name) for trait in found.edition.content.traits}
    questions = {each.code: str(each.employee) for each in found.edition.content.survey.open_questions}
    for each in shown.picks:
        if each.team or each.leader:
            yield {
                "question": questions.get(each.code, each.code),
                "team": _traits([picked.trait for picked in each.team], names),
                "own": _traits(each.leader, names),
            }


def _traits(codes: Sequence[str], names: dict[str, str]) -> str:
    return joined([names.get(code, code) for code in codes]) if codes else ""


def _visit(found: Feedback) -> dict[str, Any] | None:
    """What was noted, trait by trait and without who noted it; nothing for whoever was not visited."""
    if found.seen is None:
        return None
    noted = [
        {"name": str(trait.name), "notes": [note for note in found.seen.notes if note.trait == trait.code]}
        for trait in found.edition.content.traits
    ]
    return {"on": found.seen.on, "traits": [each for each in noted if each["notes"]]}


def certificate(found: Feedback) -> dict[str, Any]:
    deeds = {
        Standing.TOOK_PART: _("took part in"),
        Standing.SHORTLISTED: _("was shortlisted for"),
        Standing.FINALIST: _("was a finalist of"),
        Standing.WINNER: _("is the winner of"),
    }
    return {
        "language": get_language() or "en",
        "edition": found.edition,
        "candidate": found.candidate,
        "deed": deeds[found.standing],
        "day": found.verdict.decided_on if found.verdict else None,
        "sun": sun(len(found.edition.content.traits)),
    }

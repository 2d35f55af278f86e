"""The rows of the list as the page shows them.

Written here and not in a template: 500 rows of thirteen cells are 6,500 visits to the template engine and take five
times as long. What comes from people is escaped; the rest are figures and words of our own.
"""

from collections.abc import Callable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jury.screening.lists import Screening
from jury.screening.rows import Row

NOTHING = '<td class="col-strip"></td>'


def sheet(shown: Screening) -> SafeString:
    """All rows in the order asked for, with the lines that say where the shortlist ends and who is near that place."""
    return mark_safe("".join(_lines(shown)))  # noqa: S308  # texts of people are escaped where they are set


def _lines(shown: Screening) -> Iterator[str]:
    wide, written = len(shown.columns) + 2, writer(shown)
    for row in shown.rows:
        if row.code == shown.first_near:
            yield f'<tr class="row-note"><td colspan="{wide}">{escape(shown.near_words)}</td></tr>'
        yield written(row)
        if row.code == shown.last_inside:
            yield f'<tr class="row-line"><td colspan="{wide}">▲ {escape(places_words(shown.places))}</td></tr>'


def writer(shown: Screening) -> Callable[[Row], str]:
    """How one row is written; what is the same for all of them is made once."""
    index, agreement, level, over, answers = (
        f'data-label="{escape(shown.columns[name].title)}"' if name in shown.columns else ""
        for name in ("index", "agreement", "level", "over", "answers")
    )

    def write(row: Row) -> str:
        below = ' <span class="visually-hidden">{}</span>'.format(_("below the gate")) if row.is_below else ""
        name = f'<td class="col-name">{_name(row)}</td>' if shown.has_names else ""
        beyond = f'<td class="num col-over" {over}>{row.over}</td>' if shown.has_baseline else ""
        return (
            f'<tr class="{_looks(row)}"><td class="num col-place">{row.place}</td>'
            f'<th scope="row" class="col-code"><a href="{row.path}">{escape(row.code)}</a></th>{name}'
            f'<td class="num col-index" {index}><b>{row.index}</b></td>{_strip(row)}'
            f'<td class="num col-agreement" {agreement}>{row.agreement}</td>'
            f'<td class="num col-level" {level}>{row.marked_level}{below}</td>{beyond}'
            f'<td class="col-category">{row.category}</td>'
            f'<td class="col-answers" {answers}>{_answers(row)}</td>'
            f'<td class="col-flags">{row.flags}</td><td class="col-state">{row.states}</td>'
            f'<td class="col-decision">{row.decided}</td></tr>'
        )

    return write


def places_words(places: int) -> str:
    return ngettext("%(n)s place on the shortlist", "%(n)s places on the shortlist", places) % {"n": places}


def _looks(row: Row) -> str:
    looks = {"row-band": row.is_near, "row-below": row.is_below, "row-out": not row.result.is_ranked}
    return " ".join(look for look, is_so in looks.items() if is_so)


def _strip(row: Row) -> str:
    """On a phone the interval stands in words beside its drawing, for there is no scale over it."""
    drawn = row.strip
    return f'<td class="col-strip" data-label="{escape(row.interval)}">{drawn}</td>' if drawn else NOTHING


def _name(row: Row) -> str:
    employer = f' <span class="line-note">{escape(row.employer)}</span>' if row.employer else ""
    return f"{escape(row.name)}{employer}"


def _answers(row: Row) -> str:
    size, share = row.answers
    return f'{size} <span class="line-note">{share}</span>' if share else size

"""What a shortlisted candidate writes, as values: to be checked, stored, and read by the jury."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from award.content.reading import Area, RoundTwo
from jury.round_two.models import KeyFigure, Portfolio

LONGEST = {field.name: field.max_length or 0 for field in KeyFigure._meta.concrete_fields if field.max_length}
COLUMNS = tuple(LONGEST)
Figure = Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """What a candidate says on one area."""

    area: Area
    text: str

    @property
    def words(self) -> int:
        return words_in(self.text)


@dataclass(frozen=True)
class Reading:
    """A portfolio as it is read: every area of the edition in its order, and the key figures."""

    areas: list[Written]
    figures: list[dict[str, str]]

    @property
    def texts(self) -> dict[str, str]:
        return {each.area.code: each.text for each in self.areas}


def words_in(text: str) -> int:
    return len(text.split())


def longest_text(asked: RoundTwo) -> int:
    """Room for every word allowed and as many again: too many words are said, not cut off."""
    return asked.max_words * 25


def reading(asked: RoundTwo, portfolio: Portfolio | None) -> Reading:
    texts = {each.area: each.text for each in portfolio.descriptions.all()} if portfolio else {}
    figures = list(portfolio.key_figures.all()) if portfolio else []
    return Reading(
        [Written(area, texts.get(area.code, "")) for area in asked.areas],
        [{column: str(getattr(figure, column)) for column in COLUMNS} for figure in figures],
    )


def tidy(asked: RoundTwo, texts: Mapping[str, str], figures: Sequence[Figure]) -> Reading:
    """What was typed, in the form in which it is compared and stored: no blank ends, no empty rows."""
    rows = [{column: " ".join(row.get(column, "").split()) for column in COLUMNS} for row in figures]
    return Reading(
        [Written(area, "\n".join(texts.get(area.code, "").split("\r\n")).strip()) for area in asked.areas],
        [row for row in rows if any(row.values())],
    )

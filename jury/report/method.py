"""How the numbers of the report are made and what they cannot say; and the rules they stand under."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from award.editions.models import Edition, rules_in_words
from jury.screening.asked import asked_of_all
from jury.screening.words import figure
from surveys.counting.results import Results
from surveys.counting.states import Origin


def method(edition: Edition, released: Results | None) -> list[tuple[str, str]]:
    """Term and explanation, in the order in which a reader meets them."""
    points = edition.content.survey.scale
    span = {"low": points.low, "high": points.high, "cost": figure(200 / (points.high - points.low))}
    said = [
        (
            _("Agreement"),
            _(
                "How near the leader’s answers lie to the team’s mean, statement by statement. 100: they are the same. "
                "On the scale %(low)s to %(high)s each point of difference, on average, takes away %(cost)s. Seeing "
                "oneself too low costs as much as seeing oneself too high."
            )
            % span,
        ),
        (
            _("Level"),
            _("How favourable the team’s answers are: 0 if all chose %(low)s, 100 if all chose %(high)s.") % span,
        ),
        (
            _("Shortlist index"),
            _(
                "The square root of agreement × level: a candidate needs both, and little of the one makes up for the "
                "other. It is one criterion among several, and never decides alone."
            ),
        ),
        (
            _("Interval of 95 per cent"),
            _(
                "How far the index moves when one answer after the other is left out. A small team has a wide "
                "interval, and agreement reads a little lower in small teams; nothing is corrected for that."
            ),
        ),
        (
            _("What is never shown"),
            _(
                "A team with fewer than %(threshold)s answers has no result. How many answered is said in "
                "classes only. All survey figures were rounded, released once and frozen; this report reads them "
                "from there."
            )
            % {"threshold": edition.threshold},
        ),
        (_("Where the answers come from"), _origin(released)),
        (
            _("Scores and ratings"),
            _(
                "Jurors score descriptions, observers rate traits, each alone before seeing the others. Their means "
                "are opinions of a few people, without an interval; totals closer than %(margin)s points are not told "
                "apart."
            )
            % {"margin": edition.margin},
        ),
    ]
    return said


def _origin(released: Results | None) -> str:
    if released is None:
        return _("The survey of this edition has not been counted.")
    if released.origin == Origin.IMPORTED:
        return _("The survey was run elsewhere and its answers were imported; the same rules were applied to them.")
    words = _("Employees sealed their answers; the ballots were opened once, after the survey had closed.")
    return f"{words} {asked_of_all(released.candidates)}"


def rules(edition: Edition) -> list[tuple[str, str]]:
    """Every rule that shaped the result, in words."""
    return [(name, _value(value)) for name, value in rules_in_words(edition)]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {weight}" for name, weight in sorted(value.items())) or _("all equal")
    return str(value)

from itertools import pairwise

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """Where an edition stands. An organiser moves it; a date never does."""

    SETUP = "setup", _("Set-up")
    NOMINATIONS = "nominations", _("Nominations")
    SURVEYS = "surveys", _("Surveys")
    SCREENING = "screening", _("Screening")
    ROUND_TWO = "round_two", _("Round two")
    SCORING = "scoring", _("Scoring")
    FINALS = "finals", _("Visits")
    DECISION = "decision", _("Decision")
    ANNOUNCED = "announced", _("Announced")


ORDER = list(Phase)
MOVES = dict(pairwise(ORDER))  # one way: there is no way back to sealed ballots


def since(phase: Phase) -> set[Phase]:
    """This phase and all that follow it."""
    return set(ORDER[ORDER.index(phase) :])


RESERVED_SLUGS = {"s", "accounts", "healthz", "hall-of-fame", "static", "admin", "i18n"}

from jury.decision.models import Confirmation, Verdict, Vote
from jury.finals.models import Observation, TraitRating, Visit
from jury.round_two.models import Description, Finalist, KeyFigure, Portfolio, Score
from jury.screening.models import ShortlistDecision

__all__ = [
    "Confirmation",
    "Description",
    "Finalist",
    "KeyFigure",
    "Observation",
    "Portfolio",
    "Score",
    "ShortlistDecision",
    "TraitRating",
    "Verdict",
    "Visit",
    "Vote",
]

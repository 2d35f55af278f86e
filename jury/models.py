from jury.conflicts.models import Declaration
from jury.decision.models import Confirmation, Verdict, Vote
from jury.finals.models import Observation, TraitRating, Visit
from jury.round_two.models import Description, Finalist, KeyFigure, Portfolio, Score
from jury.shortlist.models import Letter, Proposal, Publication, ShortlistDecision

__all__ = [
    "Confirmation",
    "Declaration",
    "Description",
    "Finalist",
    "KeyFigure",
    "Letter",
    "Observation",
    "Portfolio",
    "Proposal",
    "Publication",
    "Score",
    "ShortlistDecision",
    "TraitRating",
    "Verdict",
    "Visit",
    "Vote",
]

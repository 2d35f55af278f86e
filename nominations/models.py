from nominations.candidates.models import Candidate, Leader
from nominations.intake.models import Nomination

__all__ = ["Candidate", "Leader", "Nomination"]

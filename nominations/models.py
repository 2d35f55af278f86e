from nominations.candidates.models import Candidate, Leader
from nominations.intake.models import Message, Nomination, SpentReceipt

__all__ = ["Candidate", "Leader", "Message", "Nomination", "SpentReceipt"]

from surveys.ballots.models import CountKey, Ticket
from surveys.counting.models import Count, Release, Tally
from surveys.rosters.models import Invitee
from surveys.selves.models import SelfAssessment

__all__ = ["Count", "CountKey", "Invitee", "Release", "SelfAssessment", "Tally", "Ticket"]

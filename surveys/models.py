from surveys.ballots.models import CountKey, Ticket
from surveys.comments.models import Comment, Handover
from surveys.counting.models import Count, Release, Tally
from surveys.rosters.models import Invitee
from surveys.selves.models import Draft, SelfAssessment

__all__ = [
    "Comment",
    "Count",
    "CountKey",
    "Draft",
    "Handover",
    "Invitee",
    "Release",
    "SelfAssessment",
    "Tally",
    "Ticket",
]

from surveys.ballots.models import CountKey, Ticket
from surveys.comments.models import Comment, Handover
from surveys.counting.models import Count, Release, Tally
from surveys.editing.models import Wording
from surveys.invitations.models import ReminderPlan
from surveys.rosters.models import Invitee, Workplace
from surveys.selves.models import Draft, SelfAssessment

__all__ = [
    "Comment",
    "Count",
    "CountKey",
    "Draft",
    "Handover",
    "Invitee",
    "Release",
    "ReminderPlan",
    "SelfAssessment",
    "Tally",
    "Ticket",
    "Wording",
    "Workplace",
]

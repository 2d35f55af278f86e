from jury.conflicts.urls import urlpatterns as conflicts
from jury.counting.urls import urlpatterns as counting
from jury.decision.urls import urlpatterns as decision
from jury.feedback.urls import urlpatterns as feedback
from jury.finals.urls import urlpatterns as finals
from jury.leader_desk.urls import urlpatterns as leader_desk
from jury.numbers.urls import urlpatterns as numbers
from jury.report.urls import urlpatterns as report
from jury.round_two.urls import urlpatterns as round_two
from jury.screening.urls import urlpatterns as screening
from jury.shortlist.urls import urlpatterns as shortlist
from jury.summary.urls import urlpatterns as summary

app_name = "jury"
urlpatterns = [
    *counting,
    *conflicts,
    *screening,
    *shortlist,
    *numbers,
    *round_two,
    *finals,
    *decision,
    *summary,
    *feedback,
    *report,
    *leader_desk,
]

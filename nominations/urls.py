from nominations.consent.urls import urlpatterns as consent
from nominations.intake.urls import urlpatterns as intake
from nominations.sorting.urls import urlpatterns as sorting

app_name = "nominations"
urlpatterns = [*intake, *sorting, *consent]

from nominations.consent.urls import urlpatterns as consent
from nominations.exporting.urls import urlpatterns as exporting
from nominations.importing.urls import urlpatterns as importing
from nominations.intake.urls import urlpatterns as intake
from nominations.retention.urls import urlpatterns as retention
from nominations.sorting.urls import urlpatterns as sorting

app_name = "nominations"
urlpatterns = [*intake, *retention, *sorting, *consent, *importing, *exporting]

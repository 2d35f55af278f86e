from django.urls import path

from nominations.consent import views

urlpatterns = [
    path("<slug:edition>/consent/<str:token>/", views.consent, name="consent"),
    path("<slug:edition>/organise/candidates/", views.candidates, name="candidates"),
    path("<slug:edition>/organise/candidates/<str:code>/", views.candidate, name="candidate"),
    path("<slug:edition>/organise/candidates/<str:code>/ask/", views.ask, name="ask"),
]

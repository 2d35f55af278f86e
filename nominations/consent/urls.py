from django.urls import path

from nominations.consent import asking, views

urlpatterns = [
    path("<slug:edition>/consent/<str:token>/", views.consent, name="consent"),
    path("<slug:edition>/consent/<str:token>/remove/", views.ask_removal, name="ask_removal"),
    path("<slug:edition>/organise/consent/ask/", asking.ask_everybody, name="ask_everybody"),
    path("<slug:edition>/organise/consent/remind/", asking.remind, name="remind_leaders"),
    path("<slug:edition>/organise/candidates/", views.candidates, name="candidates"),
    path("<slug:edition>/organise/candidates/<str:code>/", views.candidate, name="candidate"),
    path("<slug:edition>/organise/candidates/<str:code>/ask/", asking.ask, name="ask"),
    path("<slug:edition>/organise/candidates/<str:code>/remove/<int:leader>/", asking.remove, name="remove_leader"),
]

from django.urls import path

from nominations.importing import views

urlpatterns = [
    path("<slug:edition>/organise/bring/", views.bring, name="bring"),
    path("<slug:edition>/organise/bring/<str:name>", views.template, name="bring_template"),
]

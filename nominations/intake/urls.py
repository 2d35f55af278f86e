from django.urls import path

from nominations.intake import views

urlpatterns = [
    path("<slug:edition>/nominate/", views.nominate, name="nominate"),
    path("<slug:edition>/receipt/", views.receipt, name="receipt"),
]

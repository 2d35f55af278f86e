from django.urls import path

from jury.numbers import views

urlpatterns = [
    path("<slug:edition>/jury/numbers/", views.numbers, name="numbers"),
    path("<slug:edition>/organise/numbers/", views.panel, name="panel"),
]

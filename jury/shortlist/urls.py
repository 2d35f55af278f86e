from django.urls import path

from jury.shortlist import views

urlpatterns = [
    path("<slug:edition>/jury/shortlist/", views.overview, name="shortlist"),
    path("<slug:edition>/jury/shortlist/decline/", views.decline, name="decline"),
    path("<slug:edition>/organise/shortlist/", views.publish, name="publish"),
    path("<slug:edition>/organise/shortlist/letters/", views.letters, name="letters"),
]

from django.urls import path

from jury.screening import views

urlpatterns = [
    path("<slug:edition>/jury/candidates/", views.candidates, name="screening"),
    path("<slug:edition>/jury/candidates.csv", views.candidates_csv, name="screening_csv"),
    path("<slug:edition>/jury/candidates.xlsx", views.candidates_xlsx, name="screening_xlsx"),
    path("<slug:edition>/jury/candidates/<str:code>/", views.candidate, name="dossier"),
    path("<slug:edition>/jury/candidates/<str:code>/decision/", views.decide, name="decide"),
    path("<slug:edition>/jury/candidates/<str:code>/proposal/", views.propose, name="propose"),
]

from django.urls import path

from jury.finals import views

urlpatterns = [
    path("<slug:edition>/organise/visits/", views.planning, name="visits_plan"),
    path("<slug:edition>/organise/visits/<str:code>/", views.plan_visit, name="visit_plan"),
    path("<slug:edition>/jury/visits/", views.own_visits, name="visits"),
    path("<slug:edition>/jury/visits/<str:code>/", views.visit, name="visit"),
    path("<slug:edition>/jury/visits/<str:code>/notes/<int:pk>/take-back/", views.take_back, name="note_take_back"),
    path("<slug:edition>/jury/visits/<str:code>/ratings/", views.ratings, name="ratings"),
    path("<slug:edition>/jury/finalists/<str:code>/visit/", views.visit_read, name="visit_read"),
]

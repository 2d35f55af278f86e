from django.urls import path

from jury.round_two import views

urlpatterns = [
    path("<slug:edition>/leader/description/", views.description, name="description"),
    path("<slug:edition>/leader/description/change/", views.change_description, name="description_change"),
    path("<slug:edition>/jury/descriptions/", views.descriptions, name="descriptions"),
    path("<slug:edition>/jury/descriptions/<str:code>/", views.score_sheet, name="score_sheet"),
    path("<slug:edition>/jury/finalists/", views.picking, name="finalists"),
    path("<slug:edition>/jury/finalists/<str:code>/", views.pick, name="pick"),
    path("<slug:edition>/jury/finalists/<str:code>/drop/", views.drop, name="drop"),
]

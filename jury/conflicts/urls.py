from django.urls import path

from jury.conflicts import views

urlpatterns = [
    path("<slug:edition>/jury/conflicts/", views.conflicts, name="conflicts"),
    path("<slug:edition>/jury/conflicts/<str:key>/recuse/", views.recuse, name="recuse"),
    path("<slug:edition>/jury/conflicts/ties/<int:pk>/", views.settle, name="settle"),
    path("<slug:edition>/organise/conflicts/", views.overview, name="declarations"),
    path("<slug:edition>/organise/conflicts/<int:pk>/", views.settle, name="settle_chair"),
]

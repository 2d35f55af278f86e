from django.urls import path

from nominations.sorting import merge_views, views

urlpatterns = [
    path("<slug:edition>/organise/nominations/", views.nominations, name="nominations"),
    path("<slug:edition>/organise/nominations/guard/", views.guard, name="guard"),
    path("<slug:edition>/organise/nominations/<str:pk>/", views.nomination, name="nomination"),
    path("<slug:edition>/organise/candidates/new/", views.new_candidate, name="new_candidate"),
    path("<slug:edition>/organise/candidates/<str:code>/merge/", merge_views.merge, name="merge"),
    path("<slug:edition>/organise/candidates/<str:code>/part/", merge_views.part, name="part"),
]

from django.urls import path

from jury.screening import views

urlpatterns = [
    path("<slug:edition>/organise/count/", views.count, name="count"),
    path("<slug:edition>/organise/count/keys/", views.destroy_keys, name="destroy_keys"),
    path("<slug:edition>/organise/import/", views.import_file, name="import_results"),
    path("<slug:edition>/jury/candidates/", views.candidates, name="screening"),
    path("<slug:edition>/jury/candidates/<str:code>/", views.candidate, name="dossier"),
    path("<slug:edition>/jury/candidates/<str:code>/decision/", views.decide, name="decide"),
]

from django.urls import path

from jury.counting import views

urlpatterns = [
    path("<slug:edition>/organise/count/", views.count, name="count"),
    path("<slug:edition>/organise/count/keys/", views.destroy_keys, name="destroy_keys"),
    path("<slug:edition>/organise/import/", views.import_results, name="import_results"),
]

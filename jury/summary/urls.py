from django.urls import path

from jury.summary import views

urlpatterns = [path("<slug:edition>/this-year/", views.this_year, name="this_year")]

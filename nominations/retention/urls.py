from django.urls import path

from nominations.retention import views

urlpatterns = [
    path("<slug:edition>/organise/nominations/told/", views.untold, name="untold"),
    path("<slug:edition>/organise/nominations/told/<str:pk>/", views.tell, name="tell"),
    path("<slug:edition>/consent/told/<str:token>/", views.told_removal, name="told_removal"),
]

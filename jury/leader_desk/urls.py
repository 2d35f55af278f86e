from django.urls import path

from jury.leader_desk import views

# The ground has a plain desk at this address, and its name is the one to link to; asked before it, this one answers.
urlpatterns = [path("<slug:edition>/leader/", views.leader_desk, name="leader_desk")]

from django.urls import path

from award.desks import crawlers, deletions, people, views

app_name = "award"
urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("healthz", views.healthz, name="healthz"),
    path("<slug:edition>/", views.landing, name="landing"),
    path("<slug:edition>/who-sees-what/", views.who_sees_what, name="who_sees_what"),
    path("<slug:edition>/organise/", views.organiser_desk, name="organise"),
    path("<slug:edition>/organise/advance/", views.move, name="move"),
    path("<slug:edition>/organise/people/", people.people, name="people"),
    path("<slug:edition>/organise/people/<int:pk>/remove/", people.remove, name="remove"),
    path("<slug:edition>/organise/people/<int:pk>/", people.describe, name="describe"),
    path("<slug:edition>/organise/rules/", views.rules, name="rules"),
    path("<slug:edition>/organise/dates/", views.dates, name="dates"),
    path("<slug:edition>/organise/trail/", views.trail, name="trail"),
    path("<slug:edition>/organise/deletions/", deletions.deletions, name="deletions"),
    path("<slug:edition>/organise/deletions.csv", deletions.deletions_csv, name="deletions_csv"),
    path("<slug:edition>/jury/about-me/", people.about_me, name="about_me"),
    path("<slug:edition>/jury/", views.jury_desk, name="jury"),
    path("<slug:edition>/leader/", views.leader_desk, name="leader"),
]

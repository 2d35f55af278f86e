from django.urls import path

from surveys.ballots import views as ballots

app_name = "surveys"
urlpatterns = [
    path("s/form", ballots.form, name="form"),
    path("s/withdraw", ballots.withdraw, name="withdraw"),
    path("s/<str:ticket>", ballots.open_link, name="open"),
]

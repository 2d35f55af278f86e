from django.urls import path

from jury.decision import views

urlpatterns = [
    path("hall-of-fame/", views.hall_of_fame, name="hall_of_fame"),
    path("<slug:edition>/hall-of-fame/", views.hall_of_fame, name="hall_of_fame"),
    path("<slug:edition>/winner/", views.winner, name="winner"),
    path("<slug:edition>/jury/totals/", views.totals, name="totals"),
    path("<slug:edition>/jury/vote/", views.vote, name="vote"),
    path("<slug:edition>/jury/verdict/", views.verdict_page, name="verdict"),
    path("<slug:edition>/jury/verdict/confirm/", views.confirm, name="confirm"),
    path("<slug:edition>/jury/verdict/withdraw/", views.withdraw, name="withdraw_verdict"),
    path("<slug:edition>/organise/verdict/", views.verdict_page, name="confirm_verdict"),
]

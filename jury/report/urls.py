from django.urls import path

from jury.report import views

urlpatterns = [
    path("<slug:edition>/report/", views.report, name="report"),
    path("<slug:edition>/report/winner-report.pdf", views.report_pdf, name="report_pdf"),
    path("<slug:edition>/organise/exports/", views.exports, name="exports"),
    path("<slug:edition>/organise/exports/<str:name>", views.exported, name="exported"),
]

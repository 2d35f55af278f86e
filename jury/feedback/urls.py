from django.urls import path

from jury.feedback import views

urlpatterns = [
    path("<slug:edition>/leader/feedback/", views.feedback, name="feedback"),
    path("<slug:edition>/leader/feedback.pdf", views.feedback_pdf, name="feedback_pdf"),
    path("<slug:edition>/leader/certificate.pdf", views.certificate_pdf, name="certificate_pdf"),
]

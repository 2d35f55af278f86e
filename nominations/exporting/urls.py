from django.urls import path

from nominations.exporting import views

LISTS = "<slug:edition>/organise"
CSV, XLSX = {"ending": "csv"}, {"ending": "xlsx"}

urlpatterns = [
    path(f"{LISTS}/nominations/export.csv", views.nominations, CSV, name="export_nominations"),
    path(f"{LISTS}/nominations/export.xlsx", views.nominations, XLSX, name="export_nominations_xlsx"),
    path(f"{LISTS}/candidates/export.csv", views.candidates, CSV, name="export_candidates"),
    path(f"{LISTS}/candidates/export.xlsx", views.candidates, XLSX, name="export_candidates_xlsx"),
]

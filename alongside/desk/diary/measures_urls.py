from django.urls import path

from alongside.desk.diary import measures_views as views

app_name = "meeting-measures"

urlpatterns = [
    path("", views.meeting_measures, name="measures"),
    path("export/", views.export_meeting_measures, name="export"),
]

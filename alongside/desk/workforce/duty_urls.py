from django.urls import path

from alongside.desk.workforce import duty_views

app_name = "duty"

urlpatterns = [
    path("", duty_views.duty, name="duty"),
    path("duty.xlsx", duty_views.export_duty, name="export-duty"),
    path("out-of-hours/", duty_views.keep_out_of_hours, name="keep-out-of-hours"),
    path("<int:pk>/", duty_views.team_duty, name="team-duty"),
    path("<int:pk>/share/", duty_views.share_duty, name="share-duty"),
    path("<int:pk>/<slug:monday>/", duty_views.keep_week, name="keep-week"),
    path("<int:pk>/<slug:monday>/copy/", duty_views.copy_week, name="copy-week"),
]

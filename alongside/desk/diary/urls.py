from django.urls import path

from alongside.desk.diary import calendar_views, family_views, travel_views, views

app_name = "diary"

urlpatterns = [
    path("", views.week, name="week"),
    path("diaries/", views.diaries, name="diaries"),
    path("diaries/add/", views.add_diary, name="add-diary"),
    path("diaries/<int:pk>/", views.diary, name="diary"),
    path("diaries/<int:pk>/edit/", views.edit_diary, name="edit-diary"),
    path("diaries/<int:pk>/hours/", views.set_hours, name="set-hours"),
    path(
        "diaries/<int:pk>/calendar/", calendar_views.add_calendar, name="add-calendar"
    ),
    path(
        "diaries/<int:pk>/calendar/file/",
        calendar_views.upload_calendar,
        name="upload-calendar",
    ),
    path("calendars/", calendar_views.calendars, name="calendars"),
    path(
        "calendars/<int:pk>/stop/", calendar_views.stop_calendar, name="stop-calendar"
    ),
    path("travel/", travel_views.travel, name="travel"),
    path("travel/<int:pk>/remove/", travel_views.remove_travel, name="remove-travel"),
    path("terms/", calendar_views.terms, name="terms"),
    path("terms/<int:pk>/remove/", calendar_views.remove_term, name="remove-term"),
    path("families/<int:pk>/", family_views.family, name="family"),
    path(
        "families/said/<int:pk>/end/",
        family_views.end_constraint,
        name="end-constraint",
    ),
]

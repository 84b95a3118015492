from django.urls import path

from alongside.desk.contacts import concern_views as views

app_name = "concerns"

urlpatterns = [
    path("", views.concerns, name="concerns"),
    path("settings/", views.concern_settings, name="concern-settings"),
    path("of/<int:pk>/", views.raise_concern, name="raise-concern"),
    path("<int:pk>/", views.concern, name="concern"),
    path("<int:pk>/acknowledge/", views.acknowledge_concern, name="acknowledge-concern"),
    path("<int:pk>/out-of-hours/", views.say_who_took_concern, name="say-who-took-concern"),
    path("<int:pk>/close/", views.close_concern, name="close-concern"),
]  # fmt: skip

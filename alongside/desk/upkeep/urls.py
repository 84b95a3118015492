from django.urls import path

from alongside.desk.upkeep import views

app_name = "upkeep"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
    path("metrics/", views.counted, name="metrics"),
]

"""Service accounts. What they are given stands in `v1_urls`."""

from django.urls import path

from alongside.desk.api import views

app_name = "service-accounts"

urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("add/", views.add_service_account, name="add-service-account"),
    path("<int:pk>/", views.service_account, name="service-account"),
    path(
        "<int:pk>/change/", views.change_service_account, name="change-service-account"
    ),
    path("<int:pk>/key/", views.rotate_key, name="rotate-key"),
    path("<int:pk>/end/", views.end_service_account, name="end-service-account"),
]

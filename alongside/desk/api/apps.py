from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "alongside.desk.api"
    verbose_name = "API"

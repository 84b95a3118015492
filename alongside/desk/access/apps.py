from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "alongside.desk.access"
    verbose_name = "Access"

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "alongside.desk.keeping"
    verbose_name = "Data protection"

from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "alongside.desk.pilots"
    verbose_name = "Pilots"

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "alongside.desk.upkeep"
    label = "upkeep"

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "alongside.desk.quality"
    verbose_name = "Quality"

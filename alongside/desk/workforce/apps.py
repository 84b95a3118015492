from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "alongside.desk.workforce"
    verbose_name = "Workforce"

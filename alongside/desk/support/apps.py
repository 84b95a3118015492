from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "alongside.desk.support"
    verbose_name = "Support"

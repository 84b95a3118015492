from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "alongside.desk.today"
    label = "today"

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "alongside.desk.money"
    verbose_name = "Money"

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "alongside.desk.committee"
    verbose_name = "Reports to Committee"

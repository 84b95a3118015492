from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "alongside.desk.casework"
    label = "casework"

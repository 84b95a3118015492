from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.desk.people"
    verbose_name = "People"

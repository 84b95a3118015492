from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "alongside.desk.learning"
    verbose_name = "Learning"

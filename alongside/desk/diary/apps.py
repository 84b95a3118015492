from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "alongside.desk.diary"
    verbose_name = "Diary"

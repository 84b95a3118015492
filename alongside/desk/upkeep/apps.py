import sys

from django.apps import AppConfig
from django.db.models.signals import pre_save

from alongside.desk.upkeep.log_lines import where_it_broke


class UpkeepConfig(AppConfig):
    name = "alongside.desk.upkeep"
    label = "upkeep"

    def ready(self):
        from django_tasks_db.models import DBTaskResult

        pre_save.connect(where_work_broke, sender=DBTaskResult)


def where_work_broke(instance, **_) -> None:
    """Keep of work that broke what the log keeps: its words may name somebody."""
    if instance.traceback and sys.exc_info()[1]:
        instance.traceback = where_it_broke(sys.exc_info())

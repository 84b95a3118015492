from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkforceConfig(AppConfig):
    name = "alongside.desk.workforce"
    verbose_name = "Workforce"

    def ready(self):
        """Load what each app can count of a month for the charts."""
        autodiscover_modules("monitoring_counts")

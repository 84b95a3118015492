from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DecisionsConfig(AppConfig):
    name = "alongside.desk.decisions"
    verbose_name = "Decisions"

    def ready(self):
        """Load what each app does once something is decided."""
        autodiscover_modules("decided")

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "alongside.desk.access"
    verbose_name = "Access"

    def ready(self):
        """Load what each app has to say of its rows in the audit trail."""
        autodiscover_modules("trail")

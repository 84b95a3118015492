from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "alongside.desk.people"
    verbose_name = "People"

    def ready(self):
        """Load what each app says of its rows when records are merged."""
        autodiscover_modules("merge_actions", "merging")

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "alongside.desk.keeping"
    verbose_name = "Data protection"

    def ready(self) -> None:
        """Read the schedule: a desk whose schedule cannot be kept does not start."""
        from alongside.desk.keeping.schedule import kinds

        kinds()

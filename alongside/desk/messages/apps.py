from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagesConfig(AppConfig):
    name = "alongside.desk.messages"
    label = "post"  # Django's own messages have the other name

    def ready(self):
        """Load what each app makes of mails that came in."""
        autodiscover_modules("filing")

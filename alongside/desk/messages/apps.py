from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "alongside.desk.messages"
    label = "post"  # Django's own messages have the other name

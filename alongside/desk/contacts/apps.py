from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "alongside.desk.contacts"
    verbose_name = "Contacts"

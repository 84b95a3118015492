"""The topics that a contact desk begins with."""

from django.db import migrations

from alongside.desk.contacts.first_topics import seed_topics


def seed(apps, schema_editor):
    seed_topics(apps.get_model("contacts", "Topic"))


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_contacts")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Fills the catalogue that a desk begins with."""

from django.db import migrations

from alongside.desk.support.first_catalogue import seed_catalogue


def seed(apps, schema_editor):
    seed_catalogue(
        apps.get_model("support", "Task"), apps.get_model("support", "TaskVersion")
    )


class Migration(migrations.Migration):
    dependencies = [("support", "0001_the_catalogue")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

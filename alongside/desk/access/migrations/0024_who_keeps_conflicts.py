"""Gives the roles of the table who keeps conflicts of interest."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0023_data_protection_sees_who_looked")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

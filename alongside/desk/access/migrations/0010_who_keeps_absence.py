"""Gives the roles of the table who keeps sickness and time off in lieu."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0009_who_keeps_first_years")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

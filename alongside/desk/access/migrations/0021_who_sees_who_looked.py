"""Gives the roles of the table who sees who looked at a child."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0020_who_keeps_service_accounts")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

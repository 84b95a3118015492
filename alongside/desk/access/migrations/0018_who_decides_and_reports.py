"""Gives the roles of the table who keeps decisions, and who writes and signs reports."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0017_who_sees_money")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

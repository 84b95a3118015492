"""Gives the roles of the table who may change the council's rules."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0002_roles_and_append_only_trail")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

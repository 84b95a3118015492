"""Gives the roles of the table who may arrange cover."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0003_who_changes_rules")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

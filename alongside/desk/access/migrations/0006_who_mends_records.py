"""Gives the roles of the table who may keep the list of what is wrong in the case system."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0005_who_restricts_records")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Gives the roles of the table who may open a restricted record for a stated reason."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0018_who_decides_and_reports")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

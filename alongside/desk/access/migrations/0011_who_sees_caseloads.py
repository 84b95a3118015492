"""Gives the roles of the table who may see caseloads and choose who takes a case."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0010_who_keeps_absence")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

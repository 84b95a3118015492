"""Gives the roles of the table who may restrict a child's record."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0004_who_arranges_cover")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

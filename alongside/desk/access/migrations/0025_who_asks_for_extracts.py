"""Gives the roles of the table who asks for extracts without names."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0024_who_keeps_conflicts")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

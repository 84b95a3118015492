"""Gives the roles of the table who may keep what people said, and clear it to be quoted."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_who_keeps_absence"),
        ("quality", "0006_comments"),
    ]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

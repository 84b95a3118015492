"""Lets the data protection officer see who looked at a child."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0022_who_protects_data")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

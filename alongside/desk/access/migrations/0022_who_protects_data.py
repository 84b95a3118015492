"""Gives the table its data protection officer, and says who keeps the schedule."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0021_who_sees_who_looked")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

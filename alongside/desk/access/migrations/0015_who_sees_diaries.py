"""Gives the roles of the table who sees and keeps diaries, and who arranges meetings."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0014_forms_sent_once")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

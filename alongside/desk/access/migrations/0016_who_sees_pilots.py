"""Gives the roles of the table who sees pilots, and who keeps them."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0015_who_sees_diaries")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

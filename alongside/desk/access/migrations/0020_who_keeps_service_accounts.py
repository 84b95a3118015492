"""Gives the roles of the table who keeps service accounts, and programs a role of their own."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0019_who_opens_restricted_records")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

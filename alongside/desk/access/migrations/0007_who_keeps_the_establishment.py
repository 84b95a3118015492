"""Gives the roles of the table who may see the establishment, and who keeps it; and adds the adviser of HR."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0006_who_mends_records")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

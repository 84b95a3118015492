"""Gives the roles of the table who sees money, and who keeps it; adds finance officers."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0016_who_sees_pilots")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

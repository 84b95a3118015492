"""Gives the roles of the table who may see audits, and who may add and moderate them."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0007_who_keeps_the_establishment")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Gives the roles of the table who answers contacts, and who asks for support and gives it."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0011_who_sees_caseloads")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Gives the roles of the table who keep first years in practice, and training."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0008_who_sees_quality")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Gives the roles of the table who files e-mails that came in."""

from django.db import migrations

from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


class Migration(migrations.Migration):
    dependencies = [("access", "0012_who_answers_contacts_and_supports")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

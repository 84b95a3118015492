"""Seeds the roles, makes the cache's table, and lets the audit trail only be added to."""

from django.core.management import call_command
from django.db import migrations

from alongside.desk.access import append_only
from alongside.desk.access.roles import seed_roles


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


def make_cache_table(apps, schema_editor):
    database = schema_editor.connection.alias
    call_command("createcachetable", database=database, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunPython(append_only.switch_on, append_only.switch_off),
    ]

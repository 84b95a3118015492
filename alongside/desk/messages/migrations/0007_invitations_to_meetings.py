from django.db import migrations

from alongside.desk.messages.seeded import seed_templates


def seed(apps, schema_editor):
    models = (apps.get_model("post", name) for name in ("MessageTemplate", "TemplateVersion"))
    seed_templates(*models)


class Migration(migrations.Migration):
    dependencies = [("post", "0006_events_for_calendars")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

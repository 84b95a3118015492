from django.db import migrations

from alongside.desk.messages.seeded import seed_templates


def seed(apps, schema_editor):
    models = (apps.get_model("post", name) for name in ("MessageTemplate", "TemplateVersion"))
    seed_templates(*models)


class Migration(migrations.Migration):
    dependencies = [("post", "0003_templates_that_come_with_the_desk")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""The four grades of Ofsted's scale: a council may rename them, or say otherwise of one."""

from django.db import migrations

GRADES = (
    ("Outstanding", 1, 1, ["o", "out"]),
    ("Good", 2, 1, ["g"]),
    (
        "Requires improvement", 3, -1,
        ["ri", "r", "req improvement", "requires improvement to be good", "adequate"],
    ),
    ("Inadequate", 4, -1, ["i", "inad", "poor"]),
)  # fmt: skip


def seed(apps, schema_editor):
    grades = apps.get_model("quality", "Grade").objects
    for name, order, polarity, also in GRADES:
        grades.update_or_create(
            name=name, defaults={"order": order, "polarity": polarity, "also": also}
        )


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_audits")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

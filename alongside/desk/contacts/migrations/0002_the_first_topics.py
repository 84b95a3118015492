"""The topics that a contact desk begins with."""

from django.db import migrations

FIRST = (
    ("meeting", "Meeting"),
    ("contact_arrangements", "Contact arrangements"),
    ("payment", "Payment query"),
    ("document", "Document"),
    ("message", "Message"),
    ("complaint", "Complaint"),
    ("concern", "Safeguarding concern"),
    ("other", "Other"),
)


def seed(apps, schema_editor):
    topics = apps.get_model("contacts", "Topic").objects
    for order, (code, name) in enumerate(FIRST, start=1):
        topics.create(
            code=code, name=name, order=order,
            is_concern=code == "concern", is_payment=code == "payment",
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_contacts")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

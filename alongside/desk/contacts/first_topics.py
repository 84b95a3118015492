"""The topics that a contact desk begins with."""

from __future__ import annotations

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


def seed_topics(topic_model) -> None:
    """Begin the list, where there is none."""
    if topic_model.objects.exists():
        return
    topic_model.objects.bulk_create(
        topic_model(
            code=code, name=name, order=order,
            is_concern=code == "concern", is_payment=code == "payment",
        )
        for order, (code, name) in enumerate(FIRST, start=1)
    )  # fmt: skip

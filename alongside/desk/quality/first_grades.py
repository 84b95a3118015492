"""The four grades of Ofsted's scale: a council may rename them, or say otherwise of one."""

from __future__ import annotations

GRADES = (
    ("Outstanding", 1, 1, ["o", "out"]),
    ("Good", 2, 1, ["g"]),
    (
        "Requires improvement", 3, -1,
        ["ri", "r", "req improvement", "requires improvement to be good", "adequate"],
    ),
    ("Inadequate", 4, -1, ["i", "inad", "poor"]),
)  # fmt: skip


def seed_grades(grade_model) -> None:
    grade_model.objects.bulk_create(
        grade_model(name=name, order=order, polarity=polarity, also=also)
        for name, order, polarity, also in GRADES
    )

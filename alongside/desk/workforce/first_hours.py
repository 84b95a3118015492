"""The office hours that a desk begins with, until the council sets its own."""

from __future__ import annotations

from datetime import time

OPENS, CLOSES = time(8, 30), time(17)


def seed_hours(hours_model) -> None:
    hours_model.objects.bulk_create(
        hours_model(weekday=day, opens=OPENS, closes=CLOSES) for day in range(5)
    )

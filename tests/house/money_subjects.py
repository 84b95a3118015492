"""How the addresses of money are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from alongside.desk.money.models import OwnRate


def own_rate(town, where):
    made = OwnRate.objects.create(
        kind="pension", from_on=date(2025, 4, 1), percent=20, source="Certificate"
    )
    return {"pk": made.pk}


SUBJECTS = {"own_rate": own_rate}

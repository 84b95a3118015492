"""How the addresses of unusual looks are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from alongside.desk.people.models import UnusualLook


def unusual_look(town, where):
    """A look of the North's support officer, or of the South's."""
    who = (town.asha, town.ben)[where]
    made = UnusualLook.objects.create(
        rule="own_surname", user=who, child=town.robin, day=date(2026, 3, 2), looks=1,
        children=1, lines=[], numbers={"looks": 1},
    )  # fmt: skip
    return {"pk": made.pk}


SUBJECTS = {
    "unusual_look": unusual_look,
    "look_rule": lambda town, where: {"code": "own_surname"},
}

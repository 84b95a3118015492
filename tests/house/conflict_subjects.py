"""How the addresses of conflicts of interest are filled for tests/house/matrix.csv."""

from __future__ import annotations

from alongside.desk.people.conflict_actions import declare_conflict


def conflict(town, where) -> dict:
    """The North's officer, or the South's, knows the family of the child in question."""
    child = (town.robin, town.skye, town.hidden)[where]
    who = (town.asha, town.ben, town.asha)[where]
    made = declare_conflict(by=who, case_id=child.case_id, kind="friend", words="")
    return {"pk": made.pk}


SUBJECTS = {"conflict": conflict}

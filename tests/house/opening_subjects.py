"""How the addresses of openings of restricted records are filled for tests/house/matrix.csv."""

from __future__ import annotations

from alongside.desk.people.opening_actions import open_restricted


def opening(town, where) -> dict:
    """Wes opened the hidden record: Sam is on its list, Mo manages Wes and is not."""
    answer = open_restricted(
        by=town.wes, case_id="900125", why="on_duty", words="A call to the duty desk"
    )
    return {"pk": answer.opening.pk}


SUBJECTS = {"opening": opening}

"""What becomes of a record's rows when the case system has merged it with another.

Every row that points at a child goes over to the record that is kept, those of rooms
built later too. A room says otherwise of its own in its `merging.py`, which Django loads
when the desk starts: that rows stay, or how they are brought together.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model

from alongside.desk.access.models import User
from alongside.desk.people.models import Child

Bring = Callable[[User, Child, Child], None]

STAYS: dict[str, str] = {}
OWN: dict[str, Bring] = {}
WORDS = "no", "unknown", "yes"  # the stricter first


def stays(label: str, why: str) -> None:
    """Say of a kind of row that it stays with the record that is gone, and why."""
    STAYS[label] = why


def brings(label: str):
    """Register what brings a kind of row over: of who says so, the kept and the gone."""
    return lambda bring: OWN.setdefault(label, bring)


def rows_that_move() -> list[tuple[type[Model], str]]:
    """Return each kind of row that goes over as it is, with its field of the child."""
    return [
        (each.related_model, each.field.name)
        for each in Child._meta.related_objects
        if each.related_model._meta.label not in STAYS.keys() | OWN.keys()
        and not each.related_model._meta.auto_created
    ]


def stricter(*marks: str) -> str:
    """Return the strictest of yes, no and unknown: no, then unknown, then yes."""
    return min(marks, key=WORDS.index)


stays("people.ChildTeam", "The case system tells who holds a child: each import anew.")
stays("people.UnusualLook", "What was looked at is the record that was opened then.")
stays("people.Merge", "Who was merged with whom is told as it was said.")

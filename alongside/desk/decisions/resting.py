"""What rests on a decision, as the apps after this one in the order tell it.

Each app that hangs something on decisions registers it in its `decided.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.decisions.models import Decision


class Resting(NamedTuple):
    """Something that rests on a decision: what it is, where it stands, and since when."""

    about: str
    address: str
    what: str
    when: str


Tell = Callable[[User, Decision], Iterable[Resting]]
TELLS: list[Tell] = []


def tells_what_rests(tell: Tell) -> Tell:
    """Register what tells a reader of the rows that rest on a decision."""
    TELLS.append(tell)
    return tell


def resting_on(decision: Decision, reader: User) -> list[Resting]:
    """Return what rests on a decision, of what this person sees."""
    return [each for tell in TELLS for each in tell(reader, decision)]

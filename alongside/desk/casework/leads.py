"""Where a clock leads on: to what another room holds for it, if it holds anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due


class Lead(NamedTuple):
    """What stands for a clock, in words, and the address of its page."""

    words: str
    url: str


Finder = Callable[[User, Due], Lead | None]
FINDERS: list[Finder] = []


def leads_on(finder: Finder) -> Finder:
    """Register what says, of what this person may be shown, what stands for a clock."""
    FINDERS.append(finder)
    return finder


def leads_of(user: User, due: Due) -> list[Lead]:
    return [lead for finder in FINDERS if (lead := finder(user, due))]

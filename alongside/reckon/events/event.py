"""An event: a named question over the records.

An event is a short SELECT with five columns: child, episode (what the event belongs to;
a clock is completed only within its episode), happened_on, team and worker. An event
without a day (happened_on is null) says that a thing was done but not when.

Each docstring states the reading chosen where the law or the records leave room.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Event:
    """A named question.

    `optional` names tables that only add to the answer where an extract holds them;
    of `any_of` at least one must be held. `shown` is whether a child's timeline shows
    it; some events only start or stop a clock.
    """

    name: str
    title: str
    about: str
    sql: str
    optional: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    shown: bool = True

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every table of records the question reads."""
        return frozenset(re.findall(r"\b(?:ssd|local)_\w+", self.sql))

    def lacks(self, held: Set[str]) -> str:
        """Return the tables wanting before the question can be answered, or nothing."""
        wanting = self.reads - self.optional - self.any_of - held
        if self.any_of and not self.any_of & held:
            return " or ".join(sorted(self.any_of))
        return " and ".join(sorted(wanting))

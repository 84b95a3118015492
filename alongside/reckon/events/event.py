"""An event: a named question over the records.

An event is a short SELECT with five columns: child, episode (what the event belongs to;
a clock is completed only within its episode), happened_on, team and worker. An event
without a day (happened_on is null) says that a thing was done but not when.

Some events stand here without a question, because no export that is read carries them:
so that a rule can name them, and nothing that the law asks for is silently absent. A
council can tell of them in a table of its own, `local_events`
(`docs/how-to/feed-a-rule.md`).

Each docstring states the reading chosen where the law or the records leave room.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from alongside.reckon.reference.lists import in_words


@dataclass(frozen=True)
class Event:
    """A named question.

    `optional` names tables that only add to the answer where an extract holds them;
    of `any_of` at least one must be held. `shown` is whether a child's timeline shows
    it; some events only start or stop a clock. `carried_by` says, of an event without a
    question, what could carry it: a report of the council's own, a form, a data flow.
    """

    name: str
    title: str
    about: str
    sql: str
    optional: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    shown: bool = True
    carried_by: tuple[str, ...] = ()

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every table of records the question reads."""
        return frozenset(re.findall(r"\b(?:ssd|local)_\w+", self.sql))

    @cached_property
    def counts_by(self) -> frozenset[str]:
        """Every rule by whose limit the question compares days."""
        return frozenset(re.findall(r"\brule = '(\w+)'", self.sql))

    def lacks(self, held: Set[str]) -> str:
        """Return what is wanting before the question can be answered, or nothing.

        It completes the sentence `The export has no ...`.
        """
        if not self.sql and self.name in held:
            return ""
        if not self.sql:
            return f"day of “{self.title}”. {self.could_come_from}".rstrip(". ")
        if self.any_of and not self.any_of & held:
            return f"list of {in_words(self.any_of, 'or')}"
        wanting = self.reads - self.optional - self.any_of - held
        return f"list of {in_words(wanting, 'or')}" if wanting else ""

    @property
    def could_come_from(self) -> str:
        """Say what could carry an event that no export does, or nothing."""
        if not self.carried_by:
            return ""
        return f"It could come from {' or '.join(self.carried_by)}"


@dataclass(frozen=True)
class Rows:
    """The rows of one table, of which an event is a day: each names a child and an episode.

    `team` and `worker` are columns too, or nothing where the table has none.
    """

    table: str
    child: str
    episode: str
    team: str = "null"
    worker: str = "null"

    def day(self, column: str, where: str = "") -> str:
        """Return the question whose answer is each row's day in a column that has one."""
        return self.day_if_any(
            column, f"{column} is not null {where and 'and ' + where}"
        )

    def day_if_any(self, column: str, where: str = "") -> str:
        """Return that question with the rows that give no day: done, but not when."""
        return (
            f"select {self.child} as child, {self.episode} as episode, "
            f"{column} as happened_on, {self.team} as team, {self.worker} as worker "
            f"from {self.table} {where and 'where ' + where}"
        )


def unasked(name: str, title: str, about: str, *carried_by: str) -> Event:
    """Return an event that no export read here carries; name what could carry it."""
    return Event(name, title, about, sql="", shown=False, carried_by=carried_by)

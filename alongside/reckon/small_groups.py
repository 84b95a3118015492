"""Which groups' answers may be told, so that nobody's own answer can be worked out.

A group is told only where enough people answered, and where they did not all say the same:
"5 of 5 agree" tells what each of them said. Nor may a group that is not told be worked out
by taking those that are from the total: all that is not told, put together, is such a group
as well. Where it would not be fit to tell, the smallest group that is told goes too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LEAST = 5  # answers


@dataclass(frozen=True)
class Answers:
    """How many of a group answered, and how many of them said yes."""

    given: int
    yes: int

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.given + other.given, self.yes + other.yes)

    def may_be_told(self, least: int = LEAST) -> bool:
        return self.given >= least and 0 < self.yes < self.given


NOBODY = Answers(0, 0)


def told(groups: Mapping[str, Answers], least: int = LEAST) -> tuple[set[str], bool]:
    """Return which groups may be told, and whether their total may be.

    Groups in which nobody answered hide nobody.
    """
    shown = {name for name, each in groups.items() if each.may_be_told(least)}
    while shown and not _rest_is_safe(groups, shown, least):
        shown.remove(min(shown, key=lambda name: (groups[name].given, name)))
    return shown, sum(groups.values(), NOBODY).may_be_told(least)


def _rest_is_safe(
    groups: Mapping[str, Answers], shown: Collection[str], least: int
) -> bool:
    """Whether all that is not told, put together, could be told."""
    rest = sum((a for name, a in groups.items() if name not in shown), NOBODY)
    return rest == NOBODY or rest.may_be_told(least)

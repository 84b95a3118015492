"""Which task somebody most likely means who asks in their own words; and what says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from alongside.desk.people.names import folded
from alongside.desk.support.models import TaskVersion

WORD = re.compile(r"[a-z]{4,}")
NAMED = 3  # what a word of a task's name counts, where one beside it counts one
STEM = 4  # letters: `written` and `write`, `assess` and `assessment`
SAY_NOTHING = {
    "abou", "been", "chil", "coul", "fami", "from", "have", "into", "just", "need",
    "once", "plea", "that", "thei", "them", "then", "ther", "they", "this", "week",
    "what", "when", "will", "with", "woul", "your",
}  # fmt: skip


def likeliest_first(words: str, versions: Iterable[TaskVersion]) -> list[TaskVersion]:
    """Return the versions, what fits best first. What is not told apart keeps its order.

    A word of the task's name counts three, one of its example or boundary one.
    """
    said = set(_stems(words))
    return sorted(versions, key=lambda version: -_score(said, version))


def surely(words: str, versions: Iterable[TaskVersion]) -> TaskVersion | None:
    """Return the version that is meant where there is no doubt; else None.

    Its name's first word is said, which tells writing from typing and deciding from
    arranging, and another of its words as well; and no other of these versions comes
    within a word of its name.
    """
    said = set(_stems(words))
    best, *others = likeliest_first(words, versions) or [None]
    named = _stems(best.name) if best else []
    if len(said & set(named)) < 2 or named[0] not in said:
        return None
    ahead = _score(said, best) - max((_score(said, each) for each in others), default=0)
    return best if ahead >= NAMED else None


def say_the_same(one: str, other: str) -> bool:
    """Whether of all the words of two that say something, at least half are in both."""
    said, again = set(_stems(one)), set(_stems(other))
    if not said or not again:
        return folded(one) == folded(other)
    return 2 * len(said & again) >= len(said | again)


def _score(said: set[str], version: TaskVersion) -> int:
    named = set(_stems(version.name))
    beside = set(_stems(f"{version.example} {version.boundary}")) - named
    return NAMED * len(said & named) + len(said & beside)


def _stems(text: str) -> list[str]:
    """The beginnings of the words that say something, in their order."""
    words = (word[:STEM] for word in WORD.findall(folded(text)))
    return [word for word in words if word not in SAY_NOTHING]

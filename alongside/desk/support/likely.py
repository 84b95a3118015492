"""Which task somebody most likely means who asks in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from alongside.desk.people.names import folded
from alongside.desk.support.models import TaskVersion

WORD = re.compile(r"[a-z]{4,}")
STEM = 4  # letters: `written` and `write`, `assess` and `assessment`
SAY_NOTHING = {
    "abou", "been", "chil", "coul", "fami", "from", "have", "into", "just", "need",
    "once", "plea", "that", "thei", "them", "then", "ther", "they", "this", "week",
    "what", "when", "will", "with", "woul", "your",
}  # fmt: skip


def likeliest_first(
    words: str, versions: Iterable[TaskVersion]
) -> list[tuple[int, TaskVersion]]:
    """Return the versions with how well each fits, the best first; 0 fits not at all.

    A word of the task's name counts three, one of its example or boundary one. What is
    not told apart keeps its order.
    """
    said = _stems(words)
    scored = [(_score(said, version), version) for version in versions]
    return sorted(scored, key=lambda each: -each[0])


def _score(said: set[str], version: TaskVersion) -> int:
    named = _stems(version.name)
    beside = _stems(f"{version.example} {version.boundary}") - named
    return 3 * len(said & named) + len(said & beside)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(folded(text))} - SAY_NOTHING

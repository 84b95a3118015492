"""Names told in more than one way: the same words in another order, or written apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.reckon.reports.outline import each_text
from alongside.reckon.reports.report import Finding, Report

_NAME = re.compile(r"\b[A-Z][\w’']+(?:\s(?:(?:of|and|for|the|&)\s)?[A-Z][\w’']+){2,}")
_LITTLE = {"of", "and", "for", "the"}


def check(report: Report) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    told: set[tuple[str, str]] = set()
    for passage in each_text(report):
        for match in _NAME.finditer(passage.text):
            name = _plain(match[0])
            if name.isupper():
                continue
            where, as_first = first.setdefault(_letters(name), (passage.where, name))
            if as_first != name and (as_first, name) not in told:
                told.add((as_first, name))
                yield Finding(
                    "name",
                    passage.where,
                    f"“{name}” stands here, and “{as_first}” in {where}.",
                    "Write the name in one way.",
                    "likely",
                )


def _plain(name: str) -> str:
    """Return a name without what any sentence may add to it: The, an owner's 's, &."""
    bare = name.replace("’", "'").replace("&", "and").removesuffix("'s")
    return bare.removeprefix("The ").rstrip("'")


def _letters(name: str) -> str:
    """Return what a name has however it is put: its letters, in no order."""
    words = [word for word in name.lower().split() if word not in _LITTLE]
    return "".join(sorted("".join(words).replace("'", "")))

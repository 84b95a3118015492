"""Names as people look for them: no matter how the letters are marked or joined.

Folded here, and not by the database: SQLite and PostgreSQL fold letters differently.
"""

from __future__ import annotations

import re
from unicodedata import normalize

PARTS = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart, as they are typed without their mark; and
# the marks that it takes off all others.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    | {chr(mark): "" for mark in range(0x300, 0x370)}
)


def folded(name: str) -> str:
    """Return a name in small letters without accents: `Żółć` as `zolc`."""
    if name.isascii():
        return name.lower()
    return normalize("NFKD", name.casefold()).translate(PLAIN)


class Sought:
    """What somebody typed to find a person: the beginnings of their names."""

    def __init__(self, said: str):
        given = ["".join(PARTS.findall(word)) for word in folded(said).split()]
        self.words = [word for word in given if word]
        self.whole = "".join(self.words)

    def fits(self, forename: str, surname: str) -> bool:
        """Whether each word begins a name or a part of one, or all of them run together.

        O’Neill is found by `o'neill`, `oneill`, `o neill` and `neill`.
        """
        first, last = folded(forename), folded(surname)
        line = first + last
        if not line.isalpha():
            line = "".join(PARTS.findall(line))
        if not self.words or not all(word in line for word in self.words):
            return False
        names = [*_beginnings(first, last), *_beginnings(last, first)]
        return all(
            any(name.startswith(word) for name in names) for word in self.words
        ) or any(name.startswith(self.whole) for name in names)


def _beginnings(*names: str) -> list[str]:
    """The names run together, from each part on: `oneillsmith`, `neillsmith`, `smith`."""
    parts = PARTS.findall(" ".join(names))
    return ["".join(parts[at:]) for at in range(len(parts))]


def in_one_line(*names: str) -> str:
    """The letters and figures of all names, folded and run together, to be searched."""
    return "".join(PARTS.findall(folded(" ".join(names))))

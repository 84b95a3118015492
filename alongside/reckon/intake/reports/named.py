"""Fields of the desk's own, filled by columns: what each is, and which header says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.reckon.intake.layouts import plain


@dataclass(frozen=True)
class Field:
    """A field that a column may fill: its words, whether it must be, and likely headers."""

    code: str
    words: str
    needed: bool = False
    like: tuple[str, ...] = ()


def guessed(headers: Sequence[str], fields: Sequence[Field]) -> dict[str, str]:
    """Return for each field the header that says the same, each header once."""
    found: dict[str, str] = {}
    for field in fields:
        for known in map(plain, (field.words, *field.like)):
            free = [
                h
                for h in headers
                if h and plain(h) == known and h not in found.values()
            ]
            if free and field.code not in found:
                found[field.code] = free[0]
    return found


def still_there(told: Mapping[str, str], headers: Sequence[str]) -> dict[str, str]:
    """Return a saved layout's columns under the headers as they are written now."""
    now = {plain(header): header for header in headers if header}
    return {code: now[plain(said)] for code, said in told.items() if plain(said) in now}

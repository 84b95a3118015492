"""How many rows the lists of an export have, and had when they last came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alongside.desk.casework import as_at
from alongside.desk.casework.models import Extract

Lists = list[dict[str, Any]]  # as `Extract.lists` has them


def then_and_now(lists: Lists) -> Iterator[tuple[str, int, int]]:
    """Yield each list, or the table that it fills, with its rows then and now."""
    yield from _by_name(lists)
    yield from _by_table(lists)


def _by_name(lists: Lists) -> Iterator[tuple[str, int, int]]:
    """Yield each list with the rows that it had when it last came, and has now."""
    earlier: dict[str, int] = {}
    for extract in Extract.objects.applied():
        for part in extract.lists:
            earlier.setdefault(part["name"], part["rows"])
    for part in lists:
        yield part["name"], earlier.get(part["name"], 0), part["rows"]


def _by_table(lists: Lists) -> Iterator[tuple[str, int, int]]:
    """Yield each table that lists of other names filled last, with its rows then and now:
    a report of one week by a layout fills what the whole export fills."""
    last: dict[str, Lists] = {}
    for extract in Extract.objects.applied():
        last = _filling(extract.lists) | last
    for table, parts in _filling(lists).items():
        then = last.get(table, [])
        if {part["name"] for part in then}.isdisjoint(part["name"] for part in parts):
            was, now = (sum(part["rows"] for part in each) for each in (then, parts))
            yield table, was, now


def _filling(lists: Lists) -> dict[str, Lists]:
    """Return the lists that fill each table, but for those that every export tells a
    part of."""
    filling: dict[str, Lists] = {}
    for part in lists:
        for table in part.get("tables", ()):
            if as_at.service(table) not in as_at.SAY_NOTHING:
                filling.setdefault(table, []).append(part)
    return filling

"""What is held of one person, in every room."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from alongside.desk.keeping.persons import keys_of
from alongside.desk.keeping.registry import Part, about, parts
from alongside.desk.keeping.schedule import Kind, kinds


def rows_of(person: Model) -> Iterator[tuple[Part, QuerySet]]:
    """Yield each part of the register that can hold something of them, with its rows."""
    keys = keys_of(person)
    for model, part in parts().items():
        condition = about(model, keys)
        if condition is not None:
            yield part, model._base_manager.filter(condition).distinct().order_by("pk")


def counts_of(person: Model) -> list[tuple[Kind, int]]:
    """Return how many rows of each kind are kept of them, by the schedule's titles."""
    counts: dict[str, int] = {}
    for part, rows in rows_of(person):
        counts[part.kind] = counts.get(part.kind, 0) + rows.count()
    found = [(kinds()[code], count) for code, count in counts.items() if count]
    return sorted(found, key=lambda each: each[0].title)

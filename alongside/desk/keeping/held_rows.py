"""What is held of one person, in every room."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from alongside.desk.keeping.persons import keys_of
from alongside.desk.keeping.registry import Part, about, parts


def rows_of(person: Model) -> Iterator[tuple[Part, QuerySet]]:
    """Yield each part of the register that can hold something of them, with its rows."""
    keys = keys_of(person)
    for model, part in parts().items():
        condition = about(model, keys)
        if condition is not None:
            yield part, model._base_manager.filter(condition).distinct().order_by("pk")


def counts_of(person: Model) -> list[tuple[str, int]]:
    """Return of what how many rows are kept of them, by the names of the tables."""
    counts = [(part.title, rows.count()) for part, rows in rows_of(person)]
    return sorted((title, count) for title, count in counts if count)

"""Lets go of what is due: a few at a time, with a line of counts and no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model, QuerySet

from alongside.desk.access.audit import record, record_read
from alongside.desk.keeping.falling_due import due
from alongside.desk.keeping.last_erased import ENDED, SOME
from alongside.desk.keeping.persons import held
from alongside.desk.keeping.registry import Kept, Keys, about, below
from alongside.desk.keeping.schedule import WORDS, Kind, kinds, lengths

TOGETHER = 100  # in a transaction
STAYS = ("held", "leant_on")


class Gone(NamedTuple):
    """Of one kind: how many went, and how many are due and stay, and why."""

    kind: Kind
    erased: int = 0
    held: int = 0
    leant_on: int = 0


def erase_due(*, day: date) -> list[Gone]:
    """Erase what is due on a day, and return what went and what stayed, by kind.

    Each batch is a transaction with its line on the trail, and so is the end. Run twice, or
    broken off and run again, it does what is left.
    """
    done = [
        _erase_kind(kinds()[code], months, day) for code, months in lengths(day).items()
    ]
    stays = {name: sum(getattr(gone, name) for gone in done) for name in STAYS}
    record_read(by=None, action=ENDED, **stays)
    return done


def _erase_kind(kind: Kind, months: int, day: date) -> Gone:
    so_far, last = Gone(kind), 0
    while keys := _next(due(kind, months, day), last):
        last = keys[-1]
        with transaction.atomic():
            batch = _erase_batch(kind, keys, held())
            if batch.erased:
                counts = {"kind": kind.code, "count": batch.erased}
                record(by=None, action=SOME, **counts)
        so_far = _added(so_far, batch)
    return so_far


def _next(rows: QuerySet, last: int) -> list[int]:
    later = rows.filter(pk__gt=last).order_by("pk")
    return list(later.values_list("pk", flat=True)[:TOGETHER])


def _added(one: Gone, other: Gone) -> Gone:
    return Gone(one.kind, *(a + b for a, b in zip(one[1:], other[1:], strict=True)))


def _erase_batch(kind: Kind, keys: Sequence[int], kept: Keys) -> Gone:
    """Erase these; where one of them must stay, each half by itself, down to the one."""
    found = hanging_on(kind.root, keys) if kind.how != WORDS else {kind.root: set(keys)}
    stays = "held" if _any_about(found, kept) else _lean(kind, found)
    if not stays:
        _empty(kind, keys) if kind.how == WORDS else _remove(found)
        return Gone(kind, erased=len(keys))
    if len(keys) == 1:
        return Gone(kind, **{stays: 1})
    middle = len(keys) // 2
    return _added(
        _erase_batch(kind, keys[:middle], kept), _erase_batch(kind, keys[middle:], kept)
    )


def hanging_on(root: Kept, keys: Sequence[int]) -> dict[Kept, set[int]]:
    """Return these rows and all that hang on them, the root first, by model."""
    found: dict[Kept, set[int]] = {root: set(keys)}
    waiting = [(root, set(keys))]
    while waiting:
        model, above = waiting.pop()
        for hanging, field in below(model):
            rows = hanging._base_manager.filter(**{f"{field}__in": above})
            new = set(rows.values_list("pk", flat=True)) - found.get(hanging, set())
            if new:
                found.setdefault(hanging, set()).update(new)
                waiting.append((hanging, new))
    return found


def _any_about(found: dict[Kept, set[int]], kept: Keys) -> bool:
    """Whether one of these rows is about somebody on whom a hold stands."""
    return any(
        model._base_manager.filter(condition, pk__in=keys).exists()
        for model, keys in found.items()
        if (condition := about(model, kept)) is not None
    )


def _lean(kind: Kind, found: dict[Kept, set[int]]) -> str:
    """Say whether other rows that stay rest on these."""
    leaning = kind.how != WORDS and any(
        rows.exists()
        for model, keys in found.items()
        for rows in resting_on(model, keys, found)
    )
    return "leant_on" if leaning else ""


def resting_on(
    model: Kept, keys: set[int], found: dict[Kept, set[int]]
) -> Iterator[QuerySet[Model]]:
    """Yield the rows, other than those found, that point to rows of a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (
            relation.auto_created and (relation.one_to_many or relation.one_to_one)
        ):
            continue
        if relation.related_model._meta.auto_created:
            continue  # the pairs of a many-to-many go with either end
        pointing = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": keys}
        )
        yield pointing.exclude(pk__in=found.get(relation.related_model, ()))


def _remove(found: dict[Kept, set[int]]) -> None:
    """Remove rows that only each other point to, in whatever order they point.

    The database checks at the end of the transaction that nothing points to nothing.
    """
    for model, keys in found.items():
        for through in _pairs(model):
            side = f"{_side(through, model)}__in"
            _raw(through._base_manager.filter(**{side: keys}))
        _raw(model._base_manager.filter(pk__in=keys))


def _raw(rows: QuerySet) -> None:
    """Remove rows as they are: what hangs on them was found before."""
    rows._raw_delete(using=rows.db)


def _pairs(model: Kept) -> Iterator[Kept]:
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model
        if relation.auto_created and other and other._meta.auto_created:
            yield other


def _side(through: Kept, model: Kept) -> str:
    return next(f.name for f in through._meta.fields if f.related_model is model)


def _empty(kind: Kind, keys: Sequence[int]) -> None:
    kind.root._base_manager.filter(pk__in=keys).update(
        **{name: b"" for name in kind.words}
    )

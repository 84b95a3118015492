"""What of each kind is due to go, and when the next is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import (
    DateTimeField,
    Exists,
    F,
    ForeignObjectRel,
    Max,
    Min,
    Model,
    OuterRef,
    QuerySet,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from alongside.desk.access.models import midnight
from alongside.desk.keeping.schedule import WORDS, Kind
from alongside.reckon.clock import months_from


def counted(kind: Kind) -> QuerySet[Model]:
    """Return the kind's records whose time runs, each with the day or moment it runs from."""
    rows = kind.root._default_manager.all()
    first, *others = kind.columns
    if others:
        rows = rows.annotate(counted=Coalesce(*kind.columns))
    elif _is_of_many(kind.root, first):
        rows = _when_all_ended(rows, first)
    else:
        rows = rows.annotate(counted=F(first))
    if kind.how == WORDS:
        rows = rows.exclude(**{name: b"" for name in kind.words})
    return rows.exclude(counted=None)


def _is_of_many(model: type[Model], column: str) -> bool:
    field = model._meta.get_field(column.partition("__")[0])
    return isinstance(field, ForeignObjectRel) and bool(field.one_to_many)


def _when_all_ended(rows: QuerySet, column: str) -> QuerySet:
    """From the last day of the last of many, where none goes on."""
    name, _, end = column.partition("__")
    relation = rows.model._meta.get_field(name)
    many = relation.related_model._default_manager
    here = many.filter(**{relation.field.name: OuterRef("pk"), end: None})
    return rows.filter(~Exists(here)).annotate(counted=Max(column))


def due(kind: Kind, months: int, day: date) -> QuerySet[Model]:
    """Return the records that are to go on this day or were before it."""
    last = months_from(day, -months)
    rows = counted(kind)
    if _holds_moments(rows):
        return rows.filter(counted__lt=midnight(last + timedelta(days=1)))
    return rows.filter(counted__lte=last)


def next_due(kind: Kind, months: int, day: date) -> date | None:
    """Return the day on which the next record falls due after this day, if any will."""
    rows = counted(kind)
    gone = due(kind, months, day).values("pk")
    first = rows.exclude(pk__in=gone).aggregate(first=Min("counted"))["first"]
    if first is None:
        return None
    if isinstance(first, datetime):
        first = timezone.localdate(first)
    return months_from(first, months)


def _holds_moments(rows: QuerySet) -> bool:
    return isinstance(rows.query.annotations["counted"].output_field, DateTimeField)

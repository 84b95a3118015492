"""Two records of one child: what was kept of either is kept of the one that stays.

What protects somebody is copied, and where two say otherwise the stricter counts. It is
taken off again by a person alone.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.people import merging
from alongside.desk.people.actions import carry_restriction
from alongside.desk.people.conflict_actions import carry_conflicts
from alongside.desk.people.merging import brings, stricter
from alongside.desk.people.models import (
    Child,
    ContactPoint,
    Merge,
    Restriction,
)

MARKS = ("safe_to_ring", "safe_to_text", "safe_to_voicemail")


@transaction.atomic
def merge_records(*, by: User, kept: Child, gone: Child) -> Merge:
    """Bring over to one record all that is kept of another, in one transaction.

    Said a second time, it changes nothing. Refuses to merge a record with itself, one
    that went into another already, or one into a record that is gone.
    """
    list(
        Child.objects.select_for_update()
        .filter(pk__in=[kept.pk, gone.pk])
        .order_by("pk")
    )
    said = Merge.objects.filter(gone=gone).first()
    if said and said.child_id == kept.pk:
        return said
    _refuse(kept, gone, said)
    for bring in merging.OWN.values():
        bring(by, kept, gone)
    moved = {
        model._meta.label: model._base_manager.filter(**{field: gone}).update(
            **{field: kept}
        )
        for model, field in merging.rows_that_move()
    }
    made = Merge(child=kept, gone=gone, by=by)
    return keep(
        made,
        by=by,
        action="merge records",
        subject=kept,
        known_before_as=gone.pk,
        rows=sum(moved.values()),
    )


def _refuse(kept: Child, gone: Child, said: Merge | None) -> None:
    if kept.pk == gone.pk:
        raise ValidationError("These are one record. Enter the id of each of the two.")
    if said:
        raise ValidationError(
            f"Record {gone.case_id} was merged with another record already."
        )
    if Merge.objects.filter(gone=kept).exists():
        raise ValidationError(
            f"Record {kept.case_id} is gone itself: it was merged with another. Enter "
            "the id that the case system kept."
        )


@brings("people.Restriction")
def restrictions(by: User, kept: Child, gone: Child) -> None:
    """Both are restricted where either was; of two lists, to those on both alone."""
    open_ones = Restriction.objects.open().select_for_update()
    ours, theirs = (open_ones.filter(child=child).first() for child in (kept, gone))
    if ours and theirs:
        _narrow(by, ours, theirs)
    elif ours or theirs:
        other = gone if ours else kept
        carry_restriction(by=by, restriction=ours or theirs, child=other)


def _narrow(by: User, ours: Restriction, theirs: Restriction) -> None:
    lists = [set(r.need_to_know.values_list("user", flat=True)) for r in (ours, theirs)]
    both = lists[0] & lists[1]
    for restriction in (ours, theirs):
        restriction.need_to_know.exclude(user__in=both).delete()
        record(
            by=by,
            action="narrow need to know",
            subject=restriction.child,
            listed=sorted(both),
        )


@brings("people.Conflict")
def conflicts(by: User, kept: Child, gone: Child) -> None:
    """Whoever knows the family under one id is shown neither record."""
    pairs = (gone.case_id, kept.case_id), (kept.case_id, gone.case_id)
    carry_conflicts(by=by, ids=pairs)


@brings("people.AdultOfChild")
def links(by: User, kept: Child, gone: Child) -> None:
    """An adult around both stands once; responsibility as the stricter record says."""
    ours = {link.adult_id: link for link in kept.adult_links.filter(until=None)}
    for theirs in gone.adult_links.all():
        mine = ours.get(theirs.adult_id)
        if mine is None or theirs.until:
            theirs.child = kept
            theirs.save(update_fields=["child"])
            continue
        mine.parental_responsibility = stricter(
            mine.parental_responsibility, theirs.parental_responsibility
        )
        mine.save(update_fields=["parental_responsibility"])
        theirs.delete()
    _numbers(kept)


def _numbers(kept: Child) -> None:
    """A number that stands with two adults around the child is as safe with either."""
    around = kept.adult_links.values("adult")
    alike: dict[str, list[ContactPoint]] = {}
    for point in ContactPoint.objects.in_use().filter(adult__in=around):
        alike.setdefault(point.value, []).append(point)
    for points in alike.values():
        if len(points) > 1:
            _as_safe_as_the_least(points)


def _as_safe_as_the_least(points: list[ContactPoint]) -> None:
    safe = {mark: stricter(*(getattr(p, mark) for p in points)) for mark in MARKS}
    first = max((p.ring_from for p in points if p.ring_from), default=None)
    last = min((p.ring_until for p in points if p.ring_until), default=None)
    hours = {"ring_from": first, "ring_until": last}
    if first and last and first >= last:  # no hour is left that suits both
        safe["safe_to_ring"], hours = ContactPoint.Safe.NO, {}
    keys = [point.pk for point in points]
    ContactPoint.objects.filter(pk__in=keys).update(**safe, **hours)

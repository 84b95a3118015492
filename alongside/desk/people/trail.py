"""What the audit trail says of children: their ids, and nothing of a restricted one."""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.desk.access.models import User
from alongside.desk.access.trail import finds_child, keys_of_child, tells
from alongside.desk.people.models import (
    Adult,
    AdultOfChild,
    Child,
    Conflict,
    ContactPoint,
    LookRule,
    Opening,
    Restriction,
    UnusualLook,
)

HIDDEN = "A restricted record"


@finds_child
def child(reader: User, case_id: str) -> Child | None:
    """The child of this id; none that is kept from this reader, trail or not."""
    kept_out = Child.objects.kept_from(reader)
    return Child.objects.filter(case_id=case_id).exclude(pk__in=kept_out).first()


@tells("people.Child")
def children(reader: User, keys: set[str]) -> dict[str, str]:
    kept_out = hidden_from(reader)
    found = Child.objects.filter(pk__in=keys).values_list("pk", "case_id")
    return {
        str(pk): HIDDEN if pk in kept_out else f"Child {case_id}"
        for pk, case_id in found
    }


def hidden_from(reader: User) -> set[int]:
    """The children kept from this reader, by key."""
    return set(Child.objects.kept_from(reader))


def unless_hidden(
    reader: User, rows: QuerySet, words: str, *fields: str, child: str = "child"
) -> dict[str, str]:
    """Say rows by their key: these fields put into words; of a restricted child, nothing.

    `child` is the way from a row to the child it is about.
    """
    kept_out = hidden_from(reader)
    return {
        str(pk): HIDDEN if of in kept_out else words.format(*told)
        for pk, of, *told in rows.values_list("pk", child, *fields)
    }


@tells("people.Restriction")
def restrictions(reader: User, keys: set[str]) -> dict[str, str]:
    found = Restriction.objects.filter(pk__in=keys)
    return unless_hidden(reader, found, "Restriction of child {}", "child__case_id")


@keys_of_child("people.Restriction")
def restrictions_of(child: Child) -> list[int]:
    return list(child.restrictions.values_list("pk", flat=True))


@tells("people.Opening")
def openings(reader: User, keys: set[str]) -> dict[str, str]:
    found, way = Opening.objects.filter(pk__in=keys), "restriction__child"
    words, case_id = "Opening of child {}", f"{way}__case_id"
    return unless_hidden(reader, found, words, case_id, child=way)


@keys_of_child("people.Opening")
def openings_of(child: Child) -> list[int]:
    found = Opening.objects.filter(restriction__child=child)
    return list(found.values_list("pk", flat=True))


@tells("people.Conflict")
def conflicts(reader: User, keys: set[str]) -> dict[str, str]:
    """By number: whose family it is, is on its page, for those who may see the child."""
    found = Conflict.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return {str(pk): f"Conflict of interest {pk}" for pk in found}


@keys_of_child("people.Conflict")
def conflicts_of(child: Child) -> list[int]:
    found = Conflict.objects.filter(case_id=child.case_id)
    return list(found.values_list("pk", flat=True))


@tells("people.Adult")
def adults(reader: User, keys: set[str]) -> dict[str, str]:
    """Adults by number: whose name it is, is on their page, for those who may see it."""
    found = Adult.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return {str(pk): f"Adult {pk}" for pk in found}


@tells("people.ContactPoint")
def contact_points(reader: User, keys: set[str]) -> dict[str, str]:
    found = ContactPoint.objects.filter(pk__in=keys).values_list("pk", "adult")
    return {str(pk): f"A number or address of adult {adult}" for pk, adult in found}


@tells("people.AdultOfChild")
def links(reader: User, keys: set[str]) -> dict[str, str]:
    found = AdultOfChild.objects.filter(pk__in=keys)
    return unless_hidden(
        reader, found, "Adult {} of child {}", "adult", "child__case_id"
    )


@tells("people.UnusualLook")
def unusual_looks(reader: User, keys: set[str]) -> dict[str, str]:
    """By number: of whom and of which child is on its page, for those who answer it."""
    found = UnusualLook.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return {str(pk): f"Unusual look {pk}" for pk in found}


@tells("people.LookRule")
def look_rules(reader: User, keys: set[str]) -> dict[str, str]:
    found = LookRule.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return {str(pk): f"What counts as unusual, change {pk}" for pk in found}

"""What the audit trail says of diaries: of people outside the council, never a name."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.diary.models import (
    Availability,
    CalendarSource,
    FamilyConstraint,
    Meeting,
    Proposal,
    Resource,
    Term,
    Travel,
)
from alongside.desk.people.models import Child
from alongside.desk.people.trail import unless_hidden
from alongside.desk.said import day_said


def _called(pk: int, kind: str, name: str) -> str:
    outside = kind == Resource.Kind.OUTSIDE
    return f"Diary {pk} of a person outside" if outside else f"Diary of {name}"


def _told(found, way: str = "") -> dict[str, str]:
    """Say rows by whose diary they are of; `way` leads from a row to that."""
    rows = found.values_list("pk", *(f"{way}{name}" for name in ("pk", "kind", "name")))
    return {str(key): _called(*resource) for key, *resource in rows}


@tells("diary.Resource")
def resources(reader: User, keys: set[str]) -> dict[str, str]:
    return _told(Resource.objects.filter(pk__in=keys))


@tells("diary.Availability")
def hours(reader: User, keys: set[str]) -> dict[str, str]:
    return _told(Availability.objects.filter(pk__in=keys), "resource__")


@tells("diary.CalendarSource")
def calendars(reader: User, keys: set[str]) -> dict[str, str]:
    return _told(CalendarSource.objects.filter(pk__in=keys), "resource__")


@tells("diary.Term")
def terms(reader: User, keys: set[str]) -> dict[str, str]:
    found = Term.objects.filter(pk__in=keys).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


@tells("diary.Proposal")
def proposals(reader: User, keys: set[str]) -> dict[str, str]:
    found = Proposal.objects.filter(pk__in=keys).values_list("pk", "until")
    return {str(pk): f"Meetings due by {day_said(until)}" for pk, until in found}


@tells("diary.Travel")
def ways(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(way.pk): str(way) for way in Travel.objects.filter(pk__in=keys)}


@tells("diary.FamilyConstraint")
def constraints(reader: User, keys: set[str]) -> dict[str, str]:
    found = FamilyConstraint.objects.filter(pk__in=keys)
    return unless_hidden(
        reader, found, "What the family of child {} said", "child__case_id"
    )


@keys_of_child("diary.FamilyConstraint")
def constraints_of(child: Child) -> list[int]:
    found = FamilyConstraint.objects.filter(child_id=child.pk)
    return list(found.values_list("pk", flat=True))


@tells("diary.Meeting")
def meetings(reader: User, keys: set[str]) -> dict[str, str]:
    return unless_hidden(
        reader, Meeting.objects.filter(pk__in=keys), "Meeting M-{}", "pk"
    )


@keys_of_child("diary.Meeting")
def meetings_of(child: Child) -> list[int]:
    return list(child.meetings.values_list("pk", flat=True))

"""How the addresses of diaries are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from alongside.desk.diary.models import (
    CalendarSource,
    FamilyConstraint,
    Resource,
    Term,
)
from alongside.desk.people.models import Adult, AdultOfChild

DAY = date(2026, 1, 5)


def diary(town, where):
    """The diary of the mother of the child in question."""
    child = (town.robin, town.skye, town.hidden)[where]
    adult = Adult.objects.create(name="A mother", kind="family", added_by=town.sam)
    AdultOfChild.objects.create(adult=adult, child=child, relationship="mother")
    made = Resource.objects.create(kind="outside", name="A mother", adult=adult)
    return {"pk": made.pk}


def calendar(town, where):
    whose = diary(town, where)["pk"]
    source = CalendarSource(resource_id=whose, kind="file", added_by=town.sam)
    source.save()
    return {"pk": source.pk}


def term(town, where):
    return {"pk": Term.objects.create(name="Spring", first_on=DAY, last_on=DAY).pk}


def constraint(town, where):
    """What the family of the child in question said."""
    child = (town.robin, town.skye, town.hidden)[where]
    said = FamilyConstraint.objects.create(
        child=child, weekday=1, since=DAY, said_by="Mother", said_on=DAY,
        noted_by=town.sam,
    )  # fmt: skip
    return {"pk": said.pk}


SUBJECTS = {
    "diary": diary,
    "calendar": calendar,
    "term": term,
    "constraint": constraint,
}

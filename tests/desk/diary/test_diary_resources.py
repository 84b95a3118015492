"""Whose diaries a person may be shown: of their teams, what is shared, and who is known."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.db import IntegrityError, transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import AuditEntry
from alongside.desk.access.trail import in_words
from alongside.desk.diary.models import (
    Availability,
    Busy,
    CalendarSource,
    FamilyConstraint,
    Resource,
    Term,
)
from alongside.desk.people.models import Adult, AdultOfChild
from alongside.desk.workforce.models import Worker

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def parent_of(child, town, name) -> Resource:
    adult = Adult.objects.create(name=name, kind="family", added_by=town.sam)
    AdultOfChild.objects.create(adult=adult, child=child, relationship="mother")
    return Resource.objects.create(kind="outside", name=name, adult=adult)


@pytest.fixture
def diaries(town):
    """A diary of everybody that the town has, with an hour in each that is taken."""
    north = Worker.objects.create(source_id="W1", name="Nell Voss", team=town.north)
    south = Worker.objects.create(source_id="W2", name="Sol Dray", team=town.south)
    made = {
        "wes": Resource.objects.create(kind="person", name="Wes", user=town.wes),
        "ben": Resource.objects.create(kind="person", name="Ben", user=town.ben),
        "nell": Resource.objects.create(kind="person", name="Nell", worker=north),
        "sol": Resource.objects.create(kind="person", name="Sol", worker=south),
        "room": Resource.objects.create(kind="room", name="Ash room", capacity=8),
        "chair": Resource.objects.create(kind="chair", name="Ida Crane"),
        "school": Resource.objects.create(kind="outside", name="Elm School"),
        "robins": parent_of(town.robin, town, "Robin’s mother"),
        "skyes": parent_of(town.skye, town, "Skye’s mother"),
        "hidden": parent_of(town.hidden, town, "Jo’s mother"),
    }
    for each in made.values():
        source = CalendarSource(resource=each, kind="file", added_by=town.sam)
        source.save()
        Busy.objects.create(
            resource=each,
            starts_at=MONDAY,
            ends_at=MONDAY.replace(hour=10),
            status="busy",
            source=source,
            fetched_at=MONDAY,
        )
    town.diaries = made
    return town


EVERYBODY = {
    "asha": "wes nell room chair school robins",
    "ben": "ben sol room chair school skyes",
    "wes": "wes nell room chair school robins",
    "sam": "wes ben nell sol room chair school robins skyes hidden",
    "ana": "",
    "hal": "",
    "adi": "",
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_is_shown_these_diaries_and_no_others(diaries, who):
    user, expected = getattr(diaries, who), EVERYBODY[who].split()
    keys = {each.pk: name for name, each in diaries.diaries.items()}
    seen = Resource.objects.visible_to(user).values_list("pk", flat=True)
    assert sorted(keys[pk] for pk in seen) == sorted(expected)
    for rows in (Busy, CalendarSource):
        of = rows.objects.visible_to(user).values_list("resource", flat=True)
        assert sorted(keys[pk] for pk in of) == sorted(expected), rows


def test_whoever_left_is_shown_nothing_but_their_own(diaries):
    diaries.wes.is_active = False
    diaries.wes.save()
    seen = Resource.objects.visible_to(diaries.wes)
    assert [each.name for each in seen] == ["Wes"]


def test_what_a_family_said_is_for_those_who_are_shown_the_child(diaries):
    for child in (diaries.robin, diaries.skye, diaries.hidden):
        FamilyConstraint.objects.create(
            child=child, weekday=1, said_by="Mother", said_on=MONDAY.date(),
            since=MONDAY.date(), noted_by=diaries.sam,
        )  # fmt: skip
    seen = FamilyConstraint.objects.visible_to(diaries.asha)
    assert [each.child for each in seen] == [diaries.robin]
    assert FamilyConstraint.objects.visible_to(diaries.sam).count() == 3


def test_an_address_is_kept_sealed(diaries):
    source = CalendarSource.objects.first()
    source.address = "https://calendar.example/secret-word"
    source.save()
    source = CalendarSource.objects.get(pk=source.pk)
    assert source.address == "https://calendar.example/secret-word"
    assert b"secret-word" not in bytes(source.sealed)


def test_the_trail_names_nobody_outside_the_council(diaries):
    kept = Term.objects.create(
        name="Spring term", first_on=MONDAY.date(), last_on=MONDAY.date()
    )
    with transaction.atomic():
        for row in (diaries.diaries["hidden"], diaries.diaries["room"], kept):
            record(by=diaries.sam, action="test", subject=row)
    told = [line.about for line in in_words(diaries.adi, AuditEntry.objects.all())]
    pk = diaries.diaries["hidden"].pk
    assert told == [
        f"Diary {pk} of a person outside", "Diary of Ash room", "Spring term"
    ]  # fmt: skip


REFUSED = {
    "a room without seats": lambda town: Resource(kind="room", name="Cupboard"),
    "a chair with seats": lambda town: Resource(kind="chair", name="Ida", capacity=3),
    "nobody": lambda town: Resource(kind="chair", name=""),
    "an adult within the council": lambda town: Resource(
        kind="person", name="Eve", adult=Adult.objects.create(name="E", added_by=town.sam)
    ),
    "hours that end before they begin": lambda town: Availability(
        resource=town.diaries["wes"], weekday=0, starts=time(9), ends=time(9),
        since=MONDAY.date(), noted_by=town.sam,
    ),
    "a constraint on everything": lambda town: FamilyConstraint(
        child=town.robin, said_by="Mother", said_on=MONDAY.date(),
        since=MONDAY.date(), noted_by=town.sam,
    ),
    "a person twice": lambda town: Resource(kind="chair", name="Wes", user=town.wes),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_itself_refuses(diaries, what):
    row = REFUSED[what](diaries)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()

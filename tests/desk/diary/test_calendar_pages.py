"""Calendars, terms and what families said, as people keep them on the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary.models import (
    Busy,
    CalendarSource,
    FamilyConstraint,
    Resource,
    Term,
)
from alongside.desk.diary.tasks import expect_calendars, read_calendars, read_one
from alongside.desk.said import day_said

SECRET = "a-secret-that-opens-it"
ADDRESS = f"https://calendar.example/{SECRET}.ics"


@pytest.fixture
def nia(town):
    town.nia = Resource.objects.create(kind="person", name="Nia Vale", user=town.wes)
    town.page = f"/diary/diaries/{town.nia.pk}/"
    return town


def words(answer) -> str:
    return answer.content.decode()


def test_an_address_is_added_and_shown_to_nobody_again(client, nia):
    client.force_login(nia.asha)
    typed = {"kind": "icalendar", "address": ADDRESS}
    shown = client.post(f"{nia.page}calendar/", typed, follow=True)
    assert "The calendar was added" in words(shown) and "Not read yet" in words(shown)
    assert SECRET not in words(shown)
    client.force_login(nia.sef)
    assert SECRET not in words(client.get("/diary/calendars/"))
    assert SECRET not in str(list(AuditEntry.objects.values()))
    assert CalendarSource.objects.get().address == ADDRESS


def test_an_address_that_is_none_is_told_beside_the_field(client, nia):
    client.force_login(nia.asha)
    typed = {"kind": "icalendar", "address": "http://calendar.example/x.ics"}
    shown = words(client.post(f"{nia.page}calendar/", typed))
    assert "The address must begin with https://" in shown
    assert not CalendarSource.objects.exists()


def test_a_file_is_read_on_the_page_and_stopped(client, nia):
    day = f"{timezone.localdate() + timedelta(days=1):%Y%m%d}"
    told = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Marker7391\r\n"
        f"DTSTART:{day}T090000Z\r\nDTEND:{day}T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    client.force_login(nia.wes)  # in his own diary
    file = SimpleUploadedFile("Marker7391.ics", told.encode())
    shown = words(client.post(f"{nia.page}calendar/file/", {"file": file}, follow=True))
    assert "The calendar was read" in shown and "Marker7391" not in shown
    assert Busy.objects.count() == 1
    source = CalendarSource.objects.get()
    stopped = client.post(f"/diary/calendars/{source.pk}/stop/", follow=True)
    assert "its times are gone" in words(stopped)
    assert not Busy.objects.exists()
    assert client.post(f"/diary/calendars/{source.pk}/stop/").status_code == 404


def test_what_is_no_calendar_is_told(client, nia):
    client.force_login(nia.asha)
    file = SimpleUploadedFile("x.ics", b"Dear all")
    shown = words(client.post(f"{nia.page}calendar/file/", {"file": file}))
    assert "The calendar cannot be read" in shown


def test_the_page_of_calendars_tells_first_which_cannot_be_read(client, nia):
    good = CalendarSource(resource=nia.nia, kind="file", added_by=nia.sef)
    good.save()
    other = Resource.objects.create(kind="room", name="Ash room", capacity=4)
    broken = CalendarSource(resource=other, kind="caldav", added_by=nia.sef)
    broken.problem, broken.flags = "Nobody answers.", ["Odd."]
    broken.save()
    client.force_login(nia.sef)
    shown = words(client.get("/diary/calendars/"))
    assert "1 of them cannot be read" in shown and "Nobody answers." in shown
    assert shown.index("Ash room") < shown.index("Nia Vale") and "Odd." in shown


def test_calendars_are_read_again_in_the_background(nia, web, here):
    source = CalendarSource(resource=nia.nia, kind="icalendar", added_by=nia.sef)
    source.address = f"{web.url}/x.ics"
    source.save()
    web.answers["/x.ics"] = 200, {}, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    expect_calendars()
    expect_calendars()
    asked = DBTaskResult.objects.filter(task_path=read_calendars.module_path)
    each = DBTaskResult.objects.filter(task_path=read_one.module_path)
    assert asked.count() == 1
    asked.all().delete()
    read_calendars.func()
    assert asked.get().run_after > timezone.now() + timedelta(minutes=14)
    read_calendars.func()  # nothing is asked twice while it waits
    assert (asked.count(), each.count()) == (1, 1)
    assert each.get().priority < 0  # messages leave before
    assert each.get().args_kwargs["args"] == [source.pk]
    read_one.func(source.pk)
    source.refresh_from_db()
    assert source.read_at and not source.problem
    read_one.func(source.pk + 1)  # one that was removed meanwhile
    assert len(web.asked) == 1


def test_terms_are_added_by_those_who_keep_diaries(client, nia):
    typed = {"name": "Spring 2027", "first_on": "5 1 2027", "last_on": "12 2 2027"}
    client.force_login(nia.asha)
    assert client.post("/diary/terms/", typed).status_code == 403
    client.force_login(nia.sef)
    assert "Spring 2027" in words(client.post("/diary/terms/", typed, follow=True))
    again = typed | {"name": "Another", "first_on": "12 2 2027", "last_on": "1 3 2027"}
    shown = words(client.post("/diary/terms/", again))
    assert "Another term runs on some of these days" in shown
    term = Term.objects.get()
    assert (term.first_on, term.last_on) == (date(2027, 1, 5), date(2027, 2, 12))
    client.post(f"/diary/terms/{term.pk}/remove/")
    assert not Term.objects.exists()


SAID = {
    "weekday": "1", "said_by": "Mother, by telephone", "said_on": "2 3 2026",
    "since": "2 3 2026",
}  # fmt: skip


def test_what_a_family_said_is_noted_with_who_said_so_and_ended(client, nia):
    client.force_login(nia.asha)
    page = f"/diary/families/{nia.robin.pk}/"
    shown = words(client.post(page, SAID, follow=True))
    assert "Tuesday" in shown and "Mother, by telephone, 2 March 2026" in shown
    said = FamilyConstraint.objects.get()
    shown = words(client.post(f"/diary/families/said/{said.pk}/end/", follow=True))
    assert "It holds no more" in shown and "Mother, by telephone" not in shown
    said.refresh_from_db()
    assert said.until == timezone.localdate() - timedelta(days=1)
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert {"add constraint", "end constraint"} <= set(actions)
    assert "see when a family can meet" in actions


@pytest.mark.parametrize(
    "typed, told",
    [
        ({"weekday": ""}, "Say on which day, or at which times"),
        ({"starts": "10:00", "ends": "9:00"}, "Enter a time after the first"),
        ({"said_on": "2 3 2099"}, "Enter a day that is not to come"),
        ({"starts": "25:00"}, "Enter a time, like 8:30am"),
        ({"said_by": ""}, "Enter who said so"),
    ],
)
def test_what_cannot_be_noted_is_told(client, nia, typed, told):
    client.force_login(nia.asha)
    shown = words(client.post(f"/diary/families/{nia.robin.pk}/", SAID | typed))
    assert told in shown
    assert not FamilyConstraint.objects.exists()


def test_a_restricted_child_s_family_is_as_if_not_there(client, nia):
    FamilyConstraint.objects.create(
        child=nia.hidden, weekday=1, said_by="Mother", said_on=date(2026, 3, 2),
        since=date(2026, 3, 2), noted_by=nia.sam,
    )  # fmt: skip
    client.force_login(nia.asha)
    for child in (nia.hidden, nia.skye):
        page = f"/diary/families/{child.pk}/"
        assert client.get(page).status_code == 404
        assert client.post(page, SAID).status_code == 404
    assert FamilyConstraint.objects.count() == 1


ENTRY = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:{day:%Y%m%d}T100000Z
DTEND:{day:%Y%m%d}T110000Z
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("ahead", "told"),
    [(3, "1 busy time from"), (-400, "it is busy at no time from")],
)
def test_how_much_a_file_told_is_said(client, nia, ahead, told):
    """A file of last year is read without a fault, and tells nothing of this one."""
    today = timezone.localdate()
    entry = ENTRY.format(day=today + timedelta(days=ahead)).encode()
    client.force_login(nia.sef)
    resource = Resource.objects.create(kind="outside", name="Nurse")
    page = f"/diary/diaries/{resource.pk}/calendar/file/"
    sent = SimpleUploadedFile("nurse.ics", entry, "text/calendar")
    shown = words(client.post(page, {"file": sent}, follow=True))
    assert f"{told} {day_said(today - timedelta(days=14))} to" in shown

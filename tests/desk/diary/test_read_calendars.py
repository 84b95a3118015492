"""Calendars read from a file, an address, CalDAV and Graph: what is kept, and what never is."""

from __future__ import annotations

import json
import logging
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary import graph
from alongside.desk.diary.calendar_actions import (
    add_calendar,
    stop_calendar,
    upload_calendar,
)
from alongside.desk.diary.fetching import NOT_WEB, REFUSED
from alongside.desk.diary.models import Busy, CalendarSource, Resource
from alongside.desk.diary.only_times import CUT_OFF
from alongside.desk.diary.reading_actions import read_calendar
from alongside.desk.messages.models import Message
from tests.radicale_server import NAME, PASSWORD, put, radicale

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MARKER = "Marker7391"


def calendar(*events: str) -> bytes:
    """A calendar whose every text has the marker in it."""
    told = "".join(
        f"BEGIN:VEVENT\nUID:{MARKER}-{uuid4()}\nDTSTAMP:20260101T000000Z\n{event}\n"
        f"SUMMARY:{MARKER} conference\nLOCATION:{MARKER} house\nDESCRIPTION:about {MARKER}\n"
        f"ATTENDEE;CN={MARKER}:mailto:{MARKER}@example.com\nEND:VEVENT\n"
        for event in events
    )
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:{MARKER}\n{told}END:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


ONE = "DTSTART:20260303T090000Z\nDTEND:20260303T100000Z"
TWO = "DTSTART:20260304T130000Z\nDTEND:20260304T140000Z\nSTATUS:TENTATIVE"


@pytest.fixture
def nia(town, here):
    town.nia = Resource.objects.create(kind="person", name="Nia", user=town.wes)
    return town


def added(town, kind: str, address: str) -> CalendarSource:
    return add_calendar(by=town.sef, resource=town.nia, kind=kind, address=address)


def read_all(now: datetime) -> int:
    """Read each that has an address; return how many could not be."""
    sources = CalendarSource.objects.read_again().order_by("pk")
    return sum(not read_calendar(source=source, now=now) for source in sources)


def times() -> list[tuple[str, str]]:
    found = Busy.objects.in_order()
    return [
        (f"{each.starts_at:%d %H:%M}-{each.ends_at:%H:%M}", each.status)
        for each in found
    ]


def nowhere_kept(marker: str) -> None:
    """Search every column of every row of the database for a marker."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            held = " ".join(
                str(bytes(v) if isinstance(v, memoryview) else v) for v in row.values()
            )
            assert marker.lower() not in held.lower(), model


@pytest.fixture
def in_march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_a_file_is_read_for_its_times_alone(nia, in_march, caplog):
    caplog.set_level(logging.DEBUG)
    file = SimpleUploadedFile(f"{MARKER}.ics", calendar(ONE, TWO))
    upload_calendar(by=nia.sef, resource=nia.nia, file=file)
    assert Busy.objects.count() == 2
    nowhere_kept(MARKER)
    assert MARKER not in caplog.text


def test_another_file_stands_for_the_one_before(nia, in_march):
    upload_calendar(
        by=nia.sef, resource=nia.nia, file=SimpleUploadedFile("a", calendar(ONE))
    )
    upload_calendar(
        by=nia.sef, resource=nia.nia, file=SimpleUploadedFile("b", calendar(TWO))
    )
    assert times() == [("04 13:00-14:00", "tentative")]
    assert CalendarSource.objects.in_use().count() == 1


def test_a_file_that_breaks_off_is_refused_and_changes_nothing(nia, in_march):
    upload_calendar(
        by=nia.sef, resource=nia.nia, file=SimpleUploadedFile("a", calendar(ONE))
    )
    broken = SimpleUploadedFile("b", calendar(TWO)[:-20])
    with pytest.raises(ValidationError, match="breaks off"):
        upload_calendar(by=nia.sef, resource=nia.nia, file=broken)
    assert times() == [("03 09:00-10:00", "busy")]


def test_an_address_is_read_and_read_anew(nia, web, caplog):
    caplog.set_level(logging.DEBUG)
    secret = "a-secret-that-opens-it"
    source = added(nia, "icalendar", f"{web.url}/{secret}.ics")
    web.answers[f"/{secret}.ics"] = 200, {}, calendar(ONE)
    assert read_all(NOW) == 0
    assert times() == [("03 09:00-10:00", "busy")]
    web.answers[f"/{secret}.ics"] = 200, {}, calendar(TWO)
    read_all(NOW + timedelta(minutes=15))
    assert times() == [("04 13:00-14:00", "tentative")]
    source.refresh_from_db()
    assert (source.problem, source.read_at) == ("", NOW + timedelta(minutes=15))
    nowhere_kept(MARKER)
    nowhere_kept(secret)
    ours = [each for each in caplog.records if not each.name.startswith("urllib3")]
    assert MARKER not in caplog.text
    assert not [each for each in ours if secret in each.getMessage()]


def test_the_log_of_the_web_is_kept_to_what_has_gone_wrong(settings):
    """Its lines of less weight hold whole addresses."""
    assert settings.LOGGING["loggers"]["urllib3"]["level"] == "ERROR"


def test_what_was_read_stays_while_a_calendar_is_broken_and_somebody_is_told(nia, web):
    source = added(nia, "icalendar", f"{web.url}/x.ics")
    web.answers["/x.ics"] = 200, {}, calendar(ONE)
    read_all(NOW)
    later = NOW + timedelta(minutes=15)
    web.answers["/x.ics"] = 200, {}, calendar(TWO)[:-20]
    assert read_all(later) == 1
    assert read_all(later + timedelta(minutes=15)) == 1
    source.refresh_from_db()
    assert (source.problem, source.read_at) == (CUT_OFF, NOW)
    assert times() == [("03 09:00-10:00", "busy")]
    told = Message.objects.get()  # once, not at each time that it is tried
    assert told.to == nia.sef and CUT_OFF in told.body
    assert "Nia" not in told.subject + told.body
    web.answers["/x.ics"] = 200, {}, calendar(TWO)
    assert read_all(later + timedelta(minutes=30)) == 0
    source.refresh_from_db()
    assert source.problem == ""


def test_nothing_is_half_replaced(nia, web, monkeypatch):
    added(nia, "icalendar", f"{web.url}/x.ics")
    web.answers["/x.ics"] = 200, {}, calendar(ONE)
    read_all(NOW)
    web.answers["/x.ics"] = 200, {}, calendar(TWO)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(Busy.objects, "bulk_create", killed)
    with pytest.raises(KeyboardInterrupt):
        read_all(NOW)
    assert times() == [("03 09:00-10:00", "busy")]


def test_one_that_cannot_be_read_keeps_no_other_from_being(nia, web):
    added(nia, "icalendar", f"{web.url}/gone.ics")
    added(nia, "icalendar", f"{web.url}/x.ics")
    web.answers["/x.ics"] = 200, {}, calendar(ONE)
    assert read_all(NOW) == 1
    assert times() == [("03 09:00-10:00", "busy")]
    problems = CalendarSource.objects.order_by("pk").values_list("problem", flat=True)
    assert list(problems) == [REFUSED[404], ""]


def test_a_stopped_calendar_is_forgotten(nia, web):
    source = added(nia, "icalendar", f"{web.url}/x.ics")
    web.answers["/x.ics"] = 200, {}, calendar(ONE)
    read_all(NOW)
    stop_calendar(by=nia.sef, source=source)
    source.refresh_from_db()
    assert not Busy.objects.exists() and source.address == ""
    web.asked.clear()
    assert read_all(NOW) == 0 and not web.asked
    with pytest.raises(ValidationError, match="stopped before"):
        stop_calendar(by=nia.sef, source=source)
    said = AuditEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(said) == ["add calendar", "stop calendar"]


def test_an_address_that_is_none_is_refused_as_it_is_typed(nia):
    with pytest.raises(ValidationError, match="must begin with https"):
        added(nia, "caldav", "calendar.example")
    assert NOT_WEB.startswith("The address must begin with https://")


@pytest.mark.slow
def test_radicale_is_read_by_caldav(nia, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    weekly = (
        "DTSTART;TZID=Europe/London:20260316T093000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/London:20260323T093000"
    )
    with radicale(tmp_path) as address:
        ours = f"{address}diary/"
        put(ours, "one", calendar(ONE))
        put(ours, "weekly", calendar(weekly))
        put(ours, "whole-day", calendar("DTSTART;VALUE=DATE:20260401"))
        put(ours, "cancelled", calendar(f"{ONE}\nSTATUS:CANCELLED"))
        put(ours, "past", calendar("DTSTART:20250303T090000Z\nDURATION:PT1H"))
        signed = ours.replace("//", f"//{NAME}:{PASSWORD.replace(' ', '%20')}@", 1)
        source = added(nia, "caldav", signed)
        assert read_calendar(source=source, now=NOW)
        assert [f"{each.starts_at:%d %b %H:%M}" for each in Busy.objects.in_order()] == [
            "03 Mar 09:00", "16 Mar 09:30", "30 Mar 08:30", "31 Mar 23:00", "06 Apr 08:30",
        ]  # fmt: skip
        unsigned = added(nia, "caldav", signed.replace("word", "other"))
        assert not read_calendar(source=unsigned, now=NOW)
        unsigned.refresh_from_db()
        assert unsigned.problem in {REFUSED[401], REFUSED[403]}
        nothing = added(nia, "caldav", signed.replace("diary/", "none/"))
        assert not read_calendar(source=nothing, now=NOW)
    nowhere_kept(MARKER)
    assert MARKER not in caplog.text


def test_a_server_that_keeps_an_entry_back_is_not_taken_for_free(nia, web):
    source = added(nia, "caldav", f"{web.url}/calendar/")
    held = (
        '<multistatus xmlns="DAV:"><response><href>/a.ics</href><propstat><prop/>'
        "<status>HTTP/1.1 403 Forbidden</status></propstat></response></multistatus>"
    )
    web.answers["/calendar/"] = 207, {}, held.encode()
    assert not read_calendar(source=source, now=NOW)
    source.refresh_from_db()
    assert "keeps back an entry" in source.problem
    (asked,) = web.asked
    assert asked.by == "REPORT" and asked.headers["Depth"] == "1"
    assert (
        b'<C:time-range start="20260215T000000Z" end="20260919T000000Z"/>' in asked.body
    )


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"<html>", b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    ],
)  # fmt: skip
def test_what_is_no_answer_of_caldav(nia, web, answer):
    source = added(nia, "caldav", f"{web.url}/calendar/")
    web.answers["/calendar/"] = 207, {}, answer
    assert not read_calendar(source=source, now=NOW)
    source.refresh_from_db()
    assert source.problem.startswith("There is no calendar at the address")


@pytest.fixture
def microsoft(nia, web, settings):
    """A server that answers as Microsoft's pages of getSchedule show."""
    settings.GRAPH_TENANT, settings.GRAPH_CLIENT = "our-tenant", "our-client"
    settings.GRAPH_SECRET = "our secret"
    settings.GRAPH_URL, settings.GRAPH_SIGN_IN = f"{web.url}/v1.0", f"{web.url}/sign-in"
    token = {"token_type": "Bearer", "expires_in": 3599, "access_token": "a-token"}
    web.answers["/sign-in/our-tenant/oauth2/v2.0/token"] = (
        200, {}, json.dumps(token).encode(),
    )  # fmt: skip
    return web


SCHEDULE = "/v1.0/users/nia%40council.example/calendar/getSchedule"


def item(status: str, starts: str, ends: str) -> dict:
    zone = {"timeZone": "UTC"}
    return {
        "isPrivate": True, "status": status, "subject": f"{MARKER} review", "location": MARKER,
        "start": {"dateTime": f"{starts}.0000000", **zone},
        "end": {"dateTime": f"{ends}.0000000", **zone},
    }  # fmt: skip


def schedule(*items: dict) -> bytes:
    told = {
        "scheduleId": "nia@council.example", "availabilityView": "022", "scheduleItems": items,
        "workingHours": {"startTime": "08:00:00.0000000"},
    }  # fmt: skip
    return json.dumps({"@odata.context": "x", "value": [told]}).encode()


def test_microsoft_is_asked_for_all_days_in_parts_that_it_takes(nia, microsoft, caplog):
    caplog.set_level(logging.DEBUG)
    items = (
        item("busy", "2026-03-03T09:00:00", "2026-03-03T10:00:00"),
        item("oof", "2026-03-04T00:00:00", "2026-03-05T00:00:00"),
        item("Tentative", "2026-03-05T09:00:00", "2026-03-05T10:00:00"),
        item("workingElsewhere", "2026-03-06T09:00:00", "2026-03-06T10:00:00"),
        item("free", "2026-03-07T09:00:00", "2026-03-07T10:00:00"),
    )
    microsoft.answers[SCHEDULE] = 200, {}, schedule(*items)
    source = added(nia, "graph", "nia@council.example")
    assert read_calendar(source=source, now=NOW)
    assert [status for _, status in times()] == [
        "busy",
        "away",
        "tentative",
        "elsewhere",
    ]
    signing_in, *asked = microsoft.asked
    assert parse_qs(signing_in.body.decode()) == {
        "grant_type": ["client_credentials"], "client_id": ["our-client"],
        "client_secret": ["our secret"], "scope": ["https://graph.microsoft.com/.default"],
    }  # fmt: skip
    parts = [json.loads(each.body) for each in asked]
    moments = [
        tuple(
            datetime.fromisoformat(part[end]["dateTime"])
            for end in ("startTime", "endTime")
        )
        for part in parts
    ]
    assert moments[0][0] == datetime(2026, 2, 16)
    assert moments[-1][1] == datetime(2026, 9, 18, 23)  # London's midnight, in summer
    assert all(ends - starts < timedelta(42) for starts, ends in moments)
    assert [ends for _, ends in moments[:-1]] == [starts for starts, _ in moments[1:]]
    assert {each.headers["Authorization"] for each in asked} == {"Bearer a-token"}
    assert {each.headers["Prefer"] for each in asked} == {'outlook.timezone="UTC"'}
    assert all(part["schedules"] == ["nia@council.example"] for part in parts)
    nowhere_kept(MARKER)
    assert MARKER not in caplog.text and "a-token" not in caplog.text


WRONG = {
    "somebody that nobody knows": (
        json.dumps({"value": [{"scheduleId": "x", "error": {"message": MARKER}}]}),
        graph.NO_MAILBOX,
    ),
    "nobody": (json.dumps({"value": []}), graph.NOT_AS_SAID),
    "no words of JSON": ("<html>", graph.NOT_AS_SAID),
    "a list": ("[]", graph.NOT_AS_SAID),
    "another zone": (
        schedule(
            item("busy", "2026-03-03T09:00:00", "2026-03-03T10:00:00")
            | {"start": {"dateTime": "2026-03-03T09:00:00", "timeZone": "Pacific Standard Time"}}
        ).decode(),
        graph.NOT_AS_SAID,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_microsoft_answers_otherwise(nia, microsoft, what):
    answer, said = WRONG[what]
    microsoft.answers[SCHEDULE] = 200, {}, answer.encode()
    source = added(nia, "graph", "nia@council.example")
    assert not read_calendar(source=source, now=NOW)
    source.refresh_from_db()
    assert source.problem == said
    nowhere_kept(MARKER)


def test_microsoft_is_not_set_up(nia, web):
    source = added(nia, "graph", "nia@council.example")
    assert not read_calendar(source=source, now=NOW)
    source.refresh_from_db()
    assert source.problem == graph.NOT_SET


def test_days_are_london_s_on_both_sides_of_the_summer():
    first, last = date(2026, 3, 28), date(2026, 3, 29)
    ((starts, ends),) = graph._parts(first, last)
    assert (ends - starts) == timedelta(hours=47)

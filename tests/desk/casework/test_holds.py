"""Holds and states: what waits until a day, what is arranged, what is still not recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.models import Due, Hold, Mark
from alongside.desk.casework.owner_actions import end_holds, hold_dues, mark_dues

pytestmark = pytest.mark.usefixtures("today", "home")

LIST = "/timescales/"
MANY = "/timescales/mark/"


def text(answer) -> str:
    return unescape(answer.content.decode())


def listed(client, asked: str = "") -> list[int]:
    return [due.pk for due in client.get(f"{LIST}?{asked}").context["dues"]]


def counts(client, asked: str = "") -> dict[str, int]:
    """The count beside each state."""
    states = client.get(f"{LIST}?{asked}").context["listing"].states
    return {each.code: each.count for each in states}


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


def test_what_is_held_stands_last_and_is_still_counted(asha, town, clock_of):
    held, late, later = (clock_of(town.robin, n) for n in (-5, -1, 3))
    said = {"kind": "hold", "until": "20 3 2026", "note": "The family is abroad."}
    page = text(asha.post(f"{LIST}{held.pk}/", said, follow=True))
    assert "1 timescale was put on hold until 20 March 2026." in page
    assert listed(asha) == [late.pk, later.pk, held.pk]
    assert listed(asha, "when=overdue") == [late.pk, held.pk]
    page = text(asha.get(f"{LIST}?when=overdue"))
    assert "Overdue (2)" in page
    assert "1 of these is on hold" in page
    assert "On hold until 20 Mar 2026" in page and "The family is abroad." in page
    assert listed(asha, "hold=on") == [held.pk]
    assert listed(asha, "hold=off") == [late.pk, later.pk]
    assert asha.get("/").context["groups"][1].count == 2
    assert [due.pk for due in asha.get("/").context["first"]] == [late.pk]


def test_a_hold_ends_by_itself_on_its_day(asha, town, clock_of, monkeypatch):
    held, other = clock_of(town.robin, -5), clock_of(town.robin, -1)
    hold_dues(by=town.asha, dues=[held], until=date(2026, 3, 20), why="Abroad")
    for day, front in ((date(2026, 3, 19), other), (date(2026, 3, 20), held)):
        monkeypatch.setattr(timezone, "localdate", lambda *args, day=day: day)
        assert listed(asha)[0] == front.pk, day
        assert listed(asha, "hold=on") == ([held.pk] if front == other else [])
    assert "On hold until 20 March 2026" in text(asha.get(f"{LIST}{held.pk}/"))


def test_a_hold_is_ended_early_and_the_history_keeps_both(asha, town, clock_of):
    due = clock_of(town.robin)
    hold_dues(by=town.mo, dues=[due], until=date(2026, 3, 20), why="Abroad")
    page = text(asha.post(f"{LIST}{due.pk}/", {"kind": "release"}, follow=True))
    assert "The hold of 1 timescale was ended." in page
    assert page.index("<h3>Hold ended</h3>") < page.index("<h3>On hold until 20 March")
    hold = Hold.objects.get()
    assert (hold.by, hold.ended_by) == (town.mo, town.asha)
    assert listed(asha, "hold=on") == []
    done = AuditEntry.objects.exclude(action="see timescale").order_by("sequence")
    assert [entry.action for entry in done] == ["hold timescale", "end hold"]


def test_a_second_hold_ends_the_first(town, clock_of):
    due = clock_of(town.robin)
    hold_dues(by=town.mo, dues=[due], until=date(2026, 3, 20), why="Abroad")
    hold_dues(by=town.asha, dues=[due], until=date(2026, 3, 25), why="Longer")
    due.refresh_from_db()
    assert due.hold.why == "Longer"
    assert Hold.objects.get(why="Abroad").ended_by == town.asha


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"until": "", "note": "Abroad"}, "Enter the day it comes back"),
        ({"until": "10 3 2026", "note": "Abroad"}, "The day it comes back must be later than today"),
        ({"until": "9 7 2026", "note": "Abroad"}, "The day it comes back is 121 days away; the most is 120."),
        ({"until": "20 3 2026", "note": " "}, "Say in the note why it waits"),
        ({"until": "31 2 2026", "note": "Abroad"}, "must be a real date"),
    ],
)  # fmt: skip
def test_a_hold_needs_an_end_and_a_reason(asha, town, clock_of, said, sentence):
    due = clock_of(town.robin)
    for where, more in ((f"{LIST}{due.pk}/", {}), (MANY, {"due": due.pk})):
        assert sentence in text(asha.post(where, said | more | {"kind": "hold"}))
    assert not Hold.objects.exists()


def test_the_longest_hold_is_taken(town, clock_of, today):
    hold_dues(by=town.asha, dues=[clock_of(town.robin)], until=today + timedelta(120), why="x")  # fmt: skip


def test_what_is_not_held_cannot_be_let_go(asha, town, clock_of):
    due = clock_of(town.robin)
    page = text(asha.post(f"{LIST}{due.pk}/", {"kind": "release"}))
    assert "None of these timescales is on hold." in page


def test_many_are_held_and_let_go_at_once(asha, town, clock_of):
    dues = [clock_of(town.robin, n) for n in range(3)]
    keys = [due.pk for due in dues]
    said = {"kind": "hold", "until": "20 3 2026", "note": "Abroad", "due": keys}
    assert "3 timescales were put on hold" in text(asha.post(MANY, said, follow=True))
    assert len(listed(asha, "hold=on")) == 3
    end_holds(by=town.asha, dues=dues[:2])
    assert listed(asha, "hold=on") == [dues[2].pk]
    assert AuditEntry.objects.filter(action="end hold").count() == 2


def test_the_database_refuses_a_hold_without_end_or_reason(town, clock_of, today):
    said = {"due": clock_of(town.robin), "by": town.asha, "on": today}
    for wrong in ({"until": today, "why": "x"}, {"until": today + timedelta(1), "why": ""}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Hold.objects.create(**said, **wrong)


def test_an_arranged_clock_says_for_which_day(asha, town, clock_of):
    due = clock_of(town.robin, -1)
    said = {"kind": "arranged", "arranged_for": "12 3 2026", "note": "Room booked"}
    page = text(asha.post(f"{LIST}{due.pk}/", said, follow=True))
    assert "<h3>Arranged for 12 March 2026</h3>" in page
    assert "Arranged</strong> for Thu 12 Mar 2026" in text(asha.get(LIST))
    assert listed(asha, "state=arranged") == [due.pk]
    assert "Arranged for 12 March 2026" in str(
        asha.get("/timescales/export/").content and _sheet(asha)
    )


def _sheet(client) -> list:
    from io import BytesIO

    from openpyxl import load_workbook

    answer = client.get("/timescales/export/")
    return list(load_workbook(BytesIO(answer.content)).active.values)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Enter the day it is arranged for"),
        ({"arranged_for": "4 1 2026"}, "The day it is arranged for has passed. Enter a day from today on, or say that it was done."),
        ({"arranged_for": "9 3 2026"}, "The day it is arranged for has passed."),
        ({"arranged_for": "9 7 2026"}, "The day it is arranged for is 121 days away; the most is 120."),
        ({"arranged_for": "1 1 2031"}, "Choose an earlier day."),
    ],
)  # fmt: skip
def test_arranged_needs_a_day_that_can_be(asha, town, clock_of, said, sentence):
    due = clock_of(town.robin)
    assert sentence in text(asha.post(f"{LIST}{due.pk}/", said | {"kind": "arranged"}))
    assert not Mark.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(due=due, by=town.asha, kind="arranged")


@pytest.mark.parametrize("day", [date(2026, 3, 10), date(2026, 7, 8)])
def test_it_is_arranged_for_today_or_up_to_120_days_ahead(town, clock_of, day):
    due = clock_of(town.robin)
    mark_dues(by=town.asha, dues=[due], kind="arranged", arranged_for=day)
    assert due.marks.get().arranged_for == day


def test_what_was_arranged_comes_back_when_its_day_has_passed(
    asha, town, clock_of, today
):
    due, done = clock_of(town.robin, -1), clock_of(town.robin, -2)
    for each in (due, done):
        mark_dues(by=town.asha, dues=[each], kind="arranged", arranged_for=today)
    flag, title = "Was arranged for 3 March 2026", "Arranged for a day that has passed"
    assert listed(asha, "state=lapsed") == [] and counts(asha)["lapsed"] == 0
    assert title not in text(asha.get("/"))
    Mark.objects.update(arranged_for=date(2026, 3, 3))
    mark_dues(by=town.asha, dues=[done], kind="awaiting")
    assert listed(asha, "state=lapsed") == [due.pk] and counts(asha)["lapsed"] == 1
    for where in ("/", f"{LIST}?state=lapsed", LIST, f"{LIST}{due.pk}/"):
        assert text(asha.get(where)).count(flag) == 1, where
    assert title in text(asha.get("/"))
    assert flag in str(_sheet(asha))
    Due.objects.filter(pk=due.pk).update(status="met", completed_on=date(2026, 3, 4))
    assert listed(asha, "state=lapsed") == []
    assert flag not in text(asha.get(f"{LIST}?state=recorded"))


def test_each_state_comes_of_what_was_said_and_counts_its_list(asha, town, clock_of):
    kinds = {
        "asked": {}, "arranged": {"arranged_for": date(2026, 3, 12)},
        "awaiting": {}, "wrong": {"note": "A sibling's"}, "note": {"note": "Knows"},
    }  # fmt: skip
    for kind, said in kinds.items():
        for day in (-1, 5):
            mark_dues(by=town.mo, dues=[clock_of(town.robin, day)], kind=kind, **said)
    clock_of(town.robin)
    done = clock_of(town.robin)
    mark_dues(by=town.mo, dues=[done], kind="asked")
    Due.objects.filter(pk=done.pk).update(status="met", completed_on=date(2026, 3, 9))
    clock_of(
        town.robin, status="met", completed_on=date(2026, 3, 9)
    )  # nobody spoke of it
    clock_of(town.skye)
    for asked in (
        "",
        "when=overdue",
        f"team={town.north.pk}&rule=S47_ICPC",
        "owner=mine",
    ):
        found = counts(asha, asked)
        for code, count in found.items():
            own = f"{asked}&state={code}"
            count = counts(asha, own)[code] if count is None else count
            assert len(listed(asha, own)) == count, own
    assert counts(asha) == {
        "to_ask": 3, "asked": 2, "arranged": 2, "awaiting": 2, "queried": 2,
        "lapsed": 0, "unrecorded": 0, "recorded": None,
    }  # fmt: skip
    assert listed(asha, "state=recorded") == [done.pk]
    assert "Recorded</strong>" in text(asha.get(f"{LIST}?state=recorded"))


def test_a_note_leaves_the_state_as_it_is(town, clock_of):
    due = clock_of(town.robin)
    mark_dues(by=town.asha, dues=[due], kind="asked")
    mark_dues(by=town.asha, dues=[due], kind="note", note="She is on leave")
    due.refresh_from_db()
    assert due.mark.kind == "asked"
    assert due.marks.count() == 2


def marked_done(town, due, day: date) -> None:
    """Mark a clock done as on a day at noon."""
    mark_dues(by=town.asha, dues=[due], kind="awaiting")
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    Mark.objects.filter(due=due).update(at=at)


@pytest.mark.parametrize(
    ("said_on", "days"),
    [
        (date(2026, 3, 4), 0),  # Wednesday: Thu, Fri, Mon, Tue are four working days
        (date(2026, 3, 3), 5),  # Tuesday a week ago
        (date(2026, 3, 1), 7),  # a Sunday: five days of that week, and two of this
        (date(2026, 2, 27), 7),  # the Friday before it
    ],
)
def test_what_is_done_comes_back_when_it_is_still_not_recorded(
    asha, town, clock_of, said_on, days
):
    """Today is Tuesday 10 March, and the export of this morning shows it open."""
    due = clock_of(town.robin, -1)
    marked_done(town, due, said_on)
    flag = f"Still not recorded after {days} working days"
    for where in (f"{LIST}?state=awaiting", f"{LIST}{due.pk}/"):
        assert (flag in text(asha.get(where))) is bool(days), where
    assert listed(asha, "state=unrecorded") == ([due.pk] if days else [])
    assert counts(asha)["unrecorded"] == bool(days)
    today = text(asha.get("/"))
    assert ("Still not recorded after the agreed days" in today) is bool(days)


def test_an_export_of_before_the_agreed_days_accuses_nobody(
    asha, town, clock_of, extract
):
    """The case system was last asked two working days after it was done."""
    due = clock_of(town.robin, -1)
    marked_done(town, due, date(2026, 2, 26))
    extract.as_at = date(2026, 3, 2)
    extract.save()
    assert listed(asha, "state=unrecorded") == []
    extract.as_at = date(2026, 3, 5)
    extract.save()
    assert listed(asha, "state=unrecorded") == [due.pk]


def test_a_list_exported_long_ago_accuses_nobody(asha, town, clock_of, extract):
    """Conferences were last exported two working days after it was done."""
    due = clock_of(town.robin, -1)
    marked_done(town, due, date(2026, 2, 26))
    extract.days = {
        "ssd_s47_enquiry": "2026-03-10", "ssd_initial_cp_conference": "2026-03-02",
        "ssd_cin_visits": "2026-03-10",
    }  # fmt: skip
    extract.save()
    assert listed(asha, "state=unrecorded") == []
    assert "Still not recorded after" not in text(asha.get(f"{LIST}{due.pk}/"))
    extract.days = {name: "2026-03-10" for name in extract.days}
    extract.save()
    assert listed(asha, "state=unrecorded") == [due.pk]


def test_the_agreed_days_are_the_councils(asha, town, clock_of, settings):
    due = clock_of(town.robin, -1)
    marked_done(town, due, date(2026, 3, 3))
    settings.RECORDING_DAYS = 6
    assert listed(asha, "state=unrecorded") == []
    settings.RECORDING_DAYS = 4
    assert listed(asha, "state=unrecorded") == [due.pk]


def test_closed_clocks_are_not_held(town, clock_of):
    due = clock_of(town.robin, status="met")
    with pytest.raises(ValidationError, match="no longer open"):
        hold_dues(by=town.asha, dues=[due], until=date(2026, 3, 20), why="x")

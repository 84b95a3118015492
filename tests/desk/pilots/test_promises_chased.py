"""Promises to report back: on Today, and written about until they are kept."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape

import pytest
from django.utils import timezone

from alongside.desk.messages.models import Message
from alongside.desk.pilots import plan_actions as actions
from alongside.desk.pilots import tasks
from alongside.desk.pilots.chase_actions import chase_promises
from tests.house.pilots_subjects import a_pilot

DUE = date(2026, 3, 20)


@pytest.fixture
def promise(town, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 3, 10))
    return actions.add_promise(
        by=town.sam, pilot=a_pilot(town, (town.north, town.south)), owner=town.mo,
        what="What it came to", to_whom="Committee", due_on=DUE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (date(2026, 3, 12), None),
        (date(2026, 3, 13), "A report on a pilot is due within a week"),
        (DUE, "A report on a pilot is due within a week"),
        (date(2026, 3, 21), "A report on a pilot is past its day"),
    ],
)
def test_it_is_written_about_near_its_day_and_past_it(town, promise, day, subject):
    chase_promises(day)
    written = Message.objects.values_list("to", "subject")
    assert list(written) == ([(town.mo.pk, subject)] if subject else [])


def test_once_a_week_and_no_more_once_it_is_kept(promise, town):
    days = [14, 20, 21, 26, 28]  # near twice, late, still its first week, its second
    for day in days:
        chase_promises(date(2026, 3, day))
    assert Message.objects.count() == 3
    actions.keep_promise(
        by=town.mo, promise=promise, kept_on=date(2026, 3, 10), kept_how="Report 7"
    )
    chase_promises(date(2026, 5, 1))
    assert Message.objects.count() == 3


def test_today_shows_it_to_whoever_owes_it_and_to_nobody_else(client, town, promise):
    for user, shown in ((town.mo, True), (town.ana, False)):
        client.force_login(user)
        page = unescape(client.get("/").content.decode())
        assert ("Reports promised of pilots" in page) == shown


def test_the_desk_asks_itself_each_day_once(promise):
    from django_tasks_db.models import DBTaskResult

    tasks.expect_promises()
    tasks.expect_promises()
    asked = DBTaskResult.objects.filter(task_path=tasks.daily_promises.module_path)
    assert asked.count() == 1
    tasks.daily_promises.call()
    tomorrow = timezone.make_aware(datetime(2026, 3, 11, 6, 50))
    assert asked.filter(run_after=tomorrow).count() == 1

"""The machine's clock is moved back: nothing waits for it, nothing is done twice, people are told."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.access import audit
from alongside.desk.access.models import AuditEntry
from alongside.desk.access.sessions import MINUTE
from alongside.desk.messages import actions
from alongside.desk.messages.models import Message
from alongside.desk.support.request_actions import ask
from alongside.desk.upkeep import clock_watch
from alongside.desk.upkeep.clock_actions import clock_moved_back
from alongside.desk.upkeep.clock_watch import ClockWatch, since_last_line
from alongside.desk.upkeep.tasks import beat
from alongside.reckon.clock import Clock
from tests.desk.contacts.calling import logged
from tests.smtp import listening

HOUR = timedelta(hours=1)
REAL_NOW, REAL_TIME = timezone.now, time.time


@pytest.fixture
def moved(monkeypatch):
    """Move the clock, from what it is."""

    def moved(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: REAL_NOW() + by)
        monkeypatch.setattr(
            clock_watch.time, "time", lambda: REAL_TIME() + by.total_seconds()
        )

    return moved


@pytest.mark.parametrize(
    ("by", "found"),
    [(-HOUR, HOUR), (-timedelta(seconds=30), timedelta(0)), (HOUR, timedelta(0))],
)
def test_it_is_seen_while_the_desk_runs_and_once(moved, by, found):
    watch = ClockWatch()
    moved(by)
    assert abs(watch.moved_back() - found) < timedelta(seconds=5)
    assert not watch.moved_back()


def test_it_is_seen_at_the_start_by_the_newest_line_of_the_trail(db, moved):
    assert not since_last_line()
    audit.record_read(by=None, action="see")
    assert not since_last_line()
    moved(-HOUR)
    assert abs(since_last_line() - HOUR) < timedelta(seconds=5)
    clock_moved_back(HOUR)
    assert not since_last_line(), "told once"


def test_the_trail_stays_whole_and_in_order_and_says_that_it_was_moved(
    db, town, moved, client
):
    logged(town.asha)
    moved(-HOUR)
    clock_moved_back(HOUR)
    logged(town.asha)
    lines = list(AuditEntry.objects.order_by("sequence"))
    assert list(audit.faults()) == []
    said = [line.action for line in lines]
    assert said.index("note clock moved back") > said.index("log contact")
    assert lines[said.index("note clock moved back")].detail == {"minutes": 60}
    assert lines[-1].at < lines[0].at < lines[-1].at + 2 * HOUR
    client.force_login(town.adi)
    assert client.get("/audit/").status_code == 200


def test_whoever_looks_after_the_desk_is_told(db, town, moved, client, caplog):
    moved(-HOUR)
    clock_moved_back(HOUR)
    assert "moved back by 60 minutes" in caplog.text
    client.force_login(town.adi)
    assert (
        "The clock of the desk was moved back"
        in client.get("/messages/").content.decode()
    )
    assert Message.objects.get().to == town.adi


def test_work_that_waited_for_a_moment_waits_no_longer_for_it(db, moved):
    beat.using(run_after=REAL_NOW() + timedelta(minutes=1)).enqueue()
    beat.enqueue()
    moved(-HOUR)
    assert DBTaskResult.objects.ready().count() == 1
    clock_moved_back(HOUR)
    assert DBTaskResult.objects.ready().count() == 2


def test_an_attempt_and_a_lease_end_when_they_would_have_and_nothing_is_sent_twice(
    town, moved, settings
):
    with listening(settings) as box:
        for key in ("lease", "retry"):
            actions.write_message(
                by=None, to=town.asha, kind="t", key=key, subject=key, body="b"
            )
        taken = actions._taken(REAL_NOW())
        box.answer = "451 Busy"
        actions.send_waiting(REAL_NOW())
        box.answer = "250 Taken"
        moved(-HOUR)
        clock_moved_back(HOUR)
        assert actions.send_waiting(timezone.now()) - timezone.now() <= actions.LEASE
        assert not [each for each in box.subjects() if each == taken.subject]
        for minutes in (1, 5):
            actions.send_waiting(timezone.now() + timedelta(minutes=minutes, seconds=5))
        got = box.subjects()
        assert sorted(got)[-2:] == ["lease", "retry"] and len(set(got)) == len(got)


def test_a_person_stays_signed_in_and_is_signed_out_in_time(town, moved, settings):
    browser = Client()
    browser.force_login(town.asha)
    browser.get("/")
    moved(-HOUR)
    assert browser.get("/account/").status_code == 200
    ends = Session.objects.get().expire_date
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE + MINUTE)
    assert abs(ends - timezone.now() - idle) < timedelta(seconds=10)
    moved(idle)
    assert browser.get("/account/").status_code == 302


def test_days_left_are_counted_from_the_day_it_is_and_none_is_kept(town, moved, client):
    due = Clock.england().working_days(timezone.localdate(), 5)
    ask(
        by=town.wes, team=town.north, task=None, own_words="Read the letters aloud",
        child=town.robin, due_on=due, instructions="",
    )  # fmt: skip
    client.force_login(town.asha)

    def left() -> int:
        page = client.get("/support/requests/").content.decode()
        return int(re.search(r"In (\d+) days", page)[1])

    before = left()
    moved(-timedelta(days=1))
    assert left() == before + 1
    moved(timedelta(0))
    client.force_login(town.asha)
    assert left() == before

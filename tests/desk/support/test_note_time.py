"""An officer's own time: pressed, taken back, drawn and timed; and nobody else's."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.access.models import AuditEntry
from alongside.desk.support import tasks
from alongside.desk.support.models import Task, TimeNote, Timing
from alongside.desk.support.time_actions import DRAWN, draw_timings, note_time
from alongside.desk.workforce.models import StaffMember

TODAY = date(2026, 3, 10)  # a Tuesday
PAGE = "/support/time/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


def task(code="arrange-meeting"):
    return Task.objects.get(code=code)


def pressed(town, code="arrange-meeting", **more):
    first = {"team": town.north.pk, "on": str(TODAY), "send_key": str(uuid4())}
    return first | {"task": task(code).pk, "times": "", "minutes": ""} | more


def text(answer) -> str:
    return unescape(answer.content.decode())


def noted(**wanted) -> list[tuple[int, int]]:
    found = TimeNote.objects.filter(**wanted).order_by("pk")
    return [(note.times, note.minutes) for note in found]


def test_one_press_counts_the_usual_minutes(asha, town):
    answer = asha.post(PAGE, pressed(town), follow=True)
    assert "Arrange a meeting, 35 minutes: noted for North." in text(answer)
    note = TimeNote.objects.get()
    assert (note.officer, note.team, note.on) == (town.asha, town.north, TODAY)
    assert (note.minutes, note.said) == (35, False)
    line = AuditEntry.objects.get(action="note time")
    assert line.detail == {"task": "arrange-meeting", "minutes": 35}


def test_three_of_them_and_other_minutes(asha, town):
    asha.post(PAGE, pressed(town, times="3"))
    asha.post(PAGE, pressed(town, times="2", minutes="50"))
    assert noted() == [(3, 105), (2, 50)]
    assert list(TimeNote.objects.order_by("pk").values_list("said", flat=True)) == [
        False,
        True,
    ]


def test_a_form_sent_again_is_the_same_press(asha, town):
    sent = pressed(town)
    asha.post(PAGE, sent)
    asha.post(PAGE, sent)
    assert noted() == [(1, 35)]


@pytest.mark.parametrize("code", ["arrange-meeting", "write-assessment"])
def test_the_keyboard_goes_on_from_the_task_that_was_pressed(asha, town, code):
    outside = {"outside": "1", "minutes": "30"} if code == "write-assessment" else {}
    page = text(asha.post(PAGE, pressed(town, code) | outside, follow=True))
    assert page.count(" autofocus") == 1
    button = page.split(" autofocus")[0].rpartition("<button")[2]
    assert f'value="{task(code).pk}"' in button
    assert (" open>" in page) == bool(outside)  # its list is not closed over it


def test_another_task_of_the_page_one_went_back_to_is_another_press(asha, town):
    sent = pressed(town)
    asha.post(PAGE, sent)
    asha.post(PAGE, sent | {"task": task("take-minutes").pk})
    assert noted() == [(1, 35), (1, 120)]


@pytest.mark.parametrize(
    ("back", "status"), [(0, 302), (14, 302), (15, 200), (-1, 200)]
)
def test_today_or_up_to_two_weeks_back(asha, town, back, status):
    day = TODAY - timedelta(days=back)
    assert asha.post(PAGE, pressed(town, on=str(day))).status_code == status
    assert TimeNote.objects.count() == (status == 302)


def test_an_older_day_is_refused_in_words(asha, town):
    answer = asha.post(PAGE, pressed(town, on="2026-02-01"))
    assert "Minutes can be noted from 24 February 2026 to today." in text(answer)


def test_only_for_a_team_one_supports(asha, town):
    asha.post(PAGE, pressed(town, team=town.south.pk))
    assert noted() == []


def test_outside_the_catalogue_one_length_and_one_press(asha, town):
    sent = pressed(town, "create-chronology", minutes="60", outside="1")
    answer = asha.post(PAGE, sent, follow=True)
    assert "60 minutes: noted for North." in text(answer)
    assert TimeNote.objects.get().version.kind == "qualified"


def test_outside_without_a_length_is_refused(asha, town):
    answer = asha.post(PAGE, pressed(town, "create-chronology", outside="1"))
    assert "Choose how long it took" in text(answer)
    answer = asha.post(PAGE, pressed(town, "create-chronology"))
    assert "has no usual minutes. Say how long it took." in text(answer)
    assert noted() == []


@pytest.mark.parametrize("minutes", ["0", "721", "ten"])
def test_minutes_that_are_none(asha, town, minutes):
    answer = asha.post(PAGE, pressed(town, minutes=minutes))
    assert "Minutes are" in text(answer)
    assert noted() == []


def test_more_than_half_a_day_in_one_press_is_refused(asha, town):
    answer = asha.post(PAGE, pressed(town, "take-minutes", times="50"))
    assert "One note holds up to 720 minutes, and this is 6000." in text(answer)


def test_undone_with_one_press(asha, town):
    asha.post(PAGE, pressed(town))
    note = TimeNote.objects.get()
    answer = asha.post(f"/support/time/{note.pk}/undo/", follow=True)
    assert "Arrange a meeting was taken back." in text(answer)
    assert noted() == []
    assert AuditEntry.objects.filter(action="undo time").get().detail["minutes"] == 35


def test_nobody_undoes_what_another_noted(asha, town):
    theirs = note_time(by=town.ben, task=task(), team=town.south, on=TODAY)
    assert asha.post(f"/support/time/{theirs.pk}/undo/").status_code == 404
    assert noted(officer=town.ben) == [(1, 35)]


def test_a_request_is_counted_once_and_follows_a_change(town):
    done = task()  # any row with a key: the request's own model is not asked for
    for minutes in (20, 25):
        note_time(
            by=town.asha, task=done, team=town.north, on=TODAY, minutes=minutes,
            request=done,
        )  # fmt: skip
    assert noted() == [(1, 25)]


def test_a_request_and_a_contact_of_one_key_are_two_things(town):
    done = task()
    told = {"by": town.asha, "task": done, "team": town.north, "on": TODAY}
    note_time(**told, request=done)
    note_time(**told, contact=done)
    assert noted() == [(1, 35), (1, 35)]


def test_what_came_from_a_request_stands_on_the_page_and_is_not_undone(asha, town):
    done = task()
    note = note_time(by=town.asha, task=done, team=town.north, on=TODAY, request=done)
    page = text(asha.get(PAGE))
    assert "Counted already: from a request" in page
    assert f"/support/time/{note.pk}/undo/" not in page
    answer = asha.post(f"/support/time/{note.pk}/undo/", follow=True)
    assert "Change them there." in text(answer)
    assert noted() == [(1, 35)]


def test_a_task_that_has_ended_is_refused(town):
    task().versions.update(until_on=date(2026, 3, 9))
    with pytest.raises(ValidationError, match="not in force for North on 10 March"):
        note_time(by=town.asha, task=task(), team=town.north, on=TODAY)


def test_the_day_is_set_beside_the_contracted_hours(asha, town):
    StaffMember.objects.create(name="Asha Patel", user=town.asha)
    asha.post(PAGE, pressed(town, times="2"))
    page = text(asha.get(PAGE))
    assert "1 hour 10 minutes of about 7 hours 24 minutes" in page, "37 hours over five"


def test_the_frequent_tasks_come_first_and_the_team_of_the_day(client, town):
    client.force_login(town.sef)
    for _ in range(2):
        note_time(by=town.sef, task=task("trace-address"), team=town.north, on=TODAY)
    first, _, _ = text(client.get(PAGE)).partition("other tasks")
    assert "Find out a current address or number" in first


def week_of_notes(town, count: int) -> None:
    for n in range(count):
        day = date(2026, 3, 2) + timedelta(days=n % 5)
        note_time(by=town.asha, task=task(), team=town.north, on=day)


def test_each_week_some_of_each_task_are_drawn(town):
    week_of_notes(town, 8)
    note_time(by=town.asha, task=task("take-minutes"), team=town.north, on=date(2026, 3, 4))  # fmt: skip
    note_time(by=town.asha, task=task(), team=town.north, on=date(2026, 3, 4), minutes=9)  # fmt: skip
    note_time(by=town.asha, task=task(), team=town.north, on=TODAY)  # another week
    made = draw_timings(week=date(2026, 3, 2), today=TODAY)
    codes = sorted(each.note.version.task.code for each in made)
    assert codes == ["arrange-meeting"] * DRAWN + ["take-minutes"]
    assert not any(each.note.said or each.note.on == TODAY for each in made)
    assert draw_timings(week=date(2026, 3, 2), today=TODAY) == made, "drawn once"


def test_last_weeks_are_drawn_by_command_and_on_mondays(town, capsys, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    week_of_notes(town, 2)
    call_command("draw_timings")
    assert capsys.readouterr().out == "2 notes of last week are asked about.\n"
    tasks.expect_timings()
    tasks.expect_timings()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.all().delete()
    tasks.monday_timings.func()
    again = timezone.localtime(DBTaskResult.objects.get().run_after)
    assert f"{again:%A %-d %B %H:%M}" == "Monday 16 March 06:40"
    assert Timing.objects.count() == 2


def test_what_was_drawn_is_answered_once_asked(asha, town):
    week_of_notes(town, 1)
    (timing,) = draw_timings(week=date(2026, 3, 2), today=TODAY)
    assert f"/support/time/timed/{timing.pk}/" in text(asha.get(PAGE))
    asha.post(f"/support/time/timed/{timing.pk}/", {"minutes": "50"})
    timing.refresh_from_db()
    assert (timing.minutes, timing.answered_on) == (50, TODAY)
    assert timing.note.minutes == 35, "the note keeps what was pressed"
    assert "How long did these take?" not in text(asha.get(PAGE))


def test_what_nobody_answered_in_three_weeks_is_asked_no_more(asha, town):
    week_of_notes(town, 1)
    (timing,) = draw_timings(week=date(2026, 3, 2), today=TODAY - timedelta(days=20))
    assert "How long did these take?" in text(asha.get(PAGE))
    timing.asked_on -= timedelta(days=1)
    timing.save()
    assert "How long did these take?" not in text(asha.get(PAGE))


def test_nobody_answers_for_another(asha, town):
    theirs = note_time(by=town.ben, task=task(), team=town.south, on=TODAY)
    timing = Timing.objects.create(note=theirs, week=TODAY, asked_on=TODAY)
    assert asha.get(f"/support/time/timed/{timing.pk}/").status_code == 404


def test_the_database_counts_a_request_once(town):
    first = note_time(by=town.asha, task=task(), team=town.north, on=TODAY, request=task())  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeNote.objects.create(
            officer=town.asha, team=town.north, version=first.version, on=TODAY,
            minutes=5, came="request", of_key=first.of_key,
        )  # fmt: skip


def test_the_page_takes_as_many_queries_however_much_was_noted(
    asha, town, django_assert_max_num_queries
):
    for _ in range(30):
        note_time(by=town.asha, task=task(), team=town.north, on=TODAY)
    with django_assert_max_num_queries(16):
        asha.get(PAGE)

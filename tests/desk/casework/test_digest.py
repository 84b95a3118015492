"""The week's digest: to whom, of what, and never with a name in it."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.access.actions import deactivate_person
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import tasks
from alongside.desk.casework.digest_actions import write_digests
from alongside.desk.messages.models import Message
from alongside.desk.workforce.models import Worker

pytestmark = pytest.mark.usefixtures("today", "home")

TODAY = date(2026, 3, 10)  # a Tuesday; ten working days on is Tuesday 24 March
SHEET = "/timescales/sheet/"


@pytest.fixture
def wes(town) -> Worker:
    return Worker.objects.create(
        source_id="W1", name="Wes Okafor", team=town.north, user=town.wes
    )


def text(answer) -> str:
    return unescape(answer.content.decode())


def to(user) -> Message:
    return Message.objects.get(to=user)


def test_a_worker_is_told_of_their_own_and_a_manager_of_the_teams(town, clock_of, wes):
    clock_of(town.robin, -2, worker=wes)
    clock_of(town.robin, 14, worker=wes)
    clock_of(town.robin, 1)
    written = write_digests(TODAY)
    assert {message.to for message in written} == {town.wes, town.mo}
    assert (
        to(town.wes).subject == "Due by Tue 24 March: 2 timescales, 1 of them overdue"
    )
    assert to(town.mo).subject == "Due by Tue 24 March: 3 timescales, 1 of them overdue"


@pytest.mark.parametrize(("days", "told"), [(14, True), (15, False)])
def test_ten_working_days_ahead_and_not_a_day_more(town, clock_of, wes, days, told):
    clock_of(town.robin, days, worker=wes)
    write_digests(TODAY)
    assert Message.objects.filter(to=town.wes).exists() is told


def test_no_name_and_no_date_of_birth_is_in_a_message(town, clock_of, wes):
    clock_of(town.robin, 1, worker=wes)
    write_digests(TODAY)
    said = to(town.wes).subject + to(town.wes).body
    assert "child 900123" in said
    for word in ("Robin", "Hale", "2014", "2 May"):
        assert word not in said


def test_another_teams_and_a_restricted_childs_clocks_are_in_nobodys(
    town, clock_of, wes
):
    clock_of(town.skye, 1, worker=wes)
    clock_of(town.hidden, 1, worker=wes)
    assert write_digests(TODAY) == []


def test_written_twice_in_a_week_it_is_one_message_and_the_next_week_another(
    town, clock_of, wes
):
    clock_of(town.robin, -20, worker=wes)
    write_digests(TODAY)
    write_digests(date(2026, 3, 15))  # Sunday
    assert Message.objects.filter(to=town.wes).count() == 1
    write_digests(date(2026, 3, 16))
    assert Message.objects.filter(to=town.wes).count() == 2


def test_who_left_is_not_written_to(town, clock_of, wes):
    clock_of(town.robin, 1, worker=wes)
    deactivate_person(by=town.adi, user=town.wes)
    assert {message.to for message in write_digests(TODAY)} == {town.mo}


def test_without_an_export_nothing_is_written(town, wes):
    assert write_digests(TODAY) == []


def test_the_command_says_how_many(town, clock_of, wes, capsys):
    clock_of(town.robin, 1, worker=wes)
    call_command("write_digests")
    assert capsys.readouterr().out == "2 digests stand in the outbox for this week.\n"


def test_the_next_are_asked_for_early_on_monday_and_once(town, settings, home):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks.expect_digests()
    tasks.expect_digests()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.all().delete()
    tasks.monday_digests.func()
    again = timezone.localtime(DBTaskResult.objects.get().run_after)
    assert f"{again:%A %-d %B %H:%M}" == "Monday 16 March 06:30"


def test_the_sheet_names_the_children_and_the_trail_says_who_saw_it(
    client, town, clock_of, wes
):
    clock_of(town.robin, 1, worker=wes)
    clock_of(town.robin, 15, worker=wes)
    client.force_login(town.wes)
    page = client.get(SHEET)
    assert "Robin Hale" in text(page)
    [sheet] = page.context["sheets"]
    assert len(sheet.dues) == 1
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.by, entry.action, entry.detail) == (
        town.wes,
        "see sheets",
        {"rows": 1},
    )


def test_an_officers_are_those_of_the_teams_she_supports(client, town, clock_of, wes):
    clock_of(town.robin, 1, worker=wes)
    clock_of(town.skye, 1)
    client.force_login(town.asha)
    [sheet] = client.get(SHEET).context["sheets"]
    assert sheet.worker == wes
    assert not client.get(SHEET, {"team": town.south.pk}).context["sheets"]


def test_who_is_in_no_team_themselves_chooses_one(client, town, clock_of):
    clock_of(town.skye, 1)
    client.force_login(town.sam)
    page = client.get(SHEET)
    assert not page.context["sheets"]
    assert "Choose a team or a worker to see theirs." in text(page)
    assert client.get(SHEET, {"team": town.south.pk}).context["sheets"]


def test_a_restricted_record_is_on_no_paper_even_for_whoever_may_see_it(
    client, town, clock_of, wes
):
    clock_of(town.hidden, 1, worker=wes)
    team = {"team": town.hidden.teams.get().pk}
    client.force_login(town.sam)
    page = client.get(SHEET, team)
    assert not page.context["sheets"] and page.context["apart"] == 1
    assert "1 timescale of restricted records is on no sheet" in text(page)
    client.force_login(town.asha)
    page = client.get(SHEET)
    assert page.context["apart"] == 0 and "on no sheet" not in text(page)

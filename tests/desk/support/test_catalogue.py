"""The catalogue: what is in force on a day and in a team; what the database refuses."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.decisions.models import Body, Decision
from alongside.desk.support.first_catalogue import first_tasks, told
from alongside.desk.support.models import Task, TaskVersion

TODAY = date(2026, 3, 10)
SAID = {
    "name": "Type up a chronology", "kind": "support", "example": "An example.",
    "boundary": "A boundary.", "reference_minutes": 45,
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def decision(town):
    group = Body.objects.create(name="Steering group", kind="steering_group")
    return Decision.objects.create(
        body=group, reference="Change 1", what="A change", state="decided",
        decided_on=date(2026, 2, 2), recorded_by=town.sam,
    )  # fmt: skip


@pytest.fixture
def chronology(town):
    return Task.objects.get(code="type-chronology")


def in_force(code, day, team=None):
    """The reference minutes of what is in force of a task; None where nothing is."""
    found = TaskVersion.objects.in_force(day, team).filter(task__code=code)
    return [each.reference_minutes for each in found]


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_the_first_catalogue_is_worth_having(town):
    kinds = Counter(said["kind"] for _, said in first_tasks())
    assert (
        kinds["support"] >= 30 and kinds["qualified"] >= 12 and kinds["business"] >= 8
    )
    assert Counter(TaskVersion.objects.values_list("kind", flat=True)) == kinds
    assert not TaskVersion.objects.filter(source="").exists()


def test_every_boundary_is_a_sentence_of_its_own(town):
    said = [each["boundary"] for _, each in first_tasks()]
    assert len(set(said)) == len(said)
    assert all(each.endswith(".") and len(each) <= 300 for each in said)
    assert set(told()["sources"]) >= {"dfe", "pilot", "posts"}


def test_a_version_runs_from_its_first_day_to_its_last(chronology, decision):
    chronology.versions.update(until_on=date(2026, 2, 28))
    TaskVersion.objects.create(
        task=chronology, from_on=date(2026, 3, 1), decision=decision, **SAID
    )
    assert in_force("type-chronology", date(2015, 2, 28)) == []
    assert in_force("type-chronology", date(2015, 3, 1)) == [60]
    assert in_force("type-chronology", date(2026, 2, 28)) == [60]
    assert in_force("type-chronology", date(2026, 3, 1)) == [45]


def test_a_teams_own_version_stands_in_place_of_the_other(town, chronology, decision):
    TaskVersion.objects.create(
        task=chronology, team=town.north, decision=decision,
        from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), **SAID,
    )  # fmt: skip
    assert in_force("type-chronology", TODAY) == [60]
    assert in_force("type-chronology", TODAY, town.south) == [60]
    assert in_force("type-chronology", TODAY, town.north) == [45]
    assert in_force("type-chronology", date(2026, 4, 1), town.north) == [60]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference_minutes": None},
        {"kind": "qualified"},
        {"until_on": date(2026, 2, 28)},
        {"until_on": None},
    ],
)
def test_the_database_itself_refuses(chronology, wrong):
    said = SAID | {"from_on": date(2026, 3, 1), "until_on": date(2026, 3, 2)} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskVersion.objects.create(task=chronology, **said)


def test_a_teams_task_rests_on_a_decision(town, chronology):
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskVersion.objects.create(
            task=chronology, team=town.north, from_on=TODAY, **SAID
        )


def test_everybody_reads_the_line_and_searches_it(client, town):
    client.force_login(town.wes)
    page = text(client.get("/support/catalogue/?words=chronology"))
    assert "2 tasks as at 10 March 2026" in page
    assert "may type up a chronology" in page and "Creating a chronology" in page
    assert "Staff the reception desk" not in page
    page = text(client.get("/support/catalogue/?kind=business"))
    assert "Staff the reception desk" in page and "Usual minutes</th>" not in page


def test_the_catalogue_of_an_earlier_day_and_of_a_team(
    client, town, chronology, decision
):
    TaskVersion.objects.create(
        task=chronology, team=town.north, from_on=date(2026, 3, 1),
        decision=decision, **SAID | {"name": "Type up two chronologies"},
    )  # fmt: skip
    client.force_login(town.wes)
    north = f"/support/catalogue/?team={town.north.pk}"
    assert "Type up two chronologies" in text(client.get(north))
    assert "Type up two" not in text(client.get(f"{north}&day=28+2+2026"))
    assert "Type up two" not in text(client.get("/support/catalogue/"))
    nothing = text(client.get("/support/catalogue/?day=1+1+2015"))
    assert "0 tasks as at 1 January 2015" in nothing


def test_a_task_shows_all_that_was_said_of_it_and_who_decided(
    client, town, chronology, decision
):
    chronology.versions.update(until_on=date(2026, 2, 28), ended_by=decision)
    TaskVersion.objects.create(
        task=chronology, from_on=date(2026, 3, 1), decision=decision, **SAID
    )
    client.force_login(town.asha)
    page = text(client.get("/support/catalogue/type-chronology/"))
    assert "1 March 2015 to 28 February 2026" in page
    assert "Steering group, 2 February 2026: Change 1" in page
    assert "The catalogue this desk began with" in page
    assert client.get("/support/catalogue/no-such-task/").status_code == 404

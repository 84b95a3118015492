"""Change control: proposed with evidence, decided by vote, in force from a day."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.decisions import actions as decisions
from alongside.desk.decisions import voting_actions
from alongside.desk.decisions.models import Decision
from alongside.desk.support.models import Proposal, SupportRequest, Task, TaskVersion
from alongside.desk.support.proposal_actions import propose

TODAY = date(2026, 3, 10)
NEW = {
    "name": "Type up a chronology", "kind": "support", "example": "As before.",
    "boundary": "Typing only.", "reference_minutes": 45,
}  # fmt: skip
SENT = NEW | {"why": "Asked for often.", "effective_on": "1 4 2026", "team": ""}


class Clock:
    today = TODAY


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: Clock.today)
    yield Clock
    Clock.today = TODAY


@pytest.fixture
def group(town):
    made = decisions.add_body(
        by=town.hal, name="Steering group", kind="steering_group", quorum=2
    )
    for user in (town.sef, town.sam, town.mo):
        voting_actions.add_member(
            by=town.hal, body=made, user=user, since=date(2026, 1, 5)
        )
    return made


def proposed(town, group, what="change", code="type-chronology", **values):
    usual = NEW | {"why": "So.", "effective_on": date(2026, 4, 1)} | values
    task = Task.objects.filter(code=code).first()
    return propose(by=town.sef, body=group, what=what, task=task, **usual)


def decide(town, proposal, choice="for", on=TODAY):
    for user in (town.sam, town.mo):
        voting_actions.cast_vote(
            by=user, decision=proposal.decision, choice=choice, reason="So."
        )
    voting_actions.close_vote(by=town.sam, decision=proposal.decision, on=on)


def minutes(day, team=None, code="type-chronology"):
    found = TaskVersion.objects.in_force(day, team).filter(task__code=code)
    return [each.reference_minutes for each in found]


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_nothing_changes_before_it_is_decided_nor_before_its_day(town, group):
    proposal = proposed(town, group)
    assert minutes(date(2026, 4, 1)) == [60]
    decide(town, proposal)
    assert minutes(date(2026, 3, 31)) == [60]
    assert minutes(date(2026, 4, 1)) == [45]
    new = TaskVersion.objects.get(reference_minutes=45)
    old = TaskVersion.objects.get(task__code="type-chronology", reference_minutes=60)
    assert new.decision == old.ended_by == proposal.decision
    assert old.until_on == date(2026, 3, 31)


def test_decided_later_it_begins_on_the_day_of_the_decision(town, group, clock):
    proposal = proposed(town, group)
    clock.today = date(2026, 4, 20)
    decide(town, proposal, on=date(2026, 4, 20))
    assert minutes(date(2026, 4, 19)) == [60]
    assert minutes(date(2026, 4, 20)) == [45]


def test_what_is_refused_changes_nothing(town, group):
    decide(town, proposed(town, group), "against")
    assert minutes(date(2030, 1, 1)) == [60]


def test_a_task_is_added_and_withdrawn(town, group, clock):
    added = proposed(town, group, "add", code="", name="Book a swimming lesson")
    decide(town, added)
    code = "book-a-swimming-lesson"
    assert minutes(date(2026, 3, 31), code=code) == []
    assert minutes(date(2026, 4, 1), code=code) == [45]
    added.refresh_from_db()
    assert added.task.code == code
    gone = propose(
        by=town.sef, body=group, what="withdraw", task=added.task, why="So.",
        effective_on=date(2026, 5, 1), name="Book a swimming lesson",
    )  # fmt: skip
    decide(town, gone)
    assert minutes(date(2026, 4, 30), code=code) == [45]
    assert minutes(date(2026, 5, 1), code=code) == []


def test_a_teams_own_task_leaves_the_others_alone(town, group):
    decide(town, proposed(town, group, team=town.north))
    day = date(2026, 4, 1)
    assert (minutes(day, town.north), minutes(day, town.south)) == ([45], [60])
    own = TaskVersion.objects.get(team=town.north)
    assert own.decision.state == "decided"


def test_a_change_before_one_already_decided_ends_where_that_begins(town, group):
    decide(town, proposed(town, group, effective_on=date(2026, 6, 1)))
    decide(town, proposed(town, group, reference_minutes=50))
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [minutes(day) for day in days] == [[60], [50], [50], [45]]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"effective_on": date(2026, 3, 9)}, "A change begins today or later"),
        ({"what": "add", "code": "", "name": "Book transport"}, "a task of this name"),
        ({"reference_minutes": None}, "Say how many minutes"),
        ({"kind": "business"}, "give the others none"),
    ],
)
def test_a_proposal_is_refused_with_what_to_do(town, group, wrong, told):
    with pytest.raises(ValidationError, match=told):
        proposed(town, group, **wrong)
    assert not Decision.objects.exists()


def test_one_proposal_of_a_task_and_team_at_a_time(town, group):
    decide(town, proposed(town, group), "against")
    proposed(town, group)
    with pytest.raises(ValidationError, match="waits to be decided"):
        proposed(town, group)
    proposed(town, group, team=town.north)


def test_a_body_that_does_not_vote_is_not_asked(town, group):
    voting_actions.set_quorum(by=town.hal, body=group, quorum=None)
    group.refresh_from_db()
    with pytest.raises(ValidationError, match="nobody votes there"):
        proposed(town, group)


def test_proposed_with_what_was_counted_and_seen_by_all(client, town, group):
    """Counted are the year's: of four, one was asked before it and one comes after."""
    days = ("2025-03-09", "2025-03-10", "2026-03-10", "2026-03-11")
    for day in days:
        SupportRequest.objects.create(
            team=town.north, task=Task.objects.get(code="type-chronology"),
            asked_by=town.wes, asked_at=datetime.fromisoformat(f"{day}T12:00+00:00"),
            outcome="done", closed_by=town.asha, closed_at=timezone.now(),
        )  # fmt: skip
    client.force_login(town.sef)
    address = "/support/catalogue/type-chronology/change/"
    assert "2 asked for this task from the list" in text(client.get(address))
    page = text(client.post(address, SENT | {"body": group.pk}, follow=True))
    assert "Steering group decides on it" in page
    made = Proposal.objects.get()
    counted = {"all": 2, "asked": 2, "declined": 0, "once": 0, "teams": 1}
    assert made.evidence == counted
    assert "Boundary: Typing only." in made.decision.what
    client.force_login(town.wes)
    page = text(client.get(f"/support/proposals/{made.pk}/"))
    assert "As it stood" in page and "votes, and voting" not in page
    assert client.get(address).status_code == 403
    client.force_login(town.mo)
    assert "votes, and voting" in text(client.get(f"/support/proposals/{made.pk}/"))


def test_the_form_says_what_is_missing(client, town, group):
    client.force_login(town.sam)
    sent = SENT | {"body": group.pk, "reference_minutes": "", "boundary": ""}
    page = text(client.post("/support/proposals/add/", sent))
    assert "Enter where the line is" in page
    assert "Enter how many minutes it usually takes" in page


def test_a_teams_version_is_withdrawn_by_itself(client, town, group):
    decide(town, proposed(town, group, team=town.north, effective_on=TODAY))
    client.force_login(town.sef)
    address = f"/support/catalogue/type-chronology/withdraw/?team={town.north.pk}"
    said = {"why": "No need.", "effective_on": "1 5 2026", "body": group.pk}
    assert client.post(address, said).status_code == 302
    decide(town, Proposal.objects.get(what="withdraw"))
    assert minutes(date(2026, 4, 30), town.north) == [45]
    assert minutes(date(2026, 5, 1), town.north) == [60]

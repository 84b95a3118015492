"""Ask for support; take a request on, hold it, return it, do it; or say whose work it is."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.desk.support.models import SupportRequest, Task, TaskVersion
from alongside.desk.support.telling import tell_asker
from alongside.desk.support.time_actions import note_time
from alongside.desk.workforce.models import Team

LONGEST_HOLD = 120  # days, after which somebody looks again
Outcome = SupportRequest.Outcome


@transaction.atomic
def ask(
    *,
    by: User,
    team: Team,
    task: Task | None,
    own_words: str,
    child: Child | None,
    due_on: date | None,
    instructions: str,
) -> SupportRequest:
    """Ask a team's support officers for a task in force there, or for something else."""
    Team.objects.select_for_update().get(pk=team.pk)  # so that two askers take turns
    _refuse_unlisted(team, task)
    if child and not child.teams.filter(pk=team.pk).exists():
        raise ValidationError(
            {"child": f"{team} does not hold this child. Ask the team that does."}
        )
    if standing := SupportRequest.objects.open().like(team, task, child).first():
        raise ValidationError(
            f"This was asked already, on {day_said(timezone.localdate(standing.asked_at))}, "
            f"and is open as request {standing.pk}. Add to that one."
        )
    asked = SupportRequest(
        team=team, task=task, own_words=own_words.strip(), child=child, due_on=due_on,
        instructions=instructions.strip(), asked_by=by, asked_at=timezone.now(),
    )  # fmt: skip
    return keep(asked, by=by, action="ask for support", team=team.pk)


def _refuse_unlisted(team: Team, task: Task | None) -> None:
    support = TaskVersion.objects.of_kind(TaskVersion.Kind.SUPPORT)
    listed = support.in_force(timezone.localdate(), team)
    if task and not listed.filter(task=task).exists():
        raise ValidationError(
            {
                "task": f"Support officers do not do this for {team}. Choose from the list."
            }
        )


@transaction.atomic
def take_on(*, by: User, request: SupportRequest) -> SupportRequest:
    """See to it oneself. Taken on, a request is no longer held."""
    request = _with_officers(request)
    request.taken_by, request.held_until, request.held_why = by, None, ""
    return keep(request, by=by, action="take on request")


@transaction.atomic
def hold_request(
    *, by: User, request: SupportRequest, until: date, why: str
) -> SupportRequest:
    """Let a request wait until a day, on which it comes back by itself."""
    today = timezone.localdate()
    last = today + timedelta(LONGEST_HOLD)
    if not today < until <= last:
        raise ValidationError(
            {
                "until": f"A request is held for 1 to {LONGEST_HOLD} days: until "
                f"{day_said(today + timedelta(1))} at the soonest, and "
                f"{day_said(last)} at the latest."
            }
        )
    request = _with_officers(request)
    request.held_until, request.held_why = until, why.strip()
    request.taken_by = request.taken_by or by
    return keep(request, by=by, action="hold request", days=(until - today).days)


@transaction.atomic
def return_request(*, by: User, request: SupportRequest, why: str) -> SupportRequest:
    """Give a request back to whoever asked, who says more or withdraws it."""
    request = _with_officers(request)
    request.returned_at, request.returned_why = timezone.now(), why.strip()
    request.held_until, request.held_why = None, ""
    keep(request, by=by, action="return request")
    tell_asker(by, request, "returned")
    return request


@transaction.atomic
def send_again(
    *, by: User, request: SupportRequest, instructions: str, due_on: date | None
) -> SupportRequest:
    """Say more of what was returned, and put it before the officers again."""
    request = _still_open(request)
    if not request.returned_at:
        raise ValidationError("This request was not returned: the officers have it.")
    request.instructions, request.due_on = instructions.strip(), due_on
    request.returned_at, request.returned_why = None, ""
    return keep(request, by=by, action="send request again")


@transaction.atomic
def withdraw_request(*, by: User, request: SupportRequest) -> SupportRequest:
    """Take back what one asked."""
    request = _still_open(request)
    return _close(by, request, Outcome.WITHDRAWN, "withdraw request")


@transaction.atomic
def finish_request(
    *,
    by: User,
    request: SupportRequest,
    answer: str,
    minutes: int | None = None,
    counted_as: TaskVersion | None = None,
) -> SupportRequest:
    """Say that it is done, count its minutes, and tell whoever asked.

    Where none are said they are the usual ones of the task. What was asked in free words
    is counted as the task it turned out to be, if that is said.
    """
    request = _with_officers(request)
    request.taken_by, request.answer = request.taken_by or by, answer.strip()
    team, done = request.now_with, request.task
    _close(by, request, Outcome.DONE, "finish request")
    if counted_as and not done:
        done = counted_as.task
    _note_time(by, request, team, done, minutes)
    return request


@transaction.atomic
def decline_request(
    *, by: User, request: SupportRequest, marked_as: TaskVersion
) -> SupportRequest:
    """Say whose work it is, with the sentence of the catalogue, and do not do it."""
    return _close_as(by, request, marked_as, Outcome.DECLINED, "decline request")


@transaction.atomic
def do_once(
    *,
    by: User,
    request: SupportRequest,
    marked_as: TaskVersion,
    minutes: int,
) -> SupportRequest:
    """Do what is not an officer's work, this once. It is counted, with its minutes.

    They have to be said: what is not an officer's work has no usual minutes.
    """
    team = request.now_with
    request = _close_as(by, request, marked_as, Outcome.ONCE, "do request once")
    _note_time(by, request, team, marked_as.task, minutes)
    return request


def _note_time(
    by: User,
    request: SupportRequest,
    team: Team,
    task: Task | None,
    minutes: int | None,
) -> None:
    """Count the time of a task, where it is still in force for the team that has it."""
    today = timezone.localdate()
    in_force = TaskVersion.objects.in_force(today, team)
    if in_force.filter(task=task).exists():
        note_time(
            by=by,
            task=task,
            team=team,
            on=today,
            minutes=minutes,
            request=request,
        )


def _close_as(by, request, marked_as, outcome: str, action: str) -> SupportRequest:
    request = _with_officers(request)
    if marked_as.kind == TaskVersion.Kind.SUPPORT:
        raise ValidationError(
            {"marked_as": "Support officers do this. Take it on, or return it."}
        )
    request.marked_as = marked_as
    if outcome == Outcome.ONCE:
        request.taken_by = request.taken_by or by
    return _close(by, request, outcome, action)


def _close(by: User, request: SupportRequest, outcome: str, action: str):
    request.outcome, request.closed_by = outcome, by
    request.closed_at = timezone.now()
    request.held_until, request.held_why = None, ""
    keep(request, by=by, action=action)
    if outcome != Outcome.WITHDRAWN:
        tell_asker(by, request, outcome)
    return request


def _with_officers(request: SupportRequest) -> SupportRequest:
    request = _still_open(request)
    if request.returned_at:
        raise ValidationError(
            "This request was returned, and waits for whoever asked it."
        )
    return request


def _still_open(request: SupportRequest) -> SupportRequest:
    request = SupportRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.outcome:
        raise ValidationError(
            f"This request was closed already, on "
            f"{day_said(timezone.localdate(request.closed_at))}: "
            f"{request.get_outcome_display().lower()}."
        )
    return request

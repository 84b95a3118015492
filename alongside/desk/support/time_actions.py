"""Minutes are noted, taken back, asked for and answered; and an hour is given its cost."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.said import day_said
from alongside.desk.support.models import TaskVersion
from alongside.desk.support.time_models import HourCost, TimeNote, Timing
from alongside.desk.workforce.models import Team
from alongside.reckon.time_released import drawn

BACK = timedelta(days=14)  # how long ago a day may be
DRAWN = 2  # notes of each task a week


@transaction.atomic
def note_time(
    *,
    by: User,
    task: models.Model,
    team: Team,
    on: date,
    minutes: int | None = None,
    times: int = 1,
    request: models.Model | None = None,
    contact: models.Model | None = None,
    send_key: UUID | None = None,
) -> TimeNote:
    """Note that a task was done for a team: its reference time, or the minutes said.

    From a request or a contact it is noted once, and again with other minutes it is that
    note changed. A form sent again is the note it made before. Refuses a task that is not
    in force for the team on the day, and one without a reference where no minutes are said.
    """
    version = _in_force(task, team, on)
    made = _from(request, contact) or TimeNote(send_key=send_key or uuid4())
    if made.pk is None and (before := _sent_before(made.send_key, by, version, on)):
        return before
    made.officer, made.team, made.version, made.on = by, team, version, on
    made.times, made.said = times, minutes is not None
    made.minutes = minutes or _reference(version) * times
    return keep(
        made, by=by, action="note time", task=version.task.code, minutes=made.minutes
    )


def _in_force(task: models.Model, team: Team, on: date) -> TaskVersion:
    found = TaskVersion.objects.in_force(on, team).filter(task=task)
    if version := found.select_related("task").first():
        return version
    raise ValidationError(
        f"This task is not in force for {team} on {day_said(on)}. Choose another task, "
        "or another day."
    )


def _reference(version: TaskVersion) -> int:
    if version.reference_minutes is None:
        raise ValidationError(
            f"“{version.name}” has no usual minutes. Say how long it took."
        )
    return version.reference_minutes


def _from(request: Any, contact: Any) -> TimeNote | None:
    """Return the note that a request or a contact has, or a new one for it."""
    came = TimeNote.Came.REQUEST if request else TimeNote.Came.CONTACT
    if (source := request or contact) is None:
        return None
    known = TimeNote.objects.select_for_update(of=("self",)).filter(
        came=came, of_key=source.pk
    )
    return known.first() or TimeNote(came=came, of_key=source.pk)


def _sent_before(send_key: UUID, by: User, version, on: date) -> TimeNote | None:
    """Return the note of a form that was sent before, if this is the same press again."""
    return TimeNote.objects.filter(
        send_key=send_key, officer=by, version=version, on=on
    ).first()


@transaction.atomic
def tap(*, by: User, today: date, on: date, send_key: UUID, **told) -> TimeNote:
    """Note what an officer pressed, of today or of a day up to two weeks back."""
    if not today - BACK <= on <= today:
        raise ValidationError(
            f"Minutes can be noted from {day_said(today - BACK)} to today."
        )
    used = TimeNote.objects.filter(send_key=send_key).first()
    if used and not _sent_before(send_key, by, _in_force(told["task"], told["team"], on), on):  # fmt: skip
        send_key = uuid4()  # the page was gone back to, and something else pressed
    return note_time(by=by, on=on, send_key=send_key, **told)


@transaction.atomic
def undo_time(*, by: User, note: TimeNote, today: date) -> TimeNote:
    """Take back a note of one's own, while its day can still be noted."""
    note = TimeNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.officer != by:
        raise ValidationError("Only whoever noted it can take it back.")
    if note.on < today - BACK:
        raise ValidationError(
            f"{day_said(note.on)} is more than two weeks ago: its minutes stand."
        )
    if note.came != TimeNote.Came.TAP:
        raise ValidationError(
            "These minutes came from a request or a contact. Change them there."
        )
    record(
        by=by, action="undo time", subject=note, minutes=note.minutes,
        task=note.version.task.code,
    )  # fmt: skip
    note.delete()
    return note


@transaction.atomic
def draw_timings(*, week: date, today: date, by: User | None = None) -> list[Timing]:
    """Ask for the minutes of some of a week's notes: of each task up to two.

    `week` is its Monday. Only support officers' own tasks, whose minutes nobody said. A
    week is drawn once: done again, it is what was drawn.
    """
    if drawn_before := list(Timing.objects.filter(week=week)):
        return drawn_before
    notes: defaultdict[str, list[int]] = defaultdict(list)
    for code, pk in _unsaid(week).values_list("version__task__code", "pk"):
        notes[code].append(pk)
    chosen = sorted(drawn(notes, DRAWN, week.isoformat()))
    made = Timing.objects.bulk_create(
        Timing(note_id=pk, week=week, asked_on=today) for pk in chosen
    )
    if made:
        record(by=by, action="draw timings", week=week.isoformat(), rows=len(made))
    return made


def _unsaid(week: date) -> models.QuerySet:
    return TimeNote.objects.between(week, week + timedelta(days=6)).filter(
        said=False, version__kind=TaskVersion.Kind.SUPPORT
    )


@transaction.atomic
def answer_timing(*, by: User, timing: Timing, minutes: int, today: date) -> Timing:
    """Say how long it took what was drawn. The note keeps the minutes it had."""
    timing = Timing.objects.select_for_update(of=("self",)).get(pk=timing.pk)
    if timing.note.officer != by:
        raise ValidationError("Only whoever did it can say how long it took.")
    timing.minutes, timing.answered_on = minutes, today
    return keep(timing, by=by, action="answer timing", minutes=minutes)


@transaction.atomic
def set_hour_cost(*, by: User, from_on: date, pounds: Decimal, source: str) -> HourCost:
    """Say what an hour of a social worker costs from a day on; again, it is changed."""
    cost = HourCost.objects.select_for_update(of=("self",)).filter(from_on=from_on)
    made = cost.first() or HourCost(from_on=from_on)
    made.pounds, made.source, made.typed_by = pounds, source.strip(), by
    return keep(made, by=by, action="set hour cost", pounds=str(pounds))

"""A year of the invented council's supervision: held, missed, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.workforce import lines
from alongside.desk.workforce.models import (
    PostRole,
    StaffMember,
    SupervisionAction,
    SupervisionHeld,
    SupervisionRhythm,
)
from alongside.desk.workforce.supervision import rhythms
from alongside.reckon.clock import Clock

SESSIONS = 14  # a little more than a year of every four weeks
AGREED = (
    "Ask for a place on the course about recording",
    "Shadow a conference with the minute taker",
    "Take the leave that is left over before April",
    "Write down how rooms are booked, for the others",
    "Say what the new template still lacks",
    "Try the shared calendar with one team",
)
SEVENTH = 7


def supervise(people: dict[str, User], today: date) -> None:
    """Keep what each line manager held in a year; one in seven was missed."""
    role = PostRole.objects.get(name="Team manager")
    SupervisionRhythm.objects.create(role=role, weeks=6)
    staff = list(StaffMember.objects.all().supervised_here().by_name())
    over, weeks = lines.managers(staff, today), rhythms(staff, today)
    held = [
        each
        for number, one in enumerate(staff)
        if one.pk in over
        for each in _year(one, over[one.pk], weeks[one.pk], number, people, today)
    ]
    SupervisionHeld.objects.bulk_create(held)
    SupervisionAction.objects.bulk_create(_agreed(held, today))


def _year(
    one: StaffMember, manager: StaffMember, weeks: int, number: int, people, today: date
) -> Iterator[SupervisionHeld]:
    """Yield a year of one person's, the latest first: none before they joined."""
    latest = today - timedelta(days=1 + (number * 5) % (7 * weeks + 6))
    for back in range(SESSIONS):
        day = latest - timedelta(weeks=weeks * back)
        day = Clock.england().rolled(day, "previous")
        missed = (number + back) % SEVENTH == 3
        if missed or (one.joined_on and day < one.joined_on):
            continue
        yield SupervisionHeld(
            staff=one, supervisor=manager, held_on=day, minutes=45 + 15 * (back % 4),
            recorded_by=manager.user or people["hr_adviser"],
        )  # fmt: skip


def _agreed(held: list[SupervisionHeld], today: date) -> Iterator[SupervisionAction]:
    """Yield an action of every other one: done, but for a few of the latest."""
    Owner = SupervisionAction.Owner
    for number, each in enumerate(held[::2]):
        due = each.held_on + timedelta(days=21)
        done = each.held_on + timedelta(days=12 + number % 14)
        yield SupervisionAction(
            held=each, what=AGREED[number % len(AGREED)], due_on=due,
            owner=Owner.SUPERVISOR if number % 4 == 3 else Owner.SUPERVISED,
            done_on=done if done < today and number % 9 else None,
        )  # fmt: skip

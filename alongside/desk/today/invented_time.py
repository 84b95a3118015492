"""A year of the invented officers' time: what they pressed, what was drawn, what an hour costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from alongside.desk.access.models import User
from alongside.desk.support.models import HourCost, TaskVersion, TimeNote, Timing
from alongside.desk.support.time_actions import DRAWN
from alongside.desk.workforce.models import Membership, Team
from alongside.reckon.clock import Clock, days_between
from alongside.reckon.time_released import drawn

SEED = 5
YEAR = 365
HELPED = 3  # other teams in which an officer helps out
AWAY, HELPS, ANSWERS = 0.14, 0.2, 0.8  # shares of days, of notes, of what was drawn
OFTEN = {
    "take-calls": 9, "pass-on-message": 7, "arrange-meeting": 6, "track-timescales": 5,
    "chase-reports": 5, "keep-diary": 4, "file-papers": 4, "send-invitations": 3,
    "take-minutes": 3, "answer-payment-query": 3, "arrange-contact": 3, "book-transport": 2,
    "prepare-visit-pack": 2, "type-notes": 2, "enter-details": 2, "compile-lists": 1,
    "copy-bundle": 1, "book-medical": 1,
}  # fmt: skip
OUTSIDE = {
    "create-chronology": 4, "supervise-contact": 3, "advise-family": 2,
    "handle-post": 4, "staff-reception": 3, "type-management-papers": 3,
}  # fmt: skip
# What tasks truly take, over their reference: some were guessed too low, some too high.
TRULY = {"arrange-meeting": 1.35, "take-minutes": 1.2, "chase-reports": 1.15, "take-calls": 0.8}  # fmt: skip
COSTS = ((2, "38.40"), (1, "39.90"), (0, "41.20"))  # years ago, pounds


@dataclass(frozen=True)
class Habit:
    """How one officer works: for which teams, and how often those ask what is not theirs."""

    user: User
    teams: list[Team]
    asked_outside: float


def press(people: dict[str, User], today: date) -> None:
    """Write a year of notes, draw and time some, and type what an hour costs."""
    chance = Random(SEED)
    versions = {
        version.task.code: version
        for version in TaskVersion.objects.in_force(today).select_related("task")
    }
    notes = [
        note
        for habit in _habits(chance)
        for day in _days(today, chance)
        for note in _day(habit, day, today, versions, chance)
    ]
    TimeNote.objects.bulk_create(notes, batch_size=2000)
    _time(notes, people["support_officer"], today, chance)
    _costs(people["service_manager"], today)


def _habits(chance: Random) -> Iterator[Habit]:
    """One a support officer: their own teams, and others where they help out."""
    teams = list(Team.objects.active().order_by("name"))
    mine: defaultdict[User, list[Team]] = defaultdict(list)
    supports = Membership.objects.current().filter(how=Membership.How.SUPPORTS)
    supports = supports.filter(user__role__code="support_officer").by_name()
    for each in supports.select_related("user", "team"):
        mine[each.user].append(each.team)
    for user, own in mine.items():
        others = [team for team in teams if team not in own]
        helps = chance.sample(others, min(HELPED, len(others)))
        yield Habit(user, [*own, *helps], chance.uniform(0.03, 0.12))


def _days(today: date, chance: Random) -> list[date]:
    clock = Clock.england()
    days = days_between(today - timedelta(YEAR), today)
    return [day for day in days if clock.is_working(day) and chance.random() > AWAY]


def _day(habit: Habit, day, today, versions, chance: Random) -> Iterator[TimeNote]:
    """A day: eight presses or so, fewer outside the catalogue as the year goes on."""
    gone = 1 - (today - day).days / YEAR
    helping = len(habit.teams) - HELPED
    for _ in range(chance.randint(5, 9) if day < today else 3):
        helps = chance.random() < HELPS or helping < 1
        teams = habit.teams[helping:] if helps else habit.teams[:helping]
        team = chance.choice(teams or habit.teams)
        if chance.random() < habit.asked_outside * (1.6 - gone):
            version = versions[_one_of(OUTSIDE, chance)]
            yield _note(habit.user, team, version, day, 1, chance.choice((15, 30, 60)))
        else:
            version = versions[_one_of(OFTEN, chance)]
            times = 1 if version.reference_minutes > 30 else chance.choice((1, 1, 2, 3))
            said = chance.choice((10, 25, 45)) if chance.random() < 0.1 else None
            yield _note(habit.user, team, version, day, times, said)


def _one_of(weights: dict[str, int], chance: Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _note(user, team, version: TaskVersion, day, times: int, said) -> TimeNote:
    return TimeNote(
        officer=user, team=team, version=version, on=day, times=times,
        minutes=said or version.reference_minutes * times, said=said is not None,
    )  # fmt: skip


def _time(notes: list[TimeNote], waits: User, today: date, chance: Random) -> None:
    """Draw some of each week, as the desk does; one officer has not answered the last."""
    weeks: defaultdict[date, list[TimeNote]] = defaultdict(list)
    this_week = today - timedelta(days=today.weekday())
    for note in notes:
        week = note.on - timedelta(days=note.on.weekday())
        if week < this_week and not note.said:
            weeks[week].append(note)
    last = this_week - timedelta(days=7)
    Timing.objects.bulk_create(
        _timing(note, week, week == last and note.officer == waits, chance)
        for week, held in weeks.items()
        for note in _drawn(week, held)
    )


def _drawn(week: date, notes: list[TimeNote]) -> list[TimeNote]:
    by_task: defaultdict[str, list[int]] = defaultdict(list)
    for note in notes:
        by_task[note.version.task.code].append(note.pk)
    chosen = drawn(by_task, DRAWN, week.isoformat())
    return [note for note in notes if note.pk in chosen]


def _timing(note: TimeNote, week: date, waits: bool, chance: Random) -> Timing:
    asked = Timing(note=note, week=week, asked_on=week + timedelta(days=7))
    if not waits and chance.random() < ANSWERS:
        usual = note.minutes * TRULY.get(note.version.task.code, 1.0)
        asked.minutes = max(1, min(720, round(chance.gammavariate(5, usual / 5))))
        asked.answered_on = asked.asked_on + timedelta(days=chance.randint(0, 3))
    return asked


def _costs(by: User, today: date) -> None:
    year = today.year - (today.month < 4)
    for ago, pounds in COSTS:
        HourCost.objects.create(
            from_on=date(year - ago, 4, 1), pounds=Decimal(pounds), typed_by=by,
            source="Finance: full cost of a social worker’s hour (invented)",
        )  # fmt: skip

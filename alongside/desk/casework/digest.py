"""The week's digest: what is overdue or due in the next ten working days, for whom.

As a page, to be printed and carried, it names the children. As an e-mail it does not: it
gives their ids, and leads to the desk.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.templatetags.timescales import rule_title
from alongside.desk.holidays import clock_in_force
from alongside.desk.people.models import Restriction
from alongside.desk.workforce.models import Membership, Worker

DAYS = 10


@dataclass(frozen=True)
class Sheet:
    """One worker's clocks, soonest first; `worker` is None where none is recorded."""

    worker: Worker | None
    dues: list[Due]

    def overdue(self, today: date) -> int:
        return sum(due.due_on < today for due in self.dues)


def until(today: date) -> date:
    """The last of the next ten working days."""
    return clock_in_force().working_days(today, DAYS)


def sheets(dues, today: date) -> list[Sheet]:
    """Return a sheet a worker of what is overdue or due by then, by the worker's name."""
    by_worker: defaultdict[Worker | None, list[Due]] = defaultdict(list)
    for due in dues.open().filter(due_on__lte=until(today)).due_first():
        by_worker[due.worker].append(due)
    found = (Sheet(worker, theirs) for worker, theirs in by_worker.items())
    return sorted(found, key=lambda sheet: str(sheet.worker or "~"))


def of_restricted(dues, today: date):
    """Those of them that are about restricted records: paper goes from hand to hand."""
    restricted = Restriction.objects.open().values("child")
    return dues.open().filter(due_on__lte=until(today), child__in=restricted)


def theirs(user: User):
    """A person's clocks: their own, and of the teams they manage or support."""
    seen = Due.objects.visible_to(user)
    hows = (Membership.How.MANAGES, Membership.How.SUPPORTS)
    teams = Membership.objects.current().filter(user=user, how__in=hows)
    return seen.filter(worker__user=user) | seen.filter(team__in=teams.values("team"))


def readers():
    """Those who get a digest: workers who sign in here, and managers of teams."""
    managing = Membership.objects.current().filter(how=Membership.How.MANAGES)
    users = User.objects.active().filter(worker__isnull=False) | (
        User.objects.active().filter(pk__in=managing.values("user"))
    )
    able = (user for user in users.distinct().by_name() if user.may("see_timescales"))
    return list(able)


def week_of(today: date) -> str:
    """The week, as `2026-W48`."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02}"


def subject(found: list[Sheet], today: date) -> str:
    """Counts and a day: nothing of anybody."""
    number = sum(len(sheet.dues) for sheet in found)
    late = sum(sheet.overdue(today) for sheet in found)
    things = f"{number} timescale{'s' if number != 1 else ''}"
    return f"Due by {_day(until(today))}: {things}, {late} of them overdue"


def body(found: list[Sheet], today: date, extract: Extract) -> str:
    """The digest in plain text, children by their id in the case system."""
    lines = [
        f"From the case system as at {extract.as_at_words}.",
        "No child is named in this message. With names, and to print: "
        f"{settings.ADDRESS}{reverse('casework:sheet')}",
    ]
    for sheet in found:
        lines += ["", str(sheet.worker or "No worker recorded")]
        lines += (_line(due, today) for due in sheet.dues)
    return "\n".join(lines) + "\n"


def _line(due: Due, today: date) -> str:
    late = " (overdue)" if due.due_on < today else ""
    return (
        f"- {_day(due.due_on)}{late}: {rule_title(due.rule)}, child {due.child.case_id}"
    )


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B}"


def next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())

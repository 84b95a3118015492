"""The invented council's caseloads as judged: part-timers, one who leaves, choices."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.casework.caseloads import Caseloads, Line
from alongside.desk.casework.choice_actions import choose_worker
from alongside.desk.casework.models import Due, Extract
from alongside.desk.people.models import Child
from alongside.desk.workforce.models import StaffMember
from alongside.desk.workforce.staff_models import FULL_WEEK

PARTS = (Decimal("0.6"), Decimal("0.6"), Decimal(1))
MONTH = timedelta(days=30)
REASONS = (
    "She worked with the older sister, and the family knows her.",
    "Holds the least in the team; the school is on her way.",
)


def judge_caseloads(people: dict[str, User], today: date) -> None:
    """Tell of the hours of a manager's team, and choose workers for children who have none."""
    manager = people["team_manager"]
    found = Caseloads(manager, Extract.objects.in_force(), today)
    _hours(found.workers, today)
    room = sorted(found.workers, key=lambda line: (line.tally.children, line.pk))
    for child, line, reason in zip(
        _children(manager, room), room, REASONS, strict=False
    ):
        choose_worker(by=manager, child=child, line=line, reason=reason)


def _children(manager: User, room: list[Line]) -> list[Child]:
    """One who waits for a worker, and one of whoever holds most."""
    seen = Child.objects.visible_to(manager).by_name()
    waiting = seen.filter(allocation=None, dues__in=Due.objects.open()).distinct()[:1]
    held = seen.filter(allocation__worker=room[-1].pk)[:1] if room else ()
    return [*waiting, *held]


def _hours(workers: list[Line], today: date) -> None:
    """Of those who hold least, let two work three days a week, and one leave in a month."""
    few = sorted(workers, key=lambda line: (line.tally.children, line.pk))
    for line, part, last in zip(few, PARTS, (None, None, today + MONTH), strict=False):
        member = _member(line)
        member.contracted_hours = part * FULL_WEEK
        member.left_on = last
        member.save()
        for holding in member.holdings.filter(until=None):
            holding.fte, holding.until = part, last
            holding.save()


def _member(line: Line) -> StaffMember:
    """The worker as a member of staff: as HR told, else added."""
    found = StaffMember.objects.filter(worker=line.pk).first()
    return found or StaffMember(name=line.name, worker=line.person.worker)

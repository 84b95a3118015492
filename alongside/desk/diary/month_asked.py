"""What is to be held by a day: clocks that a meeting completes and that has none yet."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.db.models import QuerySet

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due
from alongside.desk.diary.ask_actions import StandsAlready, ask_people
from alongside.desk.diary.meeting_kinds import kind_of_rule, kinds
from alongside.desk.diary.models import Meeting
from alongside.desk.diary.whom_to_ask import around
from alongside.desk.people.models import Child

RULES = {code for kind in kinds().values() for code in kind.rules}


def without_a_meeting(user: User, until: date) -> list[Due]:
    """Return the open clocks of this person's teams, due by a day, that no meeting is for."""
    running = Due.objects.visible_to(user).open().filter(rule__in=RULES)
    return _of_these(user, running.filter(due_on__lte=until).select_related("child"))


def without_a_meeting_of(user: User, child: Child, kind: str) -> Due | None:
    """Return the clock of a child due soonest that a meeting of a kind completes and none is for."""
    running = Due.objects.visible_to(user).open().filter(child=child)
    return next(
        iter(_of_these(user, running.filter(rule__in=kinds()[kind].rules))), None
    )


def _of_these(user: User, running: QuerySet[Due]) -> list[Due]:
    standing = Meeting.objects.visible_to(user).standing()
    known = set(standing.values_list("child", "rule", "rule_started_on"))
    return [
        due
        for due in running.order_by("due_on", "pk")
        if (due.child_id, due.rule, due.started_on) not in known
    ]


def to_be_placed(user: User, until: date) -> list[Meeting]:
    """Return the meetings of this person's teams that are to be arranged by a day."""
    seen = Meeting.objects.visible_to(user).filter(state=Meeting.State.ASKED)
    return list(seen.filter(due_on__lte=until).in_order())


def ask_for_all(*, by: User, dues: Iterable[Due], today: date) -> int:
    """Ask for a meeting for each clock, with the child’s worker and parents.

    Each is a transaction by itself. Returns for how many there is nobody to be asked; one
    that somebody asked for meanwhile stands, and is not asked for twice.
    """
    return sum(not _ask_for(by, due, today) for due in dues)


def _ask_for(by: User, due: Due, today: date) -> bool:
    """Ask for one; say whether there is anybody to ask."""
    kind = kind_of_rule(due.rule)
    people = [(each, "must") for each in around(by, due.child, today) if each.usual]
    if not (kind and people):
        return False
    with suppress(StandsAlready):
        ask_people(
            by=by, kind=kind.code, child=due.child, due=due, people=people,
            length=kind.length,
        )  # fmt: skip
    return True

"""How supervision stands: when the next is due, and how much of what was due was held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.workforce import lines
from alongside.desk.workforce.models import (
    Holding,
    StaffMember,
    SupervisionHeld,
    SupervisionRhythm,
)
from alongside.desk.workforce.supervision_models import USUAL_WEEKS
from alongside.reckon.clock import months_from
from alongside.reckon.supervision import next_due, sessions_since

SOON = timedelta(days=7)


class Standing(NamedTuple):
    """How one person's supervision stands. `due` and `held` are of the last 12 months.

    They count from the first that is recorded; with none recorded, nothing is known.
    """

    staff: StaffMember
    weeks: int
    last: date | None
    due_on: date | None
    due: int
    held: int
    day: date

    @property
    def code(self) -> str:
        if self.due_on is None:
            return "none"
        if self.due_on < self.day:
            return "overdue"
        return "soon" if self.due_on <= self.day + SOON else "later"


class Total(NamedTuple):
    """The supervision that one manager gives, in counts."""

    manager: str
    people: int
    due: int
    held: int
    overdue: int
    none: int


def standings(staff: Iterable[StaffMember], day: date) -> list[Standing]:
    """Return how the supervision of each of these stands on a day, in their order."""
    staff = list(staff)
    weeks, held = rhythms(staff, day), _held(staff, day)
    return [_standing(each, weeks[each.pk], held[each.pk], day) for each in staff]


def _standing(staff: StaffMember, weeks: int, held: list[date], day: date) -> Standing:
    if not held:
        return Standing(staff, weeks, None, None, 0, 0, day)
    last, first = max(held), max(min(held), months_from(day, -12))
    sessions = sessions_since(first, day, weeks, held)
    kept = sum(each.held_on is not None for each in sessions)
    return Standing(staff, weeks, last, next_due(last, weeks), len(sessions), kept, day)


def _held(staff: list[StaffMember], day: date) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    rows = SupervisionHeld.objects.filter(staff__in=staff, held_on__lte=day)
    for pk, held_on in rows.values_list("staff", "held_on"):
        found[pk].append(held_on)
    return found


def rhythms(staff: Iterable[StaffMember], day: date) -> dict[int, int]:
    """Return the weeks between supervisions of each: their own, their role's, the usual."""
    keys = [each.pk for each in staff]
    own = dict(
        SupervisionRhythm.objects.filter(staff__in=keys).values_list("staff", "weeks")
    )
    by_role = Holding.objects.on(day).filter(
        staff__in=keys, post__role__rhythm__isnull=False
    )
    roles = dict(
        by_role.order_by("-since", "-pk").values_list(
            "staff", "post__role__rhythm__weeks"
        )
    )
    return {pk: own.get(pk) or roles.get(pk) or USUAL_WEEKS for pk in keys}


def overseen(user: User) -> list[StaffMember]:
    """Return whose supervision this person sees in counts: all, or those below those
    whom they manage. Counts are all that they see of them."""
    found = StaffMember.objects.all().supervised_here()
    if user.may("keep_establishment") or (
        user.sees_whole_service and user.may("arrange_cover")
    ):
        return list(found)
    below = _below(user, list(found))
    return [each for each in found if each.pk in below]


def _below(user: User, staff: list[StaffMember]) -> set[int]:
    """Return the keys of all managed by those this person manages, however far below."""
    over = {
        pk: manager.pk
        for pk, manager in lines.managers(staff, timezone.localdate()).items()
    }
    mine = set(StaffMember.objects.filter(user=user).values_list("pk", flat=True))
    level = {pk for pk, manager in over.items() if manager in mine}
    below: set[int] = set()
    while level := {pk for pk, manager in over.items() if manager in level} - below:
        below |= level
    return below


def totals(staff: list[StaffMember], day: date) -> list[Total]:
    """Return what each manager has given of what was due, by name; in counts alone."""
    over = lines.managers(staff, day)
    by_manager: dict[tuple[str, int], list[Standing]] = defaultdict(list)
    for each in standings([one for one in staff if one.pk in over], day):
        manager = over[each.staff.pk]
        by_manager[manager.name, manager.pk].append(each)
    return [
        Total(
            name,
            len(theirs),
            sum(each.due for each in theirs),
            sum(each.held for each in theirs),
            sum(each.code == "overdue" for each in theirs),
            sum(each.code == "none" for each in theirs),
        )
        for (name, _), theirs in sorted(by_manager.items())
    ]

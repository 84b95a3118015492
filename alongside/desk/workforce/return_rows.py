"""The yearly workforce return from what is held of staff, posts, agency and absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from alongside.desk.workforce import ledger
from alongside.desk.workforce.absence_teams import (
    lost_by_person,
    sickness_held_since,
)
from alongside.desk.workforce.models import (
    Absence,
    AgencyEngagement,
    Holding,
    Post,
    PostChange,
    StaffMember,
)
from alongside.reckon.absence import within
from alongside.reckon.clock import Clock, days_apart
from alongside.reckon.establishment import establishment, held, vacant
from alongside.reckon.workforce_return import (
    Authority,
    Worker,
    first_day,
    reference_day,
)

FROM, TO = StaffMember.JoinedFrom, StaffMember.Leaving
ORIGINS = {
    FROM.NEWLY_QUALIFIED: "1", FROM.OTHER_AUTHORITY: "2", FROM.ABROAD: "3",
    FROM.AGENCY_HERE: "4", FROM.AGENCY_ELSEWHERE: "4", FROM.RETURNER: "7",
    FROM.ROLE_HERE: "8", FROM.OTHER_SECTOR: "8", FROM.OTHER: "8", FROM.UNKNOWN: "9",
}  # fmt: skip
# Where to, and why, of the return's codes. What is held tells one of the two; the other
# is "not known" (8 and 9), and nothing is read into it.
LEAVING = {
    TO.OTHER_AUTHORITY: ("1", "9"), TO.AGENCY: ("3", "9"), TO.ROLE_HERE: ("8", "7"),
    TO.OTHER_SECTOR: ("7", "9"), TO.CONTRACT_ENDED: ("8", "8"), TO.RETIRED: ("8", "5"),
    TO.REDUNDANT: ("8", "9"), TO.DISMISSED: ("8", "4"), TO.DIED: ("8", "6"),
    TO.OTHER: ("7", "8"), TO.UNKNOWN: ("8", "9"),
}  # fmt: skip
# Leave is an absence there only where cases were given to others, which is not held.
ABSENT = {
    Absence.Kind.SICKNESS: "SIC",
    Absence.Kind.TRAINING: "TRN",
    Absence.Kind.OTHER: "OTH",
}
FULL = Decimal(1)


def authority(year: int) -> Authority:
    """Return the vacant FTE of registered posts on the day, and who is there by agency."""
    day = reference_day(year)
    registered = set(
        Post.objects.filter(role__registered=True).values_list("pk", flat=True)
    )
    standing = establishment(ledger.changes(PostChange.objects.all()), day)
    posts = {post: each for post, each in standing.items() if post in registered}
    in_post = held(ledger.holdings(Holding.objects.all()), day)
    engaged = list(_engaged(day))
    people = {each.staff_id for each in engaged}
    fte = sum((each.fte for each in engaged), Decimal(0))
    return Authority(vacant(posts, in_post), fte, len(people))


def workers(year: int, clock: Clock) -> list[Worker]:
    """Return the registered social workers there in the year; agency, on its last day.

    Days lost are left out where sickness is not held of the whole year.
    """
    first, day = first_day(year), reference_day(year)
    employed = (
        StaffMember.objects.exclude(registration="")
        .exclude(engaged=StaffMember.Engaged.AGENCY)
        .exclude(left_on__lt=first)
        .exclude(joined_on__gt=day)
        .order_by("registration")
    )
    staff = list(employed)
    since = sickness_held_since()
    held = since is not None and since <= first
    lost = lost_by_person(staff, first, day, clock)
    away = _away(staff, day)
    told = [
        _worker(
            one, day, within(lost.get(one.pk, {}), first, day) if held else None, away
        )
        for one in staff
    ]
    return [*told, *(_agency(each) for each in _engaged(day))]


def _worker(
    one: StaffMember, day: date, lost: Decimal | None, away: dict[int, str]
) -> Worker:
    fte = min(one.fte, FULL)
    told = Worker(
        one.registration, False, fte, one.joined_on, ORIGINS.get(one.joined_from, ""),
        days_lost=lost,
    )  # fmt: skip
    if one.left_on and one.left_on <= day:
        destination, reason = LEAVING.get(one.leaving_reason, ("", ""))
        return replace(
            told, role_end=one.left_on, destination=destination, reason=reason
        )
    return replace(
        told, fte_then=fte, absent_then=one.pk in away,
        absence_reason=away.get(one.pk, ""),
    )  # fmt: skip


def _agency(each: AgencyEngagement) -> Worker:
    weeks = None
    if each.planned_end_on:
        days = days_apart(each.starts_on, each.planned_end_on) + 1
        weeks = Decimal(days) / 7
    fte = min(each.fte, FULL)
    return Worker(
        each.staff.registration, True, fte, each.starts_on, fte_then=fte,
        contract_weeks=weeks,
    )  # fmt: skip


def _engaged(day: date):
    """Agency workers on a day who are registered, one engagement each, the latest."""
    found = AgencyEngagement.objects.on(day).exclude(staff__registration="")
    latest = {
        each.staff_id: each
        for each in found.select_related("staff").order_by("starts_on")
    }
    return sorted(latest.values(), key=lambda each: each.staff.registration)


def left_out(year: int) -> list[StaffMember]:
    """Return the agency workers on the day whose registration is not known here."""
    found = AgencyEngagement.objects.on(reference_day(year)).filter(
        staff__registration=""
    )
    return list(StaffMember.objects.filter(pk__in=found.values("staff")).by_name())


def _away(staff: list[StaffMember], day: date) -> dict[int, str]:
    """Return why each of these is away on a day, by the return's codes."""
    by_user = {one.user_id: one.pk for one in staff if one.user_id}
    found = {}
    for absence in Absence.objects.on(day).filter(kind__in=ABSENT):
        whose = absence.staff_id or by_user.get(absence.user_id)
        found[whose] = ABSENT[absence.kind]
    return found

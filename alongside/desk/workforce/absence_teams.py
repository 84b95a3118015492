"""Which team each member of staff counts to, and what the teams lost month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min

from alongside.desk.workforce.agency_models import AgencyEngagement
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.holding_models import Holding
from alongside.desk.workforce.hr_models import HrUpload
from alongside.desk.workforce.models import Membership, Team, Worker
from alongside.desk.workforce.post_models import Post
from alongside.desk.workforce.staff_models import StaffMember
from alongside.desk.workforce.toil_models import ToilEntry
from alongside.reckon.absence import (
    SMALLEST_TEAM,
    Share,
    Spell,
    days_available,
    days_lost,
    departments_basis,
    departments_year,
    teams_shown,
    total_shown,
    within,
)
from alongside.reckon.clock import Clock, months_from

NO_TEAM = "In no team"


@dataclass(frozen=True)
class MonthOfTeams:
    """One month: what each team shown lost of what it had, and all of them together.

    `people` are those in post in it. A team of fewer than five stands in `hidden`, with
    those that hide it. A month that sickness is not held for, whole, tells nothing.
    """

    first: date
    last: date
    shares: Mapping[str, Share]
    people: Mapping[str, int]
    hidden: list[str]
    whole: Share | None
    held: bool = True


def teams_of(staff: Iterable[StaffMember]) -> dict[int, str]:
    """Return the name of each one's team: of the post held last, else as they sign in,
    else as the case system names them."""
    names = dict(Team.objects.values_list("pk", "name"))
    posts = dict(Post.objects.as_last_set().values_list("pk", "team_now"))
    held = Holding.objects.order_by("since", "pk").values_list("staff", "post")
    by_post = {pk: names.get(posts.get(post)) for pk, post in held}
    current = Membership.objects.current().filter(how=Membership.How.WORKS_IN)
    by_user = {each.user_id: names[each.team_id] for each in current}
    by_worker = {
        pk: names.get(team) for pk, team in Worker.objects.values_list("pk", "team")
    }
    return {
        one.pk: by_post.get(one.pk)
        or by_user.get(one.user_id)
        or by_worker.get(one.worker_id)
        or NO_TEAM
        for one in staff
    }


def people_by_team(day: date) -> Counter[str]:
    """Return how many are there on a day by the name of their team, agency workers too."""
    employed = StaffMember.objects.exclude(engaged=StaffMember.Engaged.AGENCY)
    engaged = AgencyEngagement.objects.on(day).values_list("staff", "team__name")
    people = Counter(teams_of(employed.here_on(day)).values())
    return people + Counter(dict(engaged).values())


def employees() -> list[StaffMember]:
    """Return those employed here, now or before: agency workers are not counted."""
    employed = StaffMember.objects.exclude(engaged=StaffMember.Engaged.AGENCY)
    return list(employed.defer("name", "registration", "joined_from", "leaving_reason"))


def lost_by_person(
    staff: Iterable[StaffMember], since: date, as_at: date, clock: Clock
) -> dict[int, dict[date, Decimal]]:
    """Return, by member of staff, what sickness lost on each day up to a day.

    Of spells that ran on `since` or later: days of those before it stand too, and of no
    others.
    """
    people = {one.pk: one for one in staff}
    by_user = {one.user_id: one.pk for one in people.values() if one.user_id}
    spells: dict[int, list[Spell]] = defaultdict(list)
    told = Absence.objects.sickness().overlapping(since, as_at)
    for pk, user, *days in told.values_list(
        "staff", "user", "first_on", "last_on", "lost"
    ):
        whose = pk or by_user.get(user)
        if whose in people:
            spells[whose].append(Spell(*days))
    return {
        pk: days_lost(of, people[pk].fte, as_at, clock) for pk, of in spells.items()
    }


def sickness_held_since() -> date | None:
    """Return the day from which sickness is held; None where none is.

    As an import said from when it tells; else the first day of the first spell. Nothing
    lost before it is not known, which is not the same as nothing lost.
    """
    said = HrUpload.objects.aggregate(day=Min("sickness_from"))["day"]
    return said or Absence.objects.sickness().aggregate(day=Min("first_on"))["day"]


def months_to(as_at: date, count: int = 12) -> list[tuple[date, date]]:
    """Return the first and last day of each of the latest months, that of `as_at` last.

    The last one ends with `as_at`: days to come are not available yet.
    """
    this = as_at.replace(day=1)
    firsts = [months_from(this, n - count + 1) for n in range(count)]
    ends = [months_from(first, 1) - timedelta(days=1) for first in firsts]
    return [(first, min(end, as_at)) for first, end in zip(firsts, ends, strict=True)]


def by_month(as_at: date, clock: Clock) -> list[MonthOfTeams]:
    """Return the latest twelve months of all teams, small ones hidden."""
    staff, months = employees(), months_to(as_at)
    teams = teams_of(staff)
    lost = _lost_by_team(staff, teams, months[0][0], as_at, clock)
    in_post = [
        (teams[one.pk], fte, one.joined_on, one.left_on)
        for one in staff
        if (fte := one.fte)
    ]
    since = sickness_held_since()
    return [
        _month(in_post, lost, first, last, clock)
        if since and since <= first
        else MonthOfTeams(first, last, {}, {}, [], None, held=False)
        for first, last in months
    ]


def _lost_by_team(
    staff, teams: Mapping[int, str], since: date, as_at: date, clock: Clock
) -> dict[tuple[str, date], Decimal]:
    """Return what each team lost in each month, by its name and the month's first day."""
    summed: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    in_post = {one.pk: (one.joined_on, one.left_on) for one in staff}
    for pk, days in lost_by_person(staff, since, as_at, clock).items():
        joined, left = in_post[pk]
        for day, part in days.items():
            if (joined or day) <= day <= (left or day):
                summed[teams[pk], day.replace(day=1)] += part
    return summed


def departments_share(as_at: date, clock: Clock) -> tuple[int, Share | None]:
    """Return the latest whole reporting year, and days lost in it on the Department's basis.

    None where fewer than five people were in post on its last day, or sickness is not
    held of the whole of it.
    """
    year = departments_year(as_at) - (as_at != date(as_at.year, 9, 30))
    first, last = date(year - 1, 10, 1), date(year, 9, 30)
    since = sickness_held_since()
    if since is None or since > first:
        return year, None
    staff = employees()
    lost = lost_by_person(staff, first, last, clock)
    here = [one.fte for one in staff if _in_post(one, last)]
    if len(here) < SMALLEST_TEAM:
        return year, None
    whole = _sum(within(days, first, last) for days in lost.values())
    return year, departments_basis(whole, _sum(here), year)


def _in_post(one: StaffMember, day: date) -> bool:
    return (one.joined_on or day) <= day <= (one.left_on or day)


def _month(in_post, lost, first: date, last: date, clock: Clock) -> MonthOfTeams:
    """Return one month, of those in post by team, FTE, and when they joined and left."""
    working = days_available(Decimal(1), first, last, clock)
    people: Counter[str] = Counter()
    available: dict[str, Decimal] = defaultdict(Decimal)
    for team, fte, joined, left in in_post:
        here = working
        if (joined and joined > first) or (left and left < last):
            here = days_available(Decimal(1), first, last, clock, joined, left)
        if here:
            people[team] += 1
            available[team] += fte * here
    summed = {
        team: Share(lost.get((team, first), Decimal(0)), of)
        for team, of in available.items()
    }
    shown = teams_shown(people)
    whole = Share(
        _sum(share.lost for share in summed.values()),
        _sum(share.available for share in summed.values()),
    )
    return MonthOfTeams(
        first, last,
        {team: share for team, share in sorted(summed.items()) if team in shown},
        people, sorted(set(people) - shown), whole if total_shown(people) else None,
    )  # fmt: skip


@dataclass(frozen=True)
class HoursOfTeams:
    """Hours earned and taken by team, those hidden, and of all where that may be shown."""

    teams: Mapping[str, tuple[Decimal, Decimal]]
    hidden: list[str]
    whole: tuple[Decimal, Decimal] | None


def toil_by_team(as_at: date) -> HoursOfTeams:
    """Return hours of time off in lieu in the month of a day, up to that day.

    Teams are counted by those in post on the day, not by those who noted hours.
    """
    staff = [one for one in employees() if _in_post(one, as_at)]
    teams = teams_of(staff)
    people = Counter(teams.values())
    hours = {team: [Decimal(0), Decimal(0)] for team in people}
    for entry in ToilEntry.objects.filter(on__gte=as_at.replace(day=1), on__lte=as_at):
        if team := teams.get(entry.staff_id):
            hours[team][entry.kind == ToilEntry.Kind.TAKEN] += entry.hours
    shown = teams_shown(people)
    earned, taken = (_sum(both[n] for both in hours.values()) for n in (0, 1))
    return HoursOfTeams(
        {team: tuple(both) for team, both in sorted(hours.items()) if team in shown},
        sorted(set(people) - shown),
        (earned, taken) if total_shown(people) else None,
    )


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))

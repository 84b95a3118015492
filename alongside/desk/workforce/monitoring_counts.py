"""Counted from posts and the people in them: vacancies, agency, leavers, sickness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from alongside.desk.workforce import ledger
from alongside.desk.workforce.absence_teams import by_month
from alongside.desk.workforce.models import (
    AgencyEngagement,
    Holding,
    PostChange,
    StaffMember,
    Team,
)
from alongside.desk.workforce.monitoring_actions import Numbers
from alongside.desk.workforce.monitoring_counting import counts
from alongside.reckon.clock import Clock
from alongside.reckon.establishment import Standing, establishment, held, size, vacant

NONE = Decimal(0)


@counts("vacancies_local")
def vacancies(first: date, last: date) -> Iterator[Numbers]:
    """Of each team's posts on the last day, the FTE that nobody employed holds."""
    in_post = held(ledger.holdings(Holding.objects.all()), last)
    for team, posts in _by_team(last):
        yield Numbers(team, first, vacant(posts, in_post), size(posts.values()).fte)


@counts("agency_local")
def agency(first: date, last: date) -> Iterator[Numbers]:
    """Of the FTE at work for each team on the last day, that of agency workers."""
    in_post = held(ledger.holdings(Holding.objects.all()), last)
    through: dict[int, Decimal] = defaultdict(Decimal)
    for engagement in AgencyEngagement.objects.on(last).select_related("staff"):
        through[engagement.team_id] += engagement.fte
    for team, posts in _by_team(last):
        employed = sum((in_post.get(post, NONE) for post in posts), NONE)
        of_agency = through[team.pk]
        yield Numbers(team, first, of_agency, employed + of_agency)


@counts("leavers_local")
def leavers(first: date, last: date) -> Iterator[Numbers]:
    """Of the people in each team's posts on the first day, those whose last day it held."""
    holding = Holding.objects.on(first).values_list("post", "staff")
    left = set(
        StaffMember.objects.filter(left_on__gte=first, left_on__lte=last)
        .exclude(engaged=StaffMember.Engaged.AGENCY)
        .values_list("pk", flat=True)
    )
    for team, posts in _by_team(first):
        people = {staff for post, staff in holding if post in posts}
        gone = Decimal(len(people & left))
        yield Numbers(team, first, gone, Decimal(len(people)))


@counts("sickness_local")
def sickness(first: date, last: date) -> Iterator[Numbers]:
    """Days lost of days available, of teams that are large enough to be told of."""
    teams = {team.name: team for team in Team.objects.active()}
    month = by_month(last, Clock.england())[-1]
    for name, share in month.shares.items():
        if name in teams:
            lost, available = (round(n, 2) for n in (share.lost, share.available))
            yield Numbers(teams[name], first, lost, available)


def _by_team(day: date) -> Iterator[tuple[Team, Mapping[int, Standing]]]:
    """Yield each active team with the posts aligned with it on a day."""
    posts: dict[int | None, dict[int, Standing]] = defaultdict(dict)
    standing = establishment(ledger.changes(PostChange.objects.all()), day)
    for post, each in standing.items():
        posts[each.team][post] = each
    for team in Team.objects.active():
        if team.pk in posts:
            yield team, posts[team.pk]

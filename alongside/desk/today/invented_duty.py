"""The invented council's duty rota, of weeks past and six ahead, and its night team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from alongside.desk.access.models import User
from alongside.desk.workforce.duty_actions import keep_out_of_hours, share_duty
from alongside.desk.workforce.duty_rota import (
    WEEK,
    lead_of,
    monday_of,
    open_days,
    who_may_be_worker,
)
from alongside.desk.workforce.models import DutyTurn, Team

PAST, AHEAD = 8, 7  # weeks; the week that runs is the first ahead
OPENS, CLOSES, FRIDAY = time(8, 30), time(17), time(16, 30)
Session = DutyTurn.Session


def keep_rota(people: dict[str, User], today: date) -> None:
    """Type in everybody's weeks; two teams stand on one rota."""
    by = people["service_manager"]
    keep_out_of_hours(
        by=by, name="Emergency duty team (invented)", telephone="01632 960 999",
        email="emergency.duty@invented.example",
        hours={day: (OPENS, FRIDAY if day == 4 else CLOSES) for day in range(5)},
    )  # fmt: skip
    teams = list(Team.objects.active().order_by("kind", "name"))
    if len(teams) > 2:
        share_duty(by=by, team=teams[-1], kept_with=teams[-2])
    monday = monday_of(today)
    days = open_days(monday - PAST * WEEK, monday + AHEAD * WEEK - timedelta(days=1))
    DutyTurn.objects.bulk_create(
        turn
        for number, team in enumerate(teams)
        if lead_of(team) == team
        for turn in _turns(team, number, days)
    )


def _turns(team: Team, number: int, days: list[date]) -> Iterator[DutyTurn]:
    """Yield a team's turns: its people in order, now and then by halves or of nobody."""
    people = who_may_be_worker(team)
    managers = [user for user in people if user.role.code == "team_manager"]
    workers = [user for user in people if user not in managers] or managers
    if not workers:
        return
    for place, day in enumerate(days):
        if (place + number) % 23 == 22:
            continue  # nobody was found: it falls to the team's manager
        worker = workers[place % len(workers)]
        manager = managers[0] if managers else None
        if (place + number) % 11 == 10 and len(workers) > 1:
            other = workers[(place + 1) % len(workers)]
            yield _turn(team, day, Session.MORNING, worker, manager)
            yield _turn(team, day, Session.AFTERNOON, other, manager)
        else:
            yield _turn(team, day, Session.DAY, worker, manager)


def _turn(team: Team, day: date, session: str, worker, manager) -> DutyTurn:
    return DutyTurn(team=team, day=day, session=session, worker=worker, manager=manager)

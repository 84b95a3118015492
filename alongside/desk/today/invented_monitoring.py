"""The invented council's months: eighteen of each figure that is watched, for each team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from alongside.desk.access.models import User
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_actions import (
    Numbers,
    draw_limits_anew,
    import_figures,
)
from alongside.desk.workforce.monitoring_counting import count_month

MONTHS = 18
CHANGED = 12  # months in: the first team's caseload rises, the second's sickness falls
USUAL = {  # indicator: about what share or rate, how far it strays, of about how many
    "leavers_local": (0.02, 0, 16),
    "sickness_local": (0.05, 0.012, 250),
    "agency_local": (0.15, 0.02, 14),
    "vacancies_local": (0.12, 0.02, 15),
    "caseload_local": (18.5, 1.1, 11),
    "time_owed_local": (7.0, 1.2, 11),
    "audits_good_local": (0.62, 0, 9),
    "audits_inadequate_local": (0.12, 0, 9),
    "in_time_local": (0.86, 0, 60),
}
COUNTED = ("leavers_local", "audits_good_local", "audits_inadequate_local", "in_time_local")  # fmt: skip
WHY = "The team took the cases of the eastern villages, with the two workers who held them."


def keep_months(people: dict[str, User], today: date, seed: int) -> None:
    """Keep the months up to the last whole one, as the HR adviser's tables.

    The last one is counted too, so that a chart shows both where they differ.
    """
    by, chance = people["hr_adviser"], Random(seed)
    teams = list(Team.objects.active().order_by("pk"))
    months = list(_months(today))
    for indicator in USUAL:
        rows = [
            _numbers(chance, indicator, team, place, n, month)
            for place, team in enumerate(teams)
            for n, month in enumerate(months)
        ]
        import_figures(by=by, indicator=indicator, rows=rows)
    count_month(by=by, month=months[-1], today=today)
    if teams:
        draw_limits_anew(
            by=by, indicator="time_owed_local", team=teams[0],
            month=months[CHANGED], reason=WHY,
        )  # fmt: skip


def _months(today: date) -> Iterator[date]:
    last = 12 * today.year + today.month - 1
    for number in range(last - MONTHS, last):
        yield date(number // 12, number % 12 + 1, 1)


def _numbers(
    chance: Random, indicator: str, team: Team, place: int, n: int, month: date
) -> Numbers:
    usual, strays, of = USUAL[indicator]
    if n >= CHANGED and (place, indicator) == (0, "caseload_local"):
        usual += 4
    if n >= CHANGED and (place, indicator) == (1, "sickness_local"):
        usual /= 2
    below = max(4, round(of * chance.uniform(0.85, 1.15)))
    if indicator in COUNTED:
        above = sum(chance.random() < usual for _ in range(below))
        return Numbers(team, month, Decimal(above), Decimal(below))
    above = max(0.0, chance.gauss(usual, strays)) * below
    places = 0 if indicator == "caseload_local" else 1
    return Numbers(team, month, Decimal(f"{above:.{places}f}"), Decimal(below))

"""The invented council's pilots: one over, one running, one being designed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.pilots.during_actions import note_in_log, remark
from alongside.desk.pilots.models import Exposure, Pilot
from alongside.desk.pilots.panel_drawn import months
from alongside.desk.pilots.plan_actions import (
    Part,
    add_initiative,
    add_promise,
    change_plan,
    keep_promise,
    lock_plan,
    plan_pilot,
    set_teams,
)
from alongside.desk.pilots.verdict_actions import work_out
from alongside.desk.workforce.models import MonthlyFigure, Team
from alongside.reckon.clock import months_from

SEED = 20_150
RUNS, BEFORE = 12, 12  # months
SHOWN = ("caseload_local", "sickness_local", "audits_good_local", "in_time_local")
USUAL = {  # about what share or level, how far a month strays, of about how many
    "caseload_local": (18.5, 0.9, 11),
    "sickness_local": (0.05, 0.010, 250),
    "audits_good_local": (0.58, 0, 12),
    "in_time_local": (0.84, 0, 60),
}
MOVES = {"in_time_local": 0.05, "audits_good_local": 0.06, "sickness_local": -0.004}
COUNTED = ("audits_good_local", "in_time_local")
QUESTION = "Are more timescales kept where a social work support officer works beside the team?"


@transaction.atomic
def try_out(people: dict[str, User], today: date) -> None:
    """Two years of months and what three pilots make of them."""
    chance = Random(SEED)
    teams = list(Team.objects.active().order_by("pk"))
    if len(teams) < 4:
        return
    last = months_from(today.replace(day=1), -1)
    start = months_from(last, 1 - RUNS)
    arms = dict(
        zip(teams, [Part("pilot"), Part("comparison")] * len(teams), strict=False)
    )
    _earlier(people["hr_adviser"], teams, start, chance)
    _lift(arms, start)
    pilot = _over(people, arms, start, last, today)
    _meanwhile(people, pilot, arms, start, last)
    work_out(by=people["analyst"], pilot=pilot)
    _running(people, arms, today)
    _designed(people, today)


def _earlier(by: User, teams: list[Team], start: date, chance: Random) -> None:
    """The months before those that are kept already, so that a year stands before it."""
    there = set(
        MonthlyFigure.objects.filter(indicator__in=USUAL).values_list(
            "indicator", "team", "month"
        )
    )
    MonthlyFigure.objects.bulk_create(
        figure
        for team in teams
        for month in months(months_from(start, -BEFORE), start)
        for figure in _figures(by, team, month, chance)
        if (figure.indicator, team.pk, month) not in there
    )


def _figures(
    by: User, team: Team, month: date, chance: Random
) -> Iterator[MonthlyFigure]:
    for indicator, (usual, strays, of) in USUAL.items():
        below = max(4, round(of * chance.uniform(0.85, 1.15)))
        if indicator in COUNTED:
            above = float(sum(chance.random() < usual for _ in range(below)))
        else:
            above = round(max(0.0, chance.gauss(usual, strays)) * below, 1)
        yield MonthlyFigure(
            indicator=indicator, team=team, month=month, by=by, came="imported",
            numerator=Decimal(str(above)), denominator=Decimal(below),
            as_at=months_from(month, 1) - timedelta(1),
        )  # fmt: skip


def _lift(arms: dict[Team, Part], start: date) -> None:
    """Let the pilot teams' own months be a little better from the second on."""
    pilot = [team for team, part in arms.items() if part.arm == "pilot"]
    moved = list(
        MonthlyFigure.objects.filter(
            team__in=pilot, indicator__in=MOVES, month__gt=start
        )
    )
    for each in moved:
        by = Decimal(str(MOVES[each.indicator])) * each.denominator
        places = Decimal(1) if each.indicator in COUNTED else Decimal("0.01")
        changed = (each.numerator + by).quantize(places)
        each.numerator = min(max(changed, Decimal(0)), each.denominator)
        each.save(update_fields=["numerator"])


def _over(people, arms, start: date, last: date, today: date) -> Pilot:
    pilot = plan_pilot(
        by=people["analyst"], name="Social work support officers", question=QUESTION,
        source="months", indicator="in_time_local", better="higher",
        worthwhile=Decimal(5), also=[name for name in SHOWN if name != "in_time_local"],
        chosen_how="volunteers", chosen_on="", chosen_first=None, chosen_last=None,
        baseline_first=months_from(start, -BEFORE), starts_on=start,
        ends_on=months_from(start, 5), startup_months=1, cost=Decimal(206_000),
        cost_of="Posts of grade 4 with oncosts, a senior, and training.",
    )  # fmt: skip
    set_teams(by=people["analyst"], pilot=pilot, parts=arms)
    lock_plan(by=people["service_manager"], pilot=pilot)
    pilot = change_plan(
        by=people["service_manager"], pilot=pilot, ends_on=last,
        cost=Decimal(437_000),
        reason="The Committee extended it, to see whether what was seen would last.",
    )  # fmt: skip
    _date(pilot, months_from(start, -1) + timedelta(8), months_from(start, 4))
    told = {"pilot": pilot, "owner": people["team_manager"]}
    first = add_promise(
        by=people["service_manager"], what="What the first half year came to",
        to_whom="Children and young people’s committee", due_on=today, **told,
    )  # fmt: skip
    keep_promise(
        by=people["team_manager"], promise=first, kept_on=first.added_on,
        kept_how="Report of the service director, paragraphs 12 to 19",
    )  # fmt: skip
    for days, what in (
        (-6, "Figures of the last quarter"),
        (24, "What the pilot came to"),
    ):
        add_promise(
            by=people["service_manager"], what=what, due_on=today + timedelta(days),
            to_whom="Children and young people’s committee", **told,
        )  # fmt: skip
    return pilot


def _date(pilot: Pilot, locked_on: date, amended_on: date) -> None:
    """Let it have been planned and locked before it began, and extended as it ran."""
    pilot.planned_on, pilot.locked_on = locked_on - timedelta(20), locked_on
    pilot.save(update_fields=["planned_on", "locked_on"])
    amendment = pilot.amendments.get()
    amendment.at = timezone.make_aware(datetime.combine(amended_on, time(10)))
    amendment.save(update_fields=["at"])


def _meanwhile(people, pilot: Pilot, arms, start: date, last: date) -> None:
    """What blurred it, who was there, and a remark."""
    by, teams = people["service_manager"], list(arms)
    add_initiative(
        by=by, pilot=pilot, what="New practice model, taught to every team", team=None,
        first=months_from(start, -2), last=months_from(start, 4),
    )  # fmt: skip
    for n, kind, at, what in (
        (0, "manager", 3, "A new team manager came"),
        (1, "moved", 5, "Two social workers moved here from a pilot team"),
        (3, "shared", 6, "An officer of a pilot team helped for two weeks"),
    ):
        note_in_log(
            by=by, pilot=pilot, team=teams[n], month=months_from(start, at), kind=kind,
            what=what,
        )  # fmt: skip
    remark(
        by=by, pilot=pilot, team=teams[0], month=months_from(start, 3),
        indicator="in_time_local", text="Two conferences waited for an interpreter.",
    )  # fmt: skip
    after = months_from(last, 1)
    Exposure.objects.bulk_create(
        Exposure(
            pilot=pilot, team=team, month=month, by=by, on=pilot.planned_on,
            fte=_present(part.arm, n, place),
        )
        for place, (team, part) in enumerate(arms.items())
        for n, month in enumerate(months(start, after))
    )  # fmt: skip


def _present(arm: str, n: int, place: int) -> Decimal:
    if arm != "pilot":
        return Decimal("0.5") if (n, place) == (6, 3) else Decimal(0)
    return (
        Decimal("0.5")
        if n == 0
        else Decimal("1.6")
        if (n + place) % 5 == 0
        else Decimal(2)
    )


def _running(people, arms, today: date) -> None:
    start = today.replace(day=1)
    pilot = plan_pilot(
        by=people["analyst"], name="Interpreters by video", source="months",
        question="Are more timescales kept where interpreters can be had by video?",
        indicator="in_time_local", better="higher", worthwhile=Decimal(4), also=[],
        chosen_how="worst", chosen_on="Share of timescales in time, by team",
        chosen_first=months_from(start, -6), chosen_last=months_from(start, -4),
        baseline_first=months_from(start, -18), starts_on=start,
        ends_on=months_from(start, 8), startup_months=0,
    )  # fmt: skip
    set_teams(by=people["analyst"], pilot=pilot, parts=arms)
    add_promise(
        by=people["service_manager"], pilot=pilot, what="How it goes after four months",
        to_whom="Leadership team", due_on=months_from(start, 4),
        owner=people["service_manager"],
    )  # fmt: skip
    pilot = lock_plan(by=people["service_manager"], pilot=pilot)
    pilot.planned_on, pilot.locked_on = start - timedelta(30), start - timedelta(9)
    pilot.save(update_fields=["planned_on", "locked_on"])
    note_in_log(
        by=people["service_manager"], pilot=pilot, team=next(iter(arms)), month=start,
        kind="other", what="No interpreter by video could be had for two days",
    )  # fmt: skip


def _designed(people, today: date) -> None:
    start = months_from(today.replace(day=1), 5)
    plan_pilot(
        by=people["analyst"], name="Minutes typed during the meeting", source="audits",
        question="Are more audits good or better where minutes are typed in the meeting?",
        indicator="good_or_better", better="higher", worthwhile=Decimal(10),
        also=["inadequate"], chosen_how="lot", baseline_first=months_from(start, -12),
        starts_on=start, ends_on=months_from(start, 11), startup_months=1,
    )  # fmt: skip

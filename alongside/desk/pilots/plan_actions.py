"""A plan made, locked and amended; its promises and what else was begun meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.pilots.models import (
    Amendment,
    Draw,
    Initiative,
    Pilot,
    PilotTeam,
    Promise,
)
from alongside.desk.pilots.plan_words import PLANNED, label, said, teams_said
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team
from alongside.reckon.pilots import lots
from alongside.reckon.pilots.design import smallest_p_within
from alongside.reckon.pilots.verdict import STRONG


class Part(NamedTuple):
    """How a team takes part: in which arm, and from which month where that is its own."""

    arm: str
    starts_on: date | None = None


@once
@transaction.atomic
def plan_pilot(*, by: User, **chosen) -> Pilot:
    """Begin a plan. It can be changed freely until somebody locks it."""
    pilot = Pilot(planned_by=by, planned_on=timezone.localdate(), **chosen)
    return keep(pilot, by=by, action="plan pilot")


@transaction.atomic
def change_plan(*, by: User, pilot: Pilot, reason: str = "", **chosen) -> Pilot:
    """Change a plan: freely until it is locked, and then with a reason that stands beside it."""
    pilot = _locked_row(pilot)
    was = {field: said(pilot, field) for field in PLANNED}
    for field in PLANNED:
        setattr(pilot, field, chosen.get(field, getattr(pilot, field)))
    changes = [
        {"what": label(field), "was": was[field], "now": now}
        for field in PLANNED
        if (now := said(pilot, field)) != was[field]
    ]
    _amend(by, pilot, changes, reason)
    return keep(pilot, by=by, action="change plan", changed=len(changes))


@transaction.atomic
def set_teams(
    *, by: User, pilot: Pilot, parts: Mapping[Team, Part], reason: str = ""
) -> Pilot:
    """Say which teams take part, and how; once the plan is locked, with a reason."""
    pilot = _locked_row(pilot)
    _check_drawn(pilot, parts)
    was = teams_said(pilot.teams.select_related("team"))
    PilotTeam.objects.filter(pilot=pilot).delete()
    for team, part in parts.items():
        PilotTeam(pilot=pilot, team=team, **part._asdict()).save()
    now = teams_said(pilot.teams.select_related("team"))
    changes = [{"what": "Teams", "was": was, "now": now}] if was != now else []
    _amend(by, pilot, changes, reason)
    teams = [team.pk for team in parts]
    record(by=by, action="set pilot teams", subject=pilot, team=teams)
    return pilot


@transaction.atomic
def draw_lots(
    *, by: User, pilot: Pilot, teams: Sequence[Team], seed: str, number: int | None
) -> Draw:
    """Draw the pilot teams by lot, once, and keep how it was drawn.

    So many of all the teams; or, without a number, half of each kind of team.
    """
    pilot = _locked_row(pilot)
    if pilot.locked or hasattr(pilot, "draw"):
        raise ValidationError(
            "Lots are drawn once, and before the plan is locked. They stand as they fell."
        )
    groups = {"all kinds": [team.name for team in teams]} if number else _by_kind(teams)
    picked = {name: number or len(those) // 2 for name, those in groups.items()}
    fell = _drawn(seed, groups, picked)
    _refuse_few_ways([(picked[name], len(those)) for name, those in groups.items()])
    parts = {
        team: Part("pilot" if team.name in fell.pilot else "comparison")
        for team in teams
    }
    set_teams(by=by, pilot=pilot, parts=parts)
    draw = Draw(
        pilot=pilot, seed=fell.seed, teams=sorted(team.name for team in teams),
        pairs=[] if number else list(groups.values()), drawn=sorted(fell.pilot), by=by,
        at=timezone.now(),
    )  # fmt: skip
    draw.full_clean()
    draw.save(force_insert=True)
    pilot.chosen_how = Pilot.Chosen.LOT
    keep(pilot, by=by, action="draw lots", drawn=len(draw.drawn))
    return draw


def _drawn(
    seed: str, groups: dict[str, list[str]], picked: dict[str, int]
) -> lots.Draw:
    try:
        return lots.draw(seed, groups, picked)
    except ValueError as problem:
        raise ValidationError(str(problem)) from None


def _refuse_few_ways(groups: list[tuple[int, int]]) -> None:
    """Refuse lots within kinds that can show nothing, where lots among all of them could."""
    p = smallest_p_within(groups)
    together = (sum(picked for picked, _ in groups), sum(of for _, of in groups))
    if p > STRONG >= smallest_p_within([together]):
        raise ValidationError(
            f"Half of each kind of these teams can be drawn in so few ways that p could "
            f"never fall below {p:.2g}, and nothing be called evidence. Say how many are to "
            "be pilot teams, and they are drawn from all together."
        )


def _by_kind(teams: Sequence[Team]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for team in teams:
        groups.setdefault(team.get_kind_display(), []).append(team.name)
    return groups


@transaction.atomic
def lock_plan(*, by: User, pilot: Pilot) -> Pilot:
    """Lock a plan, and date it. What is changed afterwards stands beside it, with a reason."""
    pilot = _locked_row(pilot)
    if pilot.locked:
        raise ValidationError(
            f"The plan was locked already, on {day_said(pilot.locked_on)}."
        )
    arms = set(pilot.teams.values_list("arm", flat=True))
    if lacking := [arm.label.lower() for arm in PilotTeam.Arm if arm not in arms]:
        raise ValidationError(
            f"There is no {' and no '.join(lacking)} team. Say which teams take part "
            "before the plan is locked."
        )
    if pilot.chosen_how == Pilot.Chosen.LOT and not hasattr(pilot, "draw"):
        raise ValidationError(
            "The plan says that teams are chosen by lot, and no lots were drawn here. "
            "Draw them, or say how the teams were chosen."
        )
    pilot.locked_by, pilot.locked_on = by, timezone.localdate()
    return keep(pilot, by=by, action="lock plan")


@once
@transaction.atomic
def add_promise(
    *, by: User, pilot: Pilot, what: str, to_whom: str, due_on: date, owner: User
) -> Promise:
    """Keep that somebody reports back by a day."""
    promise = Promise(
        pilot=pilot, what=what, to_whom=to_whom, due_on=due_on, owner=owner,
        added_on=timezone.localdate(),
    )  # fmt: skip
    return keep(promise, by=by, action="add promise", due=due_on.isoformat())


@transaction.atomic
def keep_promise(
    *, by: User, promise: Promise, kept_on: date, kept_how: str
) -> Promise:
    """Say that it was reported, when and where."""
    promise = Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    if promise.kept_on:
        raise ValidationError(
            f"This promise was kept already, on {day_said(promise.kept_on)}."
        )
    if kept_on < promise.added_on:
        raise ValidationError(
            f"The promise was made on {day_said(promise.added_on)}. Give that day or a "
            "later one."
        )
    promise.kept_on, promise.kept_by, promise.kept_how = kept_on, by, kept_how
    return keep(promise, by=by, action="keep promise")


@once
@transaction.atomic
def add_initiative(
    *,
    by: User,
    pilot: Pilot,
    what: str,
    team: Team | None,
    first: date,
    last: date | None = None,
) -> Initiative:
    """Keep what else was begun meanwhile, in one team or in all."""
    if last and last < first:
        raise ValidationError("The last month comes before the first. Swap them.")
    initiative = Initiative(
        pilot=pilot, what=what, team=team, first=first, last=last, added_by=by,
        added_on=timezone.localdate(),
    )  # fmt: skip
    return keep(initiative, by=by, action="add initiative")


def _locked_row(pilot: Pilot) -> Pilot:
    return Pilot.objects.select_for_update(of=("self",)).get(pk=pilot.pk)


def _amend(by: User, pilot: Pilot, changes: list[dict], reason: str) -> None:
    """Keep beside a locked plan what is changed of it. Refuses a change without a reason."""
    if not pilot.locked:
        return
    if not changes:
        raise ValidationError("Nothing was changed. The plan stands as it was.")
    if not reason.strip():
        raise ValidationError(
            f"The plan was locked on {day_said(pilot.locked_on)}. Say why it is changed: "
            "the reason stands beside it."
        )
    Amendment(
        pilot=pilot, changes=changes, reason=reason.strip(), by=by, at=timezone.now()
    ).save(force_insert=True)


def _check_drawn(pilot: Pilot, parts: Mapping[Team, Part]) -> None:
    """Lots are kept as they fell: pilot teams that were drawn are not chosen anew."""
    draw = getattr(pilot, "draw", None)
    if draw is None or pilot.locked:
        return
    chosen = {team.name for team, part in parts.items() if part.arm == "pilot"}
    if chosen != set(draw.drawn):
        raise ValidationError(
            f"Lots were drawn for {', '.join(draw.drawn)}. They stand: lots that are "
            "drawn until they please are no lots."
        )

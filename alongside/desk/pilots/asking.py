"""What a plan asks of a panel: its teams, its start, what was agreed, and what is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from alongside.desk.pilots.during_models import LogEntry
from alongside.desk.pilots.panel_drawn import months, quarter
from alongside.desk.pilots.plan_models import Pilot, PilotTeam
from alongside.desk.pilots.plan_words import unit_of
from alongside.desk.quality.audit_models import Audit
from alongside.desk.workforce.monitoring_models import last_day
from alongside.reckon.clock import months_from
from alongside.reckon.indicators.workforce import RATIOS
from alongside.reckon.indicators.workforce.ratio import RATE
from alongside.reckon.pilots import periods
from alongside.reckon.pilots.panel import Panel
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.verdict import CONTAMINATED, REASONS, Circumstances

MOVED = {LogEntry.Kind.MOVED, LogEntry.Kind.MERGED}


def question_of(pilot: Pilot, panel: Panel) -> Question:
    """Return what is asked: all of it from the plan and the log, nothing chosen here."""
    named = (pilot.indicator, *pilot.also)
    known = [RATIOS[name] for name in named if name in RATIOS]
    less = [each.name for each in known if each.better == "lower"]
    if pilot.better == Pilot.Better.LOWER:
        less.append(pilot.indicator)
    return Question(
        pilot=_names(pilot, PilotTeam.Arm.PILOT),
        start=_period(pilot.starts_on, panel),
        indicators=tuple(name for name in named if name in panel.indicators),
        worthwhile={pilot.indicator: float(pilot.worthwhile)},
        less_is_better=tuple(dict.fromkeys(less)),
        left_out=tuple(dict.fromkeys(_left_out(pilot, panel))),
        kinds=kinds_of(pilot),
        alike=_alike(pilot),
        rates=tuple(each.name for each in known if each.nature == RATE),
        units={name: unit for name in named if (unit := unit_of(name))},
        circumstances=_circumstances(pilot),
    )


def asked_again(told: dict[str, Any]) -> Question:
    """Return a question from what was kept of it."""
    circumstances = Circumstances(
        **{k: tuple(v) if isinstance(v, list) else v for k, v in told["circumstances"].items()}
    )  # fmt: skip
    rest = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return Question(**rest | {"circumstances": circumstances})


def kept(asked: Question) -> dict[str, Any]:
    return asdict(asked)


def _names(pilot: Pilot, arm: str) -> tuple[str, ...]:
    found = pilot.teams.filter(arm=arm).values_list("team__name", flat=True)
    return tuple(sorted(found))


def _period(month: date, panel: Panel) -> str:
    """Return the period of this panel that a month is in."""
    parts = periods.place(panel.periods[0])[0]
    return {12: f"{month:%Y-%m}", 4: quarter(month), 1: f"{month.year}"}[parts]


def _left_out(pilot: Pilot, panel: Panel) -> Iterator[str]:
    """Yield periods that count neither way: starting up, mixed, or those chosen by.

    Teams chosen by their figures of some months look better in the months after, whatever
    is done: so those months are not what they are compared with.
    """
    ready = months_from(pilot.starts_on, pilot.startup_months)
    yield from (_period(month, panel) for month in months(pilot.starts_on, ready))
    start = _period(pilot.starts_on, panel)
    earlier = date.fromordinal(pilot.starts_on.toordinal() - 1)
    if _period(earlier, panel) == start:
        yield start
    if pilot.chosen_first:
        after = date.fromordinal(last_day(pilot.chosen_last).toordinal() + 1)
        yield from (_period(m, panel) for m in months(pilot.chosen_first, after))


def as_drawn(pilot: Pilot) -> bool:
    """Whether lots were drawn, and the teams of either arm are still as they fell."""
    draw = getattr(pilot, "draw", None)
    if pilot.chosen_how != Pilot.Chosen.LOT or draw is None:
        return False
    arms = dict(pilot.teams.values_list("team__name", "arm"))
    drawn = {team for team, arm in arms.items() if arm == PilotTeam.Arm.PILOT}
    return drawn == set(draw.drawn) and arms.keys() == set(draw.teams)


def kinds_of(pilot: Pilot) -> dict[str, str]:
    """Return the group of a draw within groups, by team; lots could have fallen only so."""
    groups = pilot.draw.pairs if as_drawn(pilot) else []
    return {team: f"{n}" for n, group in enumerate(groups) for team in group}


def _alike(pilot: Pilot) -> tuple[str, ...]:
    """Return the teams of a kind that both arms have, where some are of another kind."""
    kinds: dict[str, set[str]] = {}
    for part in pilot.teams.select_related("team"):
        kinds.setdefault(part.arm, set()).add(part.team.kind)
    both = set.intersection(*kinds.values()) if len(kinds) == 2 else set()
    parts = pilot.teams.select_related("team")
    alike = tuple(sorted(part.team.name for part in parts if part.team.kind in both))
    return alike if len(alike) < len(parts) else ()


def _circumstances(pilot: Pilot) -> Circumstances:
    chosen = pilot.get_chosen_how_display()
    kinds = set(LogEntry.objects.filter(pilot=pilot).values_list("kind", flat=True))
    return Circumstances(
        as_drawn(pilot),
        chosen,
        tuple(_known(pilot, kinds)),
        tuple(_between(pilot, kinds)),
    )


def _known(pilot: Pilot, kinds: set[str]) -> Iterator[str]:
    """Yield why something else may lie behind the figures."""
    if pilot.chosen_how == Pilot.Chosen.WORST:
        yield REASONS["picked-for-poor-results"]
    if hasattr(pilot, "draw") and not as_drawn(pilot):
        yield REASONS["not-as-drawn"]
    if pilot.initiatives.exists():
        yield REASONS["other-initiatives"]
    if len(set(pilot.teams.values_list("team__kind", flat=True))) > 1:
        yield REASONS["unlike-teams"]
    if pilot.source == Pilot.Source.AUDITS and _not_blind(pilot):
        yield REASONS["not-blind"]
    if kinds & {LogEntry.Kind.INSPECTION, LogEntry.Kind.MANAGER, LogEntry.Kind.OTHER}:
        yield REASONS["changed-meanwhile"]


def _between(pilot: Pilot, kinds: set[str]) -> Iterator[str]:
    """Yield what moved people or work between the arms."""
    if kinds & MOVED:
        yield CONTAMINATED["staff-moved"]
    compared = pilot.teams.filter(arm=PilotTeam.Arm.COMPARISON).values("team")
    lent = pilot.exposure.filter(
        team__in=compared, fte__gt=0, month__gte=pilot.starts_on
    )
    if LogEntry.Kind.SHARED in kinds or lent.exists():
        yield CONTAMINATED["shared"]


def _not_blind(pilot: Pilot) -> bool:
    seen = Audit.objects.between(pilot.baseline_first, last_day(pilot.ends_on))
    seen = seen.filter(team__in=pilot.teams.values("team"))
    return seen.exclude(blind=Audit.Blind.YES).exists()

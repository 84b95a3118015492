"""A plan in words: each choice with its name, as pages, amendments and the pack say it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from alongside.desk.pilots.plan_models import Pilot, PilotTeam
from alongside.reckon.indicators.workforce import MONTHLY, RATIOS
from alongside.reckon.pilots.amounts import counted
from alongside.reckon.pilots.wide import OF_AUDITS

PLANNED = (
    "name", "question", "source", "indicator", "better", "worthwhile", "also",
    "chosen_how", "chosen_on", "chosen_first", "chosen_last", "baseline_first",
    "starts_on", "ends_on", "startup_months", "cost", "cost_of",
)  # fmt: skip


class Said(NamedTuple):
    """One choice of a plan: its field, its name and what was chosen."""

    field: str
    label: str
    words: str


def month_said(month: date) -> str:
    """March 2026"""
    return f"{month:%B %Y}"


def indicator_said(name: str) -> str:
    """Return the title of a figure; of one that only a table names, its name."""
    if name in RATIOS:
        return RATIOS[name].title
    return OF_AUDITS.get(name, name.replace("_", " ").capitalize())


def figures_of(source: str) -> list[tuple[str, str]]:
    """Return the figures that a source has: those of a table that is uploaded, it names."""
    if source == Pilot.Source.MONTHS:
        return [(each.name, each.title) for each in MONTHLY]
    return list(OF_AUDITS.items()) if source == Pilot.Source.AUDITS else []


def unit_of(name: str) -> str:
    """Return what a difference of a figure is counted in."""
    if name in OF_AUDITS:
        return "points"
    unit = RATIOS[name].unit if name in RATIOS else ""
    return "points" if unit == "%" else unit


def with_unit(value: Decimal | float, name: str) -> str:
    return counted(float(value), f" {unit_of(name)}").strip()


def said(pilot: Pilot, field: str) -> str:
    """Return what a plan chose for a field, in words; nothing where it chose nothing."""
    value = getattr(pilot, field)
    if value in (None, "", []):
        return ""
    if field in ("source", "better", "chosen_how"):
        return getattr(pilot, f"get_{field}_display")()
    if field == "indicator":
        return indicator_said(value)
    if field == "also":
        return "; ".join(indicator_said(name) for name in value)
    if field == "worthwhile":
        return with_unit(value, pilot.indicator)
    if field == "cost":
        return f"£{value:,.0f}"
    return month_said(value) if isinstance(value, date) else str(value)


def plan_said(pilot: Pilot) -> list[Said]:
    """Return every choice of a plan that has words, in order."""
    return [
        Said(field, label(field), words)
        for field in PLANNED
        if (words := said(pilot, field))
    ]


def label(field: str) -> str:
    return LABELS.get(field) or Pilot._meta.get_field(field).verbose_name.capitalize()


LABELS = {
    "source": "Where the figures come from",
    "better": "Which way is better",
    "chosen_how": "How the pilot teams were chosen",
    "chosen_first": "Those figures are from",
    "chosen_last": "Those figures are to",
    "cost_of": "What the cost is of",
}


def teams_said(teams: Iterable[PilotTeam]) -> str:
    """Return who takes part, in one line: what an amendment keeps of the teams."""
    arms: dict[str, list[str]] = {}
    for each in teams:
        own = f" from {month_said(each.starts_on)}" if each.starts_on else ""
        arms.setdefault(each.get_arm_display(), []).append(f"{each.team}{own}")
    return "; ".join(f"{arm}: {', '.join(names)}" for arm, names in arms.items())

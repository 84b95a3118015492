"""The teams and periods set against each other, and each team's change between them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from alongside.reckon.pilots import periods
from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.inference import Effect, Numbers, effect
from alongside.reckon.pilots.panel import Figures, Panel
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.table import NotAPanel


@dataclass(frozen=True)
class Comparison:
    """Which teams are pilot teams, which periods lie after the start, which are used.

    `teams` says which teams take part and `used` which cells (teams by periods) count;
    `kinds` is each team's kind, or None where lots could have fallen on any.
    """

    pilot: Chosen
    after: Chosen
    teams: Chosen
    used: Chosen
    kinds: tuple[Hashable, ...] | None = None

    @property
    def before(self) -> Chosen:
        return ~self.after & self.used.any(axis=0)

    def without(self, team: int) -> Comparison:
        teams = self.teams.copy()
        teams[team] = False
        return replace(self, teams=teams)

    def among(self, teams: Chosen) -> Comparison:
        return replace(self, teams=self.teams & teams)

    def using(self, cells: Chosen) -> Comparison:
        return replace(self, used=self.used & cells)

    def masked(self, values: Numbers) -> Numbers:
        """Return the values, nan where they do not count."""
        return np.where(self.used & self.teams[:, None], values, np.nan)

    def changes(self, values: Numbers) -> Numbers:
        """Return each team's mean after less its mean before; nan where either lacks."""
        kept = self.masked(values)
        return means(kept[:, self.after]) - means(kept[:, ~self.after])

    def can_tell(self, values: Numbers) -> bool:
        """Whether each arm has a team with figures before and after."""
        known = ~np.isnan(self.changes(values))
        return bool((known & self.pilot).any() and (known & ~self.pilot).any())

    def compared(self, figures: Figures) -> tuple[Figures, Chosen]:
        """Return the figures that count, of the teams that have them on both sides, and
        which of these are pilot teams."""
        values = self.masked(figures.values)
        teams = ~np.isnan(self.changes(values))
        kept = (values, figures.numerators, figures.denominators)
        return Figures(figures.indicator, *(each[teams] for each in kept)), self.pilot[
            teams
        ]

    def uncounted(self, values: Numbers) -> Chosen:
        """Return which teams have no figures on one side of the start, and do not count."""
        return self.teams & np.isnan(self.changes(values))

    def gap(self, values: Numbers) -> float:
        """Return the mean change of the pilot teams less that of the others."""
        changes = self.changes(values)
        pilot, others = changes[self.pilot], changes[~self.pilot]
        return float(np.nanmean(pilot) - np.nanmean(others))

    def effect(self, values: Numbers) -> Effect:
        """Return the effect on the pilot teams. Raises ValueError without an arm."""
        return effect(self.changes(values), self.pilot, self.kinds)


def means(values: Numbers) -> Numbers:
    """Return each team's mean over the periods it has figures of, nan where it has none."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(count, total / count, np.nan), dtype=np.float64)


def compare(panel: Panel, asked: Question) -> Comparison:
    """Return what is set against what. Raises NotAPanel for a name or a start not there."""
    if len(panel.teams) < 2:
        raise NotAPanel(
            f"The panel has one team, {panel.teams[0]}. A pilot is set against teams without "
            "it: add their rows."
        )
    after = panel.since(asked.start)
    if not after.any() or after.all():
        where = "after the last" if not after.any() else "the first"
        raise NotAPanel(
            f"{asked.start} is {where} period of the panel, which runs from "
            f"{panel.periods[0]} to {panel.periods[-1]}. There is to be one on each side: "
            "add figures from before the start, and from it on."
        )
    pilot = panel.are(asked.pilot)
    if pilot.all() or not pilot.any():
        raise NotAPanel("Name some of the teams as pilot teams, and not all of them.")
    used = np.ones((len(panel.teams), len(panel.periods)), dtype=np.bool_)
    used[:, _these(panel, asked.left_out)] = False
    everyone = np.ones(len(panel.teams), dtype=np.bool_)
    return Comparison(pilot, after, everyone, used, _kinds(panel, asked))


def _these(panel: Panel, named: Sequence[str]) -> list[int]:
    try:
        written = [periods.name(*periods.place(each)) for each in named]
    except ValueError as problem:
        raise NotAPanel(str(problem)) from None
    return [at for at, each in enumerate(panel.periods) if each in written]


def _kinds(panel: Panel, asked: Question) -> tuple[str, ...] | None:
    panel.are(asked.kinds)
    return (
        tuple(asked.kinds.get(team, "") for team in panel.teams)
        if asked.kinds
        else None
    )

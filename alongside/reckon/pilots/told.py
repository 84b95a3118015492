"""What a pilot came to, told to people: its three figures, what cannot be told, what would."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import mean, stdev
from typing import Any

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.amounts import counted
from alongside.reckon.pilots.comparison import Comparison, compare
from alongside.reckon.pilots.further import FALSE_STARTS, TRENDS
from alongside.reckon.pilots.panel import Panel
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.rerun import command
from alongside.reckon.pilots.settling import Settling
from alongside.reckon.pilots.settling import apart as settling_apart
from alongside.reckon.pilots.settling import said as settling_said
from alongside.reckon.pilots.wide import OF_AUDITS

stats = Later("scipy.stats")

NO_LIMIT = "no limit"
MINUS = re.compile(r"(?<![\w-])-(?=\d)")


@dataclass(frozen=True)
class Measured:
    """A change with its 95% limits, in words and in the figure's unit."""

    label: str
    value: float
    low: float | None
    high: float | None
    unit: str

    @property
    def said(self) -> str:
        return f"{signed(self.value)} {self.unit}".strip()

    @property
    def interval(self) -> str:
        return f"{signed(self.low)} to {signed(self.high)}"


def signed(value: float | None) -> str:
    """+18.5, −5.8 or 0.0; of a limit that nothing bounds, that."""
    if value is None:
        return NO_LIMIT
    shown = f"{abs(value):.1f}"
    if float(shown) == 0:
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"


class Telling(ABC):
    """One working-out, told. A plan that knows more of its pilot says it in a class of its own.

    `found` are the answers as `Answer.to_json` gives them, that of the primary figure first.
    """

    file = "panel.csv"

    @property
    @abstractmethod
    def panel(self) -> Panel: ...

    @property
    @abstractmethod
    def asked(self) -> Question: ...

    @property
    @abstractmethod
    def found(self) -> Sequence[dict[str, Any]]: ...

    @property
    def own_doubts(self) -> Sequence[str]:
        """What its plan leaves open, a sentence each."""
        return ()

    def title_of(self, indicator: str) -> str:
        return OF_AUDITS.get(indicator, indicator.replace("_", " ").capitalize())

    def unit_of(self, indicator: str) -> str:
        """Return what a difference of a figure is counted in."""
        return next(
            str(each["unit"]) for each in self.answers if each["indicator"] == indicator
        )

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.panel, self.asked)

    @cached_property
    def answers(self) -> list[dict[str, Any]]:
        """The answers; a minus in their words as it is set everywhere here."""
        return [set_minus(each) for each in self.found]

    @property
    def primary(self) -> dict[str, Any]:
        return self.answers[0]

    @property
    def unit(self) -> str:
        return self.unit_of(self.primary["indicator"])

    @property
    def title(self) -> str:
        return self.title_of(self.primary["indicator"])

    @property
    def three(self) -> list[Measured]:
        """How far each arm's teams moved, and the gap: each with its interval."""
        values = self.panel.indicators[self.primary["indicator"]].values
        moved = self.comparison.changes(values)
        pilot = self.comparison.pilot
        return [
            self._moved("Pilot teams changed by", moved[pilot]),
            self._moved("Comparison teams changed by", moved[~pilot]),
            self.gap(self.primary, "The gap between them"),
        ]

    def gap(self, answer: dict[str, Any], label: str) -> Measured:
        low, high = answer["interval"]
        unit = self.unit_of(answer["indicator"])
        return Measured(label, answer["estimate"], low, high, unit)

    def _moved(self, label: str, changes: np.ndarray) -> Measured:
        """The mean of a few teams' changes, with Student's limits of it."""
        known = [float(each) for each in changes if not np.isnan(each)]
        middle = mean(known)
        if len(known) < 2:
            return Measured(label, middle, None, None, self.unit)
        point = float(stats.t.ppf(0.975, len(known) - 1))
        half = point * stdev(known) / sqrt(len(known))
        return Measured(label, middle, middle - half, middle + half, self.unit)

    @property
    def also(self) -> list[tuple[Measured, dict[str, Any]]]:
        """The gap of each figure that was also looked at."""
        return [
            (self.gap(each, self.title_of(each["indicator"])), each)
            for each in self.answers[1:]
        ]

    @property
    def split(self) -> str:
        """How unusual the split of the teams is, as a fraction."""
        ri, least = self.primary["ri_p"], self.primary["smallest_p"]
        ways = "of the" if self.primary["ri_exact"] else "of"
        return (
            f"{ri['count']} {ways} {ri['of']} ways in which the teams could have been "
            f"divided differ as much. However large a gap had been, at least "
            f"{least['count']} would have."
        )

    @property
    def cannot_tell(self) -> list[str]:
        """What the figures cannot tell, a sentence each."""
        found = [f"{each[:1].upper()}{each[1:]}." for each in self.primary["reasons"]]
        found += self._on_the_edge
        found += self.own_doubts
        if not self.asked.circumstances.by_lot:
            found.append(
                "The teams were not drawn by lot: how unusual the split is says how it "
                "compares with other splits, and not what chance would do."
            )
        if (error := self.primary["noise_floor_se"]) is not None:
            by_chance = self._with_unit(float(f"{1.96 * error:.2g}"))
            found.append(
                f"So few were counted that by chance alone, with nothing changed, the gap "
                f"may be up to {by_chance} either way."
            )
        else:
            found.append("How far chance alone would move this figure is not known.")
        values = self.panel.indicators[self.primary["indicator"]].values
        if lacking := int(self.comparison.uncounted(values).sum()):
            found.append(
                f"Not counted: {lacking} of the {len(self.panel.teams)} teams, which had "
                "no figure on one side of the start."
            )
        if missing := self.primary["missing"]:
            found.append(
                f"{missing:.0%} of the figures are missing, and were not guessed."
            )
        if self.also:
            found.append(
                f"{len(self.answers)} figures were looked at. With nothing changed, one "
                f"in twenty stands out by chance."
            )
        return found

    @property
    def _on_the_edge(self) -> list[str]:
        """What a gap that is there leaves open: whether it is worth having, and without one team."""
        low, high = sorted(abs(each or 0) for each in self.primary["interval"])
        if self.primary["verdict_code"] not in (4, 5, -4, -5):
            return []
        found, wanted = [], self.primary["worthwhile"]
        if wanted is not None and low < wanted < high:
            found.append(
                f"Whether the gap is as much as {self.worthwhile}, the smallest change worth "
                "having, cannot be told: its interval holds less and more."
            )
        if rests := sum(map(_holds_none, self._without_a_team)):
            found.append(
                f"Left out in turn, {rests} of the {len(self.panel.teams)} teams would take "
                "the evidence with them: without any one of these the interval holds no change."
            )
        return found

    @property
    def _without_a_team(self) -> list[dict[str, Any]]:
        named = {f"without {team}" for team in self.panel.teams}
        return [each for each in self.primary["sensitivities"] if each["name"] in named]

    @property
    def before(self) -> list[str]:
        """What can be said of both groups before the start: nothing that names a team."""
        return [
            sentence
            for each in self.primary.get("further", ())
            if each["name"] in (TRENDS, FALSE_STARTS) and each["applies"]
            for sentence in each["says"]
        ]

    @property
    def settling(self) -> list[str]:
        """What would settle it, and whether it is enough for a worthwhile change."""
        ways = [Settling(**each) for each in self.primary["what_would_settle_it"]]
        unit = f" {self.unit}" if self.unit else ""
        more = settling_apart(
            self.primary["attribution_code"], self.asked.circumstances
        )
        return [*settling_said(ways, self.primary["worthwhile"], unit), *more]

    @property
    def worthwhile(self) -> str:
        """The smallest change worth having, in words; nothing where none was agreed."""
        wanted = self.primary["worthwhile"]
        return "" if wanted is None else self._with_unit(wanted)

    def _with_unit(self, value: float) -> str:
        return counted(value, f" {self.unit}").strip()

    @property
    def command(self) -> str:
        """The command that works the same out again from the panel's file."""
        return command(self.asked, self.file)


def _holds_none(otherwise: dict[str, Any]) -> bool:
    """Whether the interval of an answer worked out otherwise holds no change."""
    low, high = otherwise["t_interval"] or (None, None)
    return low is not None and high is not None and low <= 0 <= high


def set_minus(told: Any) -> Any:
    """Return what was kept with the minus before each number of its words set as one."""
    if isinstance(told, dict):
        return {name: set_minus(each) for name, each in told.items()}
    if isinstance(told, list):
        return [set_minus(each) for each in told]
    return MINUS.sub("−", told) if isinstance(told, str) else told


def further_said(told: dict[str, Any]) -> list[str]:
    """Return what was kept of a further question: its sentences, or why it does not apply."""
    if told["applies"]:
        return list(told["says"])
    return [f"Does not apply, because {told['why_not']}."]

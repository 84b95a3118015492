"""What is asked of a panel: which teams, from when, and what was agreed beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alongside.reckon.pilots.panel import BESIDE, Panel
from alongside.reckon.pilots.verdict import Circumstances

LESS_IS_BETTER = frozenset(
    {
        "inadequate", "requires_improvement", "sickness", "sick_days", "sickness_rate",
        "leavers", "turnover", "vacancies", "vacancy_rate", "agency", "agency_fte",
        "agency_rate", "caseload", "toil", "overdue", "late", "repeat_contacts",
        "repeat_referrals", "unallocated", "complaints", "minutes_of_admin", "cost",
    }
)  # fmt: skip
RATES = frozenset(
    {"leavers", "turnover", "sickness", "sick_days", "sickness_rate", "complaints"}
)


@dataclass(frozen=True)
class Question:
    """Which teams are the pilot, from which period on, and what was agreed of it.

    `indicators` names those that are judged (all, if none). `worthwhile` is the smallest
    change worth having, by indicator or, under "", for all. `less_is_better` names
    indicators beside those known to be so. `left_out` are periods of starting up that count
    neither way. `kinds` names each team's kind, where pilot teams were chosen within
    kinds. `alike` are the teams that are like one another, if only some are. `rates` names
    counts over those exposed, beside those known to be so; `units` what an indicator is
    counted in. `synthetic` asks for weights on many others, which may take minutes.
    """

    pilot: tuple[str, ...]
    start: str
    indicators: tuple[str, ...] = ()
    worthwhile: Mapping[str, float] = field(default_factory=dict)
    less_is_better: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    alike: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = False
    circumstances: Circumstances = Circumstances()

    def wanted_of(self, indicator: str) -> float | None:
        return self.worthwhile.get(indicator, self.worthwhile.get(""))

    def sign_of(self, indicator: str) -> int:
        """Return 1 where more is better, -1 where less is."""
        known = indicator in LESS_IS_BETTER or indicator in self.less_is_better
        return -1 if known else 1

    def is_rate(self, indicator: str) -> bool:
        return indicator in RATES or indicator in self.rates

    def unit_of(self, indicator: str, usual: str = "") -> str:
        """Return the unit as it follows a number: with a space before it, or nothing."""
        unit = self.units.get(indicator, usual)
        return f" {unit}" if unit else ""

    def judged(self, panel: Panel) -> list[str]:
        """Return the indicators to judge. Raises ValueError for one that is not there."""
        there = [name for name in panel.indicators if name not in BESIDE]
        for name in self.indicators:
            if name not in there:
                raise ValueError(
                    f"{name!r} is not an indicator of this panel. "
                    f"It has: {', '.join(there)}."
                )
        return list(self.indicators) or there

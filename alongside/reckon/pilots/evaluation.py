"""The evaluation of a pilot in one call: each indicator's effect, and what may be said.

    panel = read(Path("pilot_audits.csv"))
    asked = Question(("Bassetlaw DCPT", "LAC"), "2015Q2", worthwhile={"": 10})
    for answer in evaluate(panel, asked).indicators:
        print(answer.verdict, answer.attribution)

Names are those of `alongside pilot --json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from alongside.reckon.pilots.answer import Answer
from alongside.reckon.pilots.audited import suppositions
from alongside.reckon.pilots.comparison import Comparison, compare
from alongside.reckon.pilots.inference import max_t
from alongside.reckon.pilots.judging import judge
from alongside.reckon.pilots.panel import Panel
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.recovered import Recovered
from alongside.reckon.pilots.table import NotAPanel

ONE_SIDED = "no team with figures before and after the start on one side"


@dataclass(frozen=True)
class Evaluation:
    """All that a panel says of a pilot; `not_judged` are indicators without both arms."""

    panel: Panel
    asked: Question
    indicators: Sequence[Answer]
    recovered: Sequence[Recovered] = ()
    not_judged: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "indicators": [each.to_json() for each in self.indicators],
            "not_judged": dict(self.not_judged),
            "recovered": [_recovered(each) for each in self.recovered],
            "findings": [each.to_json() for each in self.panel.findings],
        }


def evaluate(panel: Panel, asked: Question) -> Evaluation:
    """Return what a panel says of a pilot, each indicator beside the others.

    Raises NotAPanel for a team, an indicator or a start that the panel has not, and where
    no indicator has a team with figures before and after on each side.
    """
    comparison = compare(panel, asked)
    try:
        names = asked.judged(panel)
    except ValueError as problem:
        raise NotAPanel(str(problem)) from None
    told = [
        name for name in names if comparison.can_tell(panel.indicators[name].values)
    ]
    if not told:
        raise NotAPanel(
            "No indicator has a team with figures before and after the start on each side."
        )
    several = _of_several(panel, comparison, told)
    supposed = suppositions(panel, comparison)
    return Evaluation(
        panel,
        asked,
        [
            judge(panel, panel.indicators[name], comparison, asked, p, supposed)
            for name, p in zip(told, several, strict=True)
        ],
        supposed.recovered if supposed else (),
        {name: ONE_SIDED for name in names if name not in told},
    )


def _of_several(
    panel: Panel, comparison: Comparison, names: Sequence[str]
) -> list[float]:
    """Return each indicator's p put right for how many are judged.

    By the same splits for all, where all teams have all of them; else by Holm's steps.
    """
    changes = [comparison.changes(panel.indicators[name].values) for name in names]
    known = ~np.isnan(changes)
    if (known == known[0]).all() and comparison.kinds is None:
        teams = known[0]
        found = max_t([each[teams] for each in changes], comparison.pilot[teams])
        return [each.value for each in found]
    return holm([comparison.effect(panel.indicators[name].values).p for name in names])


def holm(values: Sequence[float]) -> list[float]:
    """Return p values put right for how many there are, by Holm's steps.

    Source: Holm (1979), Scand. J. Stat. 6, 65-70.
    """
    order = np.argsort(values)
    stepped = np.asarray(values)[order] * np.arange(len(values), 0, -1)
    found = np.empty(len(values))
    found[order] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return [float(each) for each in found]


def _recovered(found: Recovered) -> dict[str, Any]:
    return {
        "team": found.team,
        "period": found.period,
        "taken": found.taken,
        "why": found.why,
        "rounded": list(found.rounded),
        "within_a_point": list(found.adjusted),
        "impossible": found.impossible,
    }

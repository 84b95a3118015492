"""The evaluation of a pilot in one call: each indicator's effect, and what may be said.

    panel = read(Path("pilot_audits.csv"))
    asked = Question(("Bassetlaw DCPT", "LAC"), "2015Q2", worthwhile={"": 10})
    for answer in evaluate(panel, asked).indicators:
        print(answer.verdict, answer.attribution)

Names are those of `alongside pilot --json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

import numpy as np

from alongside.reckon.pilots import missing, verdict
from alongside.reckon.pilots.audited import Audited, Suppositions, suppositions
from alongside.reckon.pilots.comparison import Comparison, compare
from alongside.reckon.pilots.headline import headline
from alongside.reckon.pilots.inference import Chance, Effect, Interval, max_t
from alongside.reckon.pilots.noise import Noise, floor, scale_of
from alongside.reckon.pilots.panel import Figures, NotAPanel, Panel
from alongside.reckon.pilots.periods import place
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.recovered import Recovered
from alongside.reckon.pilots.sensitivities import Sensitivity, sensitivities
from alongside.reckon.pilots.verdict import Evidence


@dataclass(frozen=True)
class Answer:
    """What one indicator says. Effects are in the indicator's unit, in its own direction.

    `ri_p` is how many of the splits that could have been are as extreme, `t_interval` and
    `t_p` Student's; `noise_floor_se` is the standard error that the denominators alone
    give. `interval` and `p` are those the verdict is judged by. `p_benefit` is the chance
    of any benefit that the grades give. A limit that nothing bounds is infinite.
    """

    indicator: str
    unit: str
    less_is_better: bool
    effect: Effect
    interval: Interval
    p: float
    p_of_several: float
    noise: Noise | None
    p_benefit: float | None
    verdict_code: verdict.Code
    verdict: str
    attribution_code: str
    attribution: str
    reasons: Sequence[str]
    missing: float
    sensitivities: Sequence[Sensitivity]
    by_audits: Sequence[Audited] = ()

    @property
    def estimate(self) -> float:
        return self.effect.estimate

    def to_json(self) -> dict[str, Any]:
        t = self.effect.t
        return {
            "indicator": self.indicator,
            "unit": self.unit.strip(),
            "better": "lower" if self.less_is_better else "higher",
            "estimate": self.estimate,
            "ri_p": _fraction(self.effect.ri),
            "ri_p_one_way": _fraction(self.effect.one_way),
            "ri_p_studentised": _fraction(self.effect.studentised),
            "ri_exact": self.effect.exact,
            "ri_interval": _limits(self.effect.ri_interval),
            "t_interval": None if t is None else _limits(t.interval),
            "t_p": None if t is None else t.p,
            "t_freedom": None if t is None else t.freedom,
            "noise_floor_se": None if self.noise is None else self.noise.error,
            "noise_floor_p": None if self.noise is None else self.noise.p,
            "smallest_p": _fraction(self.effect.smallest_p),
            "interval": _limits(self.interval),
            "p": self.p,
            "p_of_several": self.p_of_several,
            "p_benefit": self.p_benefit,
            "missing": self.missing,
            "verdict_code": self.verdict_code,
            "verdict": self.verdict,
            "attribution_code": self.attribution_code,
            "attribution": self.attribution,
            "reasons": list(self.reasons),
            "sensitivities": [_sensitivity(each) for each in self.sensitivities],
            "by_audits": [each.to_json() for each in self.by_audits],
        }


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
    why = "no team with figures before and after the start on one side"
    several = _of_several(panel, comparison, told)
    supposed = suppositions(panel, comparison)
    return Evaluation(
        panel,
        asked,
        [
            _answer(panel, panel.indicators[name], comparison, asked, p, supposed)
            for name, p in zip(told, several, strict=True)
        ],
        supposed.recovered if supposed else (),
        {name: why for name in names if name not in told},
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


def _answer(
    panel: Panel,
    figures: Figures,
    comparison: Comparison,
    asked: Question,
    p_of_several: float,
    supposed: Suppositions | None,
) -> Answer:
    """Judge one indicator, under each supposition of how much it was counted from."""
    name, found = figures.indicator, comparison.effect(figures.values)
    by_audits = (
        supposed.of(found.estimate, figures) if supposed and _is_of_grades(name) else []
    )
    noises = [each.noise for each in by_audits] or [_noise(found, figures, comparison)]
    chances: list[float | None] = [each.priors[""].benefit for each in by_audits]
    lacks = missing.share_missing(figures.values, comparison)
    judged = [
        _evidence(found, noise, benefit, p_of_several, lacks, comparison, asked, name)
        for noise, benefit in zip(noises, chances or [None], strict=True)
    ]
    codes = [verdict.code(each) for each in judged]
    # Where the number of audits is not known, the verdict is the most careful of all.
    at = min(range(len(codes)), key=lambda each: _boldness(codes[each]))
    unit = " points" if panel.audits else ""
    why = verdict.reasons(asked.circumstances, *_before(panel, comparison))
    letter, line = verdict.attribution(asked.circumstances, why)
    sign = asked.sign_of(name)
    limits = judged[at].low * sign, judged[at].high * sign
    return Answer(
        indicator=name,
        unit=unit,
        less_is_better=sign < 0,
        effect=found,
        interval=(min(limits), max(limits)),
        p=judged[at].p,
        p_of_several=p_of_several,
        noise=noises[0],
        p_benefit=chances[0] if chances else None,
        verdict_code=codes[at],
        verdict=_said(codes[at], judged[at], sign, unit),
        attribution_code=letter,
        attribution=line,
        reasons=why,
        missing=lacks,
        sensitivities=sensitivities(panel, figures, comparison, asked),
        by_audits=by_audits,
    )


def _said(code: verdict.Code, judged: Evidence, sign: int, unit: str) -> str:
    """Return the verdict's words, with what the gap fits where they do not say it."""
    line = verdict.words(code, judged, unit)
    if _boldness(code) not in range(4):
        return line
    low, high = sorted((judged.low * sign, judged.high * sign))
    gap = f"The gap of {judged.estimate * sign:+.4g}{unit}"
    return f"{line} {gap} fits anything from {low:+.1f} to {high:+.1f}{unit}."


def _is_of_grades(name: str) -> bool:
    return name in missing.OF


def _boldness(code: verdict.Code) -> int:
    return abs(code) if isinstance(code, int) else -1


def _noise(found: Effect, figures: Figures, comparison: Comparison) -> Noise | None:
    """Return the noise floor from the panel's own numerators and denominators."""
    values = comparison.masked(figures.values)
    teams = ~np.isnan(comparison.changes(values))
    kept = Figures(
        figures.indicator,
        values[teams],
        figures.numerators[teams],
        figures.denominators[teams],
    )
    if (scale := scale_of(kept)) is None:
        return None
    return floor(found.estimate, kept, scale, comparison.pilot[teams], comparison.after)


def _evidence(
    found: Effect,
    noise: Noise | None,
    benefit: float | None,
    p_of_several: float,
    lacks: float,
    comparison: Comparison,
    asked: Question,
    name: str,
) -> Evidence:
    """Return what the verdict is judged from, in the direction that is better."""
    careful = headline(found)
    low, high = found.t.interval if found.t else careful.interval
    p = careful.p
    if noise is not None:
        low, high = min(low, noise.interval[0]), max(high, noise.interval[1])
        p = max(p, noise.p)
    seen = Evidence(
        found.estimate, low, high, p, max(p, p_of_several), found.smallest_p.value,
        _teams(comparison), lacks, asked.wanted_of(name),
    )  # fmt: skip
    seen = seen if asked.sign_of(name) > 0 else seen.mirrored()
    return replace(seen, benefit=benefit)


def _teams(comparison: Comparison) -> tuple[int, int]:
    pilot = comparison.pilot[comparison.teams]
    return int(pilot.sum()), int((~pilot).sum())


def _before(panel: Panel, comparison: Comparison) -> tuple[int, int]:
    """Return how many periods before the start count, and how many months they are."""
    number = int(comparison.before.sum())
    return number, number * 12 // place(panel.periods[0])[0]


def _fraction(chance: Chance) -> dict[str, int]:
    return {"count": chance.count, "of": chance.of}


def _limits(interval: Interval) -> list[float | None]:
    """Return two limits; None for one that nothing bounds, as JSON has no infinity."""
    return [each if isfinite(each) else None for each in interval]


def _sensitivity(found: Sensitivity) -> dict[str, Any]:
    return {
        "name": found.name,
        "low": found.low,
        "high": found.high,
        "ri_p": _fraction(found.p),
        "t_interval": None if found.interval is None else _limits(found.interval),
    }


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

"""What one indicator of a pilot says, with all that the verdict rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from alongside.reckon.pilots import verdict
from alongside.reckon.pilots.audited import Audited
from alongside.reckon.pilots.further import Further
from alongside.reckon.pilots.inference import Chance, Effect, Interval
from alongside.reckon.pilots.noise import Noise
from alongside.reckon.pilots.sensitivities import Sensitivity
from alongside.reckon.pilots.settling import Settling


@dataclass(frozen=True)
class Answer:
    """What one indicator says. Effects are in the indicator's unit, in its own direction.

    `ri_p` is how many of the splits that could have been are as extreme, `t_interval` and
    `t_p` Student's; `noise_floor_se` is the standard error that the denominators alone
    give. `interval` and `p` are those the verdict is judged by. `p_benefit` is the chance
    of any benefit that the grades give. `regression_to_mean` is how far the gap would move
    by itself; `further` what else was asked, or why not. A limit that nothing bounds is
    infinite.
    """

    indicator: str
    unit: str
    less_is_better: bool
    worthwhile: float | None
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
    regression_to_mean: float | None
    settling: Sequence[Settling]
    sensitivities: Sequence[Sensitivity]
    further: Sequence[Further] = ()
    by_audits: Sequence[Audited] = ()

    @property
    def estimate(self) -> float:
        return self.effect.estimate

    def to_json(self) -> dict[str, Any]:
        return {
            "indicator": self.indicator,
            "unit": self.unit.strip(),
            "better": "lower" if self.less_is_better else "higher",
            "worthwhile": self.worthwhile,
            **self._found(),
            **self._judged(),
            "what_would_settle_it": [
                {"what": each.what, "detects": each.detects} for each in self.settling
            ],
            "sensitivities": [_sensitivity(each) for each in self.sensitivities],
            "further": [each.to_json() for each in self.further],
            "by_audits": [each.to_json() for each in self.by_audits],
        }

    def _found(self) -> dict[str, Any]:
        """Return the effect, its exact p and intervals, and its noise floor."""
        t = self.effect.t
        return {
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
        }

    def _judged(self) -> dict[str, Any]:
        """Return the two lines, and what they are judged by."""
        return {
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
            "regression_to_mean": self.regression_to_mean,
        }


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

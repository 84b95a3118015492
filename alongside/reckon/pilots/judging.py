"""Judges one indicator of a pilot: from its figures to what may be said of it."""

from __future__ import annotations

from dataclasses import replace

from alongside.reckon.pilots import verdict
from alongside.reckon.pilots.answer import Answer
from alongside.reckon.pilots.audited import Suppositions
from alongside.reckon.pilots.chance import chance
from alongside.reckon.pilots.comparison import Comparison
from alongside.reckon.pilots.headline import headline
from alongside.reckon.pilots.inference import Effect
from alongside.reckon.pilots.missing import OF, share_missing
from alongside.reckon.pilots.noise import Noise
from alongside.reckon.pilots.panel import Figures, Panel
from alongside.reckon.pilots.periods import place
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.sensitivities import sensitivities
from alongside.reckon.pilots.settling import settling
from alongside.reckon.pilots.verdict import Evidence


def judge(
    panel: Panel,
    figures: Figures,
    comparison: Comparison,
    asked: Question,
    p_of_several: float,
    supposed: Suppositions | None,
) -> Answer:
    """Judge one indicator, under each supposition of how much it was counted from."""
    name, found = figures.indicator, comparison.effect(figures.values)
    by_audits = supposed.of(found.estimate, figures) if supposed and name in OF else []
    by_chance = [each.chance for each in by_audits] or [
        chance(found.estimate, figures, comparison)
    ]
    benefits: list[float | None] = [each.priors[""].benefit for each in by_audits]
    benefits = benefits or [None]
    lacks = share_missing(figures.values, comparison)
    judged = [
        _evidence(
            found,
            each.noise,
            benefit,
            p_of_several,
            lacks,
            comparison,
            asked,
            name,
        )
        for each, benefit in zip(by_chance, benefits, strict=True)
    ]
    codes = [verdict.code(each) for each in judged]
    # Where the number of audits is not known, the verdict is the most careful of all.
    at = min(range(len(codes)), key=lambda each: _boldness(codes[each]))
    unit, sign = " points" if panel.audits else "", asked.sign_of(name)
    used, first = judged[at], by_chance[0]
    by_itself = _by_itself(found.estimate, first.move, sign, unit)
    why = verdict.reasons(asked.circumstances, *_before(panel, comparison), by_itself)
    letter, line = verdict.attribution(asked.circumstances, why)
    low, high = sorted((used.low * sign, used.high * sign))
    return Answer(
        indicator=name,
        unit=unit,
        less_is_better=sign < 0,
        worthwhile=asked.wanted_of(name),
        effect=found,
        interval=(low, high),
        p=used.p,
        p_of_several=p_of_several,
        noise=first.noise,
        p_benefit=benefits[0],
        verdict_code=codes[at],
        verdict=_said(codes[at], used, sign, unit),
        attribution_code=letter,
        attribution=line,
        reasons=why,
        missing=lacks,
        regression_to_mean=first.move,
        settling=settling(found, first.noise, *_teams(comparison)),
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


def _by_itself(estimate: float, move: float | None, sign: int, unit: str) -> list[str]:
    """Return the reason that regression to the mean gives: half of the gain, or more."""
    gain = estimate * sign
    if move is None or gain <= 0 or move * sign < gain / 2:
        return []
    return [
        f"pilot teams stood worse before, and {abs(move):.3g}{unit} of the gap would be "
        "expected without a pilot (regression to the mean)"
    ]


def _boldness(code: verdict.Code) -> int:
    return abs(code) if isinstance(code, int) else -1


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

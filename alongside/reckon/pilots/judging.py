"""Judges one indicator of a pilot: from its figures to what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alongside.reckon.pilots import verdict
from alongside.reckon.pilots.amounts import gap, places
from alongside.reckon.pilots.answer import Answer
from alongside.reckon.pilots.asker import Asker
from alongside.reckon.pilots.audited import Audited, Suppositions
from alongside.reckon.pilots.chance import Chance, chance
from alongside.reckon.pilots.comparison import Comparison
from alongside.reckon.pilots.headline import headline
from alongside.reckon.pilots.inference import Effect, Interval
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
    weighed = Weighed(figures, comparison, asked, found, p_of_several, by_audits)
    unit = asked.unit_of(name, "points" if panel.audits else "")
    first = weighed.by_chance[0]
    further = Asker(panel, figures, comparison, asked, unit, first.expected)
    return _answer(weighed, further, _reasons(weighed, further))


def _answer(weighed: Weighed, further: Asker, why: Sequence[str]) -> Answer:
    asked, found, comparison = weighed.asked, weighed.found, weighed.comparison
    figures, unit, sign = weighed.figures, further.unit, weighed.sign
    (at, used), first = weighed.most_careful, weighed.by_chance[0]
    letter, line = verdict.attribution(asked.circumstances, why)
    return Answer(
        indicator=figures.indicator,
        unit=unit,
        less_is_better=sign < 0,
        worthwhile=asked.wanted_of(figures.indicator),
        effect=found,
        interval=_limits(used, sign),
        p=used.p,
        p_of_several=weighed.p_of_several,
        noise=first.noise,
        p_benefit=weighed.benefits[0],
        verdict_code=weighed.codes[at],
        verdict=_said(weighed.codes[at], used, sign, unit),
        attribution_code=letter,
        attribution=line + _missed(letter, further),
        reasons=why,
        missing=weighed.lacks,
        regression_to_mean=first.move,
        settling=settling(found, first.noise, *_teams(comparison)),
        sensitivities=sensitivities(further.panel, figures, comparison, asked),
        further=further.everything(),
        by_audits=weighed.by_audits,
    )


@dataclass(frozen=True)
class Weighed:
    """The evidence of one indicator, a piece for each supposition of its numbers of audits.

    Where the numbers are known, or there are none, it is one piece.
    """

    figures: Figures
    comparison: Comparison
    asked: Question
    found: Effect
    p_of_several: float
    by_audits: Sequence[Audited]

    @property
    def sign(self) -> int:
        return self.asked.sign_of(self.figures.indicator)

    @cached_property
    def lacks(self) -> float:
        return share_missing(self.figures.values, self.comparison)

    @cached_property
    def by_chance(self) -> list[Chance]:
        return [each.chance for each in self.by_audits] or [
            chance(self.found.estimate, self.figures, self.comparison)
        ]

    @property
    def benefits(self) -> list[float | None]:
        return [each.priors[""].benefit for each in self.by_audits] or [None]

    @cached_property
    def evidence(self) -> list[Evidence]:
        return [
            self._evidence(each.noise, benefit)
            for each, benefit in zip(self.by_chance, self.benefits, strict=True)
        ]

    @cached_property
    def codes(self) -> list[verdict.Code]:
        return [verdict.code(each) for each in self.evidence]

    @property
    def most_careful(self) -> tuple[int, Evidence]:
        """Where the numbers of audits are not known, the most careful verdict is it."""
        at = min(range(len(self.codes)), key=lambda each: _boldness(self.codes[each]))
        return at, self.evidence[at]

    def _evidence(self, noise: Noise | None, benefit: float | None) -> Evidence:
        """Return what the verdict is judged from, in the direction that is better."""
        found, careful = self.found, headline(self.found)
        low, high = found.t.interval if found.t else careful.interval
        p = careful.p
        if noise is not None:
            low, high = min(low, noise.interval[0]), max(high, noise.interval[1])
            p = max(p, noise.p)
        seen = Evidence(
            found.estimate, low, high, p, max(p, self.p_of_several),
            found.smallest_p.value, _teams(self.comparison), self.lacks,
            self.asked.wanted_of(self.figures.indicator),
        )  # fmt: skip
        return replace(seen if self.sign > 0 else seen.mirrored(), benefit=benefit)


def _reasons(weighed: Weighed, further: Asker) -> list[str]:
    """Return why the gap may not be the pilot's: what is known, and what the figures show."""
    move = weighed.by_chance[0].move
    seen = _by_itself(weighed.found.estimate, move, weighed.sign, further.unit)
    if further.off_course:
        seen.append(further.off_course)
    before = _before(further.panel, weighed.comparison)
    return verdict.reasons(weighed.asked.circumstances, *before, seen)


def _missed(letter: str, further: Asker) -> str:
    """Return what "probably" rests on: which trend before could have been missed."""
    if letter != "B" or (found := further.trends) is None:
        return ""
    return (
        f" No difference of trends was seen before the start; one below {found.missed:.3g}"
        f"{further.unit} a {further.period} would as a rule have been missed."
    )


def _limits(judged: Evidence, sign: int) -> Interval:
    low, high = sorted((judged.low * sign, judged.high * sign))
    return low, high


def _said(code: verdict.Code, judged: Evidence, sign: int, unit: str) -> str:
    """Return the verdict's words, with what the gap fits where they do not say it."""
    line = verdict.words(code, judged, unit)
    if _boldness(code) not in range(4):
        return line
    low, high = limits = _limits(judged, sign)
    exact, of = places(limits), gap(judged.estimate * sign, limits)
    return (
        f"{line} The gap of {of}{unit} fits anything from {low:+.{exact}f} to "
        f"{high:+.{exact}f}{unit}."
    )


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


def _teams(comparison: Comparison) -> tuple[int, int]:
    pilot = comparison.pilot[comparison.teams]
    return int(pilot.sum()), int((~pilot).sum())


def _before(panel: Panel, comparison: Comparison) -> tuple[int, int]:
    """Return how many periods before the start count, and how many months they are."""
    number = int(comparison.before.sum())
    return number, number * 12 // place(panel.periods[0])[0]

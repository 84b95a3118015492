"""An evaluation in plain words, for people: what the figures say, and what they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from textwrap import wrap

import numpy as np

from alongside.reckon.intake.findings import Finding
from alongside.reckon.pilots import amounts, settling
from alongside.reckon.pilots.amounts import places
from alongside.reckon.pilots.answer import Answer
from alongside.reckon.pilots.comparison import compare
from alongside.reckon.pilots.evaluation import Evaluation
from alongside.reckon.pilots.inference import Chance, Effect, Interval
from alongside.reckon.pilots.sensitivities import Sensitivity

WIDTH = 88


def page(found: Evaluation) -> Iterator[str]:
    """Yield the lines of an evaluation."""
    yield from _asked(found)
    for each in found.indicators:
        yield from _answer(found, each)
    for name, why in found.not_judged.items():
        yield from ("", f"{name}: not judged; {why}.")
    yield from _recovered(found)
    yield from _findings(found.panel.findings)


def _asked(found: Evaluation) -> Iterator[str]:
    others = [team for team in found.panel.teams if team not in found.asked.pilot]
    pilot = ", ".join(dict.fromkeys(found.asked.pilot))
    yield from _folded(f"Pilot teams, from {found.asked.start}: {pilot}.")
    yield from _folded(f"Set against: {', '.join(others)}.")


def _answer(whole: Evaluation, found: Answer) -> Iterator[str]:
    known = whole.asked.circumstances
    yield from ("", found.indicator.replace("_", " ").capitalize())
    yield from _folded(found.verdict, "  ")
    yield from _folded(
        f"Strength of the evidence: {found.verdict_code}, of -5 to 5.", "  "
    )
    yield from _folded(
        f"How far can it be put down to the pilot? {found.attribution_code}. "
        f"{found.attribution}",
        "  ",
    )
    for line in (
        *_uncounted(whole, found.indicator),
        *figures(found, by_lot=known.by_lot),
    ):
        yield from _folded(line, "    ")
    settle = settling.said(found.settling, found.worthwhile, found.unit)
    settle += settling.apart(found.attribution_code, known)
    if settle:
        yield "  What would settle it:"
    for line in settle:
        yield from _folded(line, "    ")
    if found.sensitivities:
        yield "  With other choices:"
    for each in found.sensitivities:
        yield f"    {_sensitivity(each)}"
    yield "  Asked further:"
    for further in found.further:
        said_of = f"{further.name.capitalize()}: {' '.join(further.told)}"
        yield from _folded(said_of, "    ")


def _uncounted(whole: Evaluation, indicator: str) -> Iterator[str]:
    """Yield who does not count in an indicator: a header that names them says otherwise."""
    values = whole.panel.indicators[indicator].values
    lacking = compare(whole.panel, whole.asked).uncounted(values)
    for team in np.array(whole.panel.teams)[lacking]:
        yield f"{team} does not count: it has no figure on one side of the start."


def figures(found: Answer, *, by_lot: bool = False) -> Iterator[str]:
    """Yield what the verdict rests on, a sentence each."""
    yield f"Gap: {gap(found)}; 95% interval {said(found.interval, found.unit)}."
    yield from _exact(found.effect, found.unit, by_lot)
    yield from _by_chance(found)
    if found.p_benefit is not None:
        yield f"Taking grades as grades, the chance of any benefit is {found.p_benefit:.2f}."
    if found.missing:
        yield f"{found.missing:.0%} of the figures are missing."


def _exact(effect: Effect, unit: str, by_lot: bool) -> Iterator[str]:
    """Yield the exact count, what it answers, and Student's t beside it."""
    least = _chance(effect.smallest_p)
    splits = f"possible splits of the {effect.teams} teams"
    if not effect.exact:
        splits = "splits drawn at random, with the one that was,"
    yield (
        f"{_chance(effect.ri)} {splits} give a gap as large, either way "
        f"(p = {effect.ri.value:.3g}); the least that this design can give is {least}. "
        f"By inversion: {said(effect.ri_interval, unit)}."
    )
    if not by_lot:
        yield (
            "The teams are not said to have been drawn by lot, so p tells how unusual "
            "this split is among all, and not how often chance would make it."
        )
    if effect.t is not None:
        yield (
            f"Student's t: {said(effect.t.interval, unit)}, p = {effect.t.p:.3f}, "
            f"{effect.t.freedom:.3g} degrees of freedom."
        )


def _by_chance(found: Answer) -> Iterator[str]:
    """Yield what chance alone would do: the noise floor, and regression to the mean."""
    if found.noise is None:
        yield "Noise floor: not known, as the panel does not say of how many each figure is."
    else:
        yield (
            f"Noise floor: by chance of so few counted alone, a standard error of "
            f"{found.noise.error:.{places(found.interval)}f}{found.unit} (p = {found.noise.p:.2f})."
        )
    if found.regression_to_mean:
        yield (
            f"Regression to the mean alone would be expected to move the gap by "
            f"{found.regression_to_mean:+.2g}{found.unit}."
        )


def gap(found: Answer) -> str:
    """Return the effect in words: +18.5 points."""
    return f"{amounts.gap(found.estimate, found.interval)}{found.unit}"


def said(interval: Interval, unit: str) -> str:
    """Return an interval in words; a side that nothing bounds says so."""
    low, high = interval
    if not isfinite(low) and not isfinite(high):
        return "without bounds"
    exact = places(interval)
    return f"{low:.{exact}f} to {high:.{exact}f}{unit}"


def _chance(chance: Chance) -> str:
    return f"{chance.count:,} of the {chance.of:,}"


def _sensitivity(found: Sensitivity) -> str:
    spread = f"{found.low:+.4g}"
    if found.high != found.low:
        spread += f" to {found.high:+.4g}"
    return f"{spread:<18} p {found.p!s:<14} {found.name}"


def _recovered(found: Evaluation) -> Iterator[str]:
    if not found.recovered:
        return
    yield from ("", "How many audits the percentages can be of")
    for each in found.recovered:
        taken = "none" if each.taken is None else f"{each.taken}"
        yield from _folded(f"{each.team}, {each.period}: {taken}; {each.why}.", "  ")
        if not each.any_fits:
            close = [n for n in each.adjusted if n not in each.rounded]
            yield from _folded(
                f"Rounded, of 4 to 40 fit {_listed(each.rounded)}; "
                f"within a point a cell, {_listed(close)} as well.",
                "      ",
            )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield from ("", "What the file lacks")
    for each in findings:
        where = f"row {each.row}, {each.column}" if each.row else f"{each.column}"
        yield from _folded(f"{where}: {each.what} {each.do}", "  ")


def _folded(text: str, indent: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")

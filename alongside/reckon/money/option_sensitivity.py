"""How far an appraisal's answer hangs on what was typed: weights, costs, and what was hoped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from alongside.reckon.money.options import Appraisal, Benefit, Option

POINTS = 4096  # weights tried; twice as many move no share by a hundredth


def first_by_all_weights(appraisal: Appraisal) -> dict[str, float]:
    """Return for each option the share of all possible weights at which it comes first.

    All weights are taken to be as likely as each other, and those who tie share the place;
    the shares come to 1. Without criteria, all are 0. Exact for one criterion, and within
    0.01 otherwise.

    Source: the rank acceptability index of Lahdelma, Hokkanen and Salminen (1998), European
    Journal of Operational Research 106, 137-143, over weights laid out by the sequence of
    Roberts (2018) and spread evenly as spacings; checked in
    tests/reckon/test_option_sensitivity.py against areas worked by hand.
    """
    first = dict.fromkeys((each.name for each in appraisal.options), 0.0)
    names = list(appraisal.criteria)
    if not names:
        return first
    scores = {
        each.name: [float(each.scores[name]) for name in names]
        for each in appraisal.options
    }
    for weights in _all_weights(len(names)):
        totals = {
            name: sum(w * s for w, s in zip(weights, of, strict=True))
            for name, of in scores.items()
        }
        most = max(totals.values())
        ahead = [name for name, total in totals.items() if most - total < 1e-9]
        for name in ahead:
            first[name] += 1 / len(ahead) / POINTS
    return first


def _all_weights(count: int) -> Iterator[list[float]]:
    """Yield weights that come to 1, spread evenly over all there are."""
    steps = _steps(count - 1)
    for at in range(1, POINTS + 1):
        cuts = sorted((0.5 + at * step) % 1 for step in steps)
        yield [b - a for a, b in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]


def _steps(count: int) -> list[float]:
    """Return how far each of so many coordinates moves: powers of the golden ratio's like."""
    ratio = 2.0
    for _ in range(60):
        ratio = (1 + ratio) ** (1 / (count + 1))
    return [ratio ** -(at + 1) for at in range(count)]


@dataclass(frozen=True)
class Switch:
    """The weight of a criterion, of 100, from which on another option comes first by scores.

    The other weights keep their proportions to each other.
    """

    criterion: str
    weight: Decimal
    at: Decimal
    to: str


def switches(appraisal: Appraisal) -> list[Switch]:
    """Return for each criterion the nearest weight below and above at which the first changes.

    A criterion that stands alone has none, and so has one whose weight changes nothing. An
    option level with the first at the weights as they are has no switch: both come first.
    """
    first = appraisal.by_score()[0]
    found: list[Switch] = []
    for name, weight in appraisal.criteria.items():
        if weight == 100:
            continue
        at = list(_crossings(appraisal, name, first))
        if below := [each for each in at if each.at < weight]:
            found.append(max(below, key=lambda each: each.at))
        if above := [each for each in at if each.at > weight]:
            found.append(min(above, key=lambda each: each.at))
    return found


def _crossings(appraisal: Appraisal, criterion: str, first: Option) -> Iterator[Switch]:
    """Yield where each other option draws level with the first, as one weight moves."""
    weight = appraisal.criteria[criterion]
    for other in appraisal.options:
        gap = first.scores[criterion] - other.scores[criterion]
        whole = appraisal.score(first) - appraisal.score(other)
        rest = (100 * whole - weight * gap) / (100 - weight)
        if other is first or gap == rest:
            continue
        at = 100 * rest / (rest - gap)
        if 0 <= at <= 100 and at != weight:
            yield Switch(criterion, weight, at, other.name)


@dataclass(frozen=True)
class BreakEven:
    """How much of a benefit, in units a year, makes an option worth as much as another.

    `where` says how that lies to what was foreseen: `below` its interval, so that it pays
    even at the low end; `within` it; or `above` it, so that it pays not even at the best.
    """

    benefit: Benefit
    against: str
    units: Decimal
    where: str


def break_evens(appraisal: Appraisal, option: Option) -> list[BreakEven]:
    """Return for each priced benefit of a costed option how much of it is enough.

    Against doing nothing, all else as foreseen; without what has no price or comes after
    the last year. Nothing where doing nothing is not costed, and for doing nothing itself.
    """
    nothing = appraisal.nothing
    if None in (option.costs, nothing.costs) or option.does_nothing:
        return []
    ahead = appraisal.worth(option).net - appraisal.worth(nothing).net
    return [
        _even(benefit, ahead / a_unit, nothing.name)
        for benefit in option.benefits
        if (a_unit := appraisal.a_unit(benefit))
    ]


def _even(benefit: Benefit, spare: Decimal, against: str) -> BreakEven:
    units = benefit.expected - spare
    where = "within"
    if units < benefit.low:
        where = "below"
    elif units > benefit.high:
        where = "above"
    return BreakEven(benefit, against, units, where)


def first_at_rates(appraisal: Appraisal) -> dict[str, list[Decimal]]:
    """Return which option is worth most with no discounting, and at twice the rate.

    By its name, with the rates at which it is; nothing where none is costed.
    """
    found: dict[str, list[Decimal]] = {}
    for rate in dict.fromkeys((Decimal(0), 2 * appraisal.discount.rate)):
        there = replace(appraisal, discount=replace(appraisal.discount, rate=rate))
        for first in there.by_net()[:1]:
            found.setdefault(first.name, []).append(rate)
    return found


def cost_switch(appraisal: Appraisal) -> tuple[Option, Option, Decimal] | None:
    """Return the first by worth, the next, and by what share the first's costs may rise.

    From then on the next is worth more. None where fewer than two are costed, or the first
    costs nothing.
    """
    ranked: Sequence[Option] = appraisal.by_net()
    if len(ranked) < 2:
        return None
    first, then = ranked[:2]
    ahead, behind = appraisal.worth(first), appraisal.worth(then)
    if ahead.costs <= 0:
        return None
    return first, then, (ahead.net - behind.net) / ahead.costs

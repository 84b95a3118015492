"""Agency beside permanent, and what spending would be were the share another one.

"If agency were 40%" has no one answer: it depends on what is held still. So each answer
carries the name of its model, what that holds still, and the range that the rounding of
what went in allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product


@dataclass(frozen=True)
class Beside:
    """An agency worker beside an employed one, pounds a year and an hour worked."""

    agency_year: Decimal
    employed_year: Decimal
    agency_hour: Decimal
    employed_hour: Decimal

    @property
    def extra_a_year(self) -> Decimal:
        """What is paid more. Saved only where the post was budgeted for and vacant."""
        return self.agency_year - self.employed_year

    @property
    def premium(self) -> Decimal:
        """By what share of the employed hour the agency's hour costs more."""
        return self.agency_hour / self.employed_hour - 1


def beside(
    rate: Decimal,
    agency_hours: Decimal,
    employed_year: Decimal,
    employed_hours: Decimal,
) -> Beside:
    """Compare a charge an hour with an employed year. Hours are those worked in a year."""
    if min(agency_hours, employed_hours) <= 0:
        raise ValueError(
            "Type in the hours worked in a year, of both. They must be above 0."
        )
    year = rate * agency_hours
    return Beside(year, employed_year, rate, employed_year / employed_hours)


@dataclass(frozen=True)
class Spending:
    """What is spent on agency, pounds a year, at which share of which workforce.

    `share` and `otherwise` are shares of 1; `kept` is what an employed worker costs of an
    agency one; `months` those of the year in which the other share holds; `growth` by how
    much the workforce would be larger.
    """

    pounds: Decimal
    share: Decimal
    otherwise: Decimal
    base: str
    kept: Decimal | None = None
    months: int | None = None
    growth: Decimal | None = None


@dataclass(frozen=True)
class Otherwise:
    """What spending would be by one model: its name, what it holds still, and its range."""

    model: str
    holds_still: str
    pounds: Decimal
    low: Decimal
    high: Decimal


Model = Callable[[Spending], Decimal]


def _gross(now: Spending) -> Decimal:
    return now.pounds * now.otherwise / now.share


def _added(now: Spending) -> Decimal:
    odds_now = now.share / (1 - now.share)
    return now.pounds * (now.otherwise / (1 - now.otherwise)) / odds_now


def _grown(now: Spending) -> Decimal:
    return _gross(now) * (1 + (now.growth or 0))


def _net(now: Spending) -> Decimal:
    more = _gross(now) - now.pounds
    return now.pounds + more * (1 - (now.kept or 0))


def _part_year(now: Spending) -> Decimal:
    return now.pounds + (_gross(now) - now.pounds) * (now.months or 0) / 12


MODELS: dict[str, tuple[str, Model, str | None]] = {
    "Gross, same workforce": (
        "The number of workers and the cost of an agency worker stay.",
        _gross,
        None,
    ),
    "Agency on top": (
        "Employed workers stay; agency workers come on top of them.",
        _added,
        None,
    ),
    "Gross, with growth": (
        "The cost of an agency worker stays; the workforce grows as typed in.",
        _grown,
        "growth",
    ),
    "Net of vacancies saved": (
        "As gross, less the pay of employed workers whose posts agency workers fill.",
        _net,
        "kept",
    ),
    "Part of a year": (
        "As gross, with the other share in so many months of the year alone.",
        _part_year,
        "months",
    ),
}


def otherwise(
    now: Spending, pounds_to: Decimal, share_to: Decimal
) -> tuple[Otherwise, ...]:
    """Return what spending would be, by each model that has what it needs.

    `pounds_to` and `share_to` are to what the figures typed in were rounded (£5m: £1m; 17%:
    0.01): the range is that of all figures that would have rounded to them. Raises
    ValueError where a share is not between 0 and 1, or the base has no name.
    """
    if not now.base.strip():
        raise ValueError("Say whose share this is: all social workers, or one service.")
    if not (0 < now.share < 1 and 0 < now.otherwise < 1):
        raise ValueError("A share must be above 0% and below 100%.")
    return tuple(
        _answer(name, now, pounds_to, share_to)
        for name, (_, _, needs) in MODELS.items()
        if needs is None or getattr(now, needs) is not None
    )


def _answer(
    name: str, now: Spending, pounds_to: Decimal, share_to: Decimal
) -> Otherwise:
    holds_still, model, _ = MODELS[name]
    around = [model(each) for each in _around(now, pounds_to / 2, share_to / 2)]
    return Otherwise(name, holds_still, model(now), min(around), max(around))


def _around(now: Spending, pounds: Decimal, share: Decimal) -> Iterator[Spending]:
    for one, two, three in product((-1, 1), repeat=3):
        yield Spending(
            now.pounds + one * pounds,
            now.share + two * share,
            now.otherwise + three * share,
            now.base,
            now.kept,
            now.months,
            now.growth,
        )


@dataclass(frozen=True)
class Needed:
    """What would have to be so for a figure to come out of a model: in words, and how much."""

    model: str
    what: str
    value: Decimal


def needed(now: Spending, pounds: Decimal) -> tuple[Needed, ...]:
    """Return under each model what would give this figure: £9.5m, where £5m is 17%.

    Shares and costs are shares of 1, months are months. Nothing says that any of it is so.
    """
    gross, odds = _gross(now), now.otherwise / (1 - now.otherwise)
    on_top = now.pounds * odds / pounds
    of_the_way = (pounds - now.pounds) / (gross - now.pounds)
    found = (
        ("a share now of", now.pounds * now.otherwise / pounds),
        ("a share now of", on_top / (1 + on_top)),
        ("the workforce to grow by", pounds / gross - 1),
        ("an employed worker’s cost to be, of an agency worker’s,", 1 - of_the_way),
        ("the other share for this many months:", of_the_way * 12),
    )
    return tuple(
        Needed(name, what, value)
        for name, (what, value) in zip(MODELS, found, strict=True)
    )


WEEKS = 52  # of a year, as councils reckon a weekly rate


def hours_worked(
    a_week: Decimal,
    leave: Decimal = Decimal(0),
    bank_holidays: Decimal = Decimal(0),
    sickness: Decimal = Decimal(0),
    training: Decimal = Decimal(0),
) -> Decimal:
    """Return the hours an employed worker works in a year: 52 weeks, less days of five to
    a week away."""
    away = leave + bank_holidays + sickness + training
    return a_week * WEEKS - away * a_week / 5


def share_implied(now: Spending, pounds: Decimal) -> Decimal:
    """Return the share at which this much would be spent, gross, the workforce the same."""
    return now.share * pounds / now.pounds

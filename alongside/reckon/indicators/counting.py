"""The counting: each indicator's cases by month, team, outcome and days, made figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from alongside.reckon.clock import Clock
from alongside.reckon.dues import gaps, prepare, reckon
from alongside.reckon.indicators.indicator import NO, YES, Indicator
from alongside.reckon.indicators.rates import interval, percentage
from alongside.reckon.records import DATE, TEXT, Records
from alongside.reckon.rulebook import Rulebook
from alongside.reckon.stores import Store

NO_TEAM = "no team recorded"
NOT_DONE = "not completed"
_CLOCKS = {
    "child": TEXT, "rule": TEXT, "episode": TEXT, "started_on": DATE, "due_on": DATE,
    "completed_on": DATE, "ended_on": DATE, "status": TEXT, "team": TEXT,
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One share: of an indicator, for a month or the whole, for all or for one team.

    `period` is a month (`2026-04`) or the whole (`2026-04-01/2026-10-31`). `by` is the
    team or the band, empty for all. `left_out` counts, by reason, those in neither count.
    """

    period: str
    by: str
    numerator: int
    denominator: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def number_left_out(self) -> int:
        return sum(self.left_out.values())

    @property
    def value(self) -> Decimal | None:
        """The share in per cent, or None where nothing was counted."""
        if not self.denominator:
            return None
        return percentage(self.numerator, self.denominator)

    @property
    def limits(self) -> tuple[Decimal, Decimal] | None:
        """The 95% interval of the share in per cent, or None."""
        return interval(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Answer:
    """An indicator with its figures; or, where it cannot be answered, why not."""

    indicator: Indicator
    figures: tuple[Figure, ...] = ()
    why_not: str = ""


@dataclass(frozen=True)
class Case:
    """So many cases alike."""

    period: str
    team: str
    outcome: str
    days: int | None
    number: int


def prepare_counting(
    store: Store,
    records: Records,
    rulebook: Rulebook,
    clock: Clock,
    as_at: date,
    progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Put into a store all that indicators read: records, calendar, reckoned clocks."""
    prepare(store, records, rulebook, clock, progress)
    progress("Reckoning what was due")
    write_clocks(store, as_at)


def write_clocks(store: Store, as_at: date) -> None:
    """Keep what became of every clock, as at a day, in a table that questions may read."""
    store.make("reckoned", _CLOCKS)
    rows = (
        (
            due.child_id, due.code, due.episode, due.started_on, due.due_on,
            due.completed_on, due.ended_on, due.status, due.team,
        )
        for due in reckon(store, as_at)
    )  # fmt: skip
    store.fill("reckoned", _CLOCKS, rows)


def count(
    store: Store,
    indicators: Iterable[Indicator],
    rulebook: Rulebook,
    held: frozenset[str],
    first: date,
    last: date,
    by: str = "",
) -> Iterator[Answer]:
    """Yield each indicator's figures for a period, from a store made ready.

    A figure for each month and for the whole, of all and, where `by` is `team` or
    `band`, of each. `first` and `last` are both counted.
    """
    lacking, months = gaps(rulebook, held), _months(store, first, last)
    for indicator in indicators:
        if why_not := _why_not(indicator, rulebook, held, lacking):
            yield Answer(indicator, why_not=why_not)
        else:
            cases = _cases(store, indicator, first, last, months)
            yield Answer(indicator, tuple(_figures(indicator, cases, by, [*months])))


def _why_not(
    indicator: Indicator,
    rules: Rulebook,
    held: frozenset[str],
    lacking: Mapping[str, str],
) -> str:
    if wanting := indicator.lacks(held):
        return f"The export has no {wanting}."
    known = [code for code in indicator.rules if code in rules]
    if known and all(code in lacking for code in known):
        return lacking[known[0]]
    return ""


def _months(store: Store, first: date, last: date) -> dict[str, date]:
    """Return the last day asked of in each month of the period, then in the whole."""
    rows = store.ask(
        "select month_on, max(day) as last_day from calendar "
        "where day between $first_day and $last_day group by month_on order by month_on",
        {"first_day": first, "last_day": last},
    )
    months = {f"{month:%Y-%m}": day for month, day in rows}
    return months | {f"{first}/{last}": last}  # type: ignore[return-value]


def _cases(
    store: Store, indicator: Indicator, first: date, last: date, months: dict[str, date]
) -> list[Case]:
    whole = f"{first}/{last}"
    if indicator.snapshot:
        return [
            Case(period, case.team, case.outcome, case.days, case.number)
            for period, day in months.items()
            for case in _ask(store, indicator, day, day)
        ]
    cases = _ask(store, indicator, first, last)
    of_all = [Case(whole, c.team, c.outcome, c.days, c.number) for c in cases]
    return cases + of_all


def _ask(store: Store, indicator: Indicator, first: date, last: date) -> list[Case]:
    rows = store.ask(
        f"""
        select calendar.month_on as month_on, found.team as team,
            found.outcome as outcome, found.days as days, count(*) as number
        from ({indicator.sql}) as found
        join calendar on calendar.day = found.counted_on
        where found.counted_on between $first_day and $last_day
        group by calendar.month_on, found.team, found.outcome, found.days
        """,
        {"first_day": first, "last_day": last},
    )
    return [Case(f"{m:%Y-%m}", team or NO_TEAM, *rest) for m, team, *rest in rows]  # type: ignore[arg-type]


def _figures(
    indicator: Indicator, cases: list[Case], by: str, periods: list[str]
) -> Iterator[Figure]:
    """Yield a figure for each period: of all, then of each team or band."""
    teams = sorted({case.team for case in cases}, key=lambda t: (t == NO_TEAM, t))
    for period in periods:
        here = [case for case in cases if case.period == period]
        yield _share(period, "", here)
        if by == "team":
            for team in teams:
                yield _share(period, team, [c for c in here if c.team == team])
        elif by == "band" and indicator.bands:
            yield from _by_band(indicator, period, here)


def _share(period: str, by: str, cases: list[Case]) -> Figure:
    numbers: Counter[str] = Counter()
    for case in cases:
        numbers[case.outcome] += case.number
    yes, no = numbers.pop(YES, 0), numbers.pop(NO, 0)
    return Figure(period, by, yes, yes + no, dict(sorted(numbers.items())))


def _by_band(indicator: Indicator, period: str, cases: list[Case]) -> Iterator[Figure]:
    """Yield what share of those counted was done in each band of working days."""
    counted = [case for case in cases if case.outcome in (YES, NO)]
    whole = sum(case.number for case in counted)
    for band in indicator.bands:
        within = [c for c in counted if c.days is not None and band.holds(c.days)]
        yield Figure(period, band.label, sum(c.number for c in within), whole)
    if never := sum(case.number for case in counted if case.days is None):
        yield Figure(period, NOT_DONE, never, whole)

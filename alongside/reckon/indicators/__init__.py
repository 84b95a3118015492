"""What is counted: named shares of cases, a file per subject.

`answers` counts every indicator over records, for a period. The local family is counted by
the council's own rulebook; the Department's by the book as shipped, whatever a council has
laid over it, so that its figures stay comparable with the published ones.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from alongside.reckon.clock import Clock, OutsideCalendar
from alongside.reckon.indicators import (
    child_in_need,
    child_protection,
    front_door,
    looked_after,
)
from alongside.reckon.indicators.counting import Answer, Figure, count, prepare_counting
from alongside.reckon.indicators.indicator import (
    DEPARTMENT,
    FAMILIES,
    LOCAL,
    REASONS,
    Indicator,
)
from alongside.reckon.indicators.timeliness import of_every_rule
from alongside.reckon.records import Records
from alongside.reckon.rulebook import Rulebook, england
from alongside.reckon.stores import connect

__all__ = [
    "DEPARTMENT", "FAMILIES", "INDICATORS", "LOCAL", "REASONS",
    "Answer", "BadPeriod", "Figure", "Indicator", "answers", "listed",
]  # fmt: skip

SUBJECTS = (front_door, child_in_need, child_protection, looked_after)

INDICATORS: dict[str, Indicator] = {
    indicator.name: indicator
    for subject in SUBJECTS
    for indicator in vars(subject).values()
    if isinstance(indicator, Indicator)
}


class BadPeriod(ValueError):
    """A period that cannot be answered for; the message says why and what to do."""


def listed(rulebook: Rulebook) -> dict[str, Indicator]:
    """Return every indicator by name: those named here, then one of each other rule."""
    others = of_every_rule(rulebook, INDICATORS.values())
    return INDICATORS | {indicator.name: indicator for indicator in others}


def answers(
    records: Records,
    rulebook: Rulebook,
    clock: Clock,
    first: date,
    last: date,
    as_at: date | None = None,
    by: str = "",
    address: str = "duckdb://",
    progress: Callable[[str], None] = lambda step: None,
) -> list[Answer]:
    """Return each indicator's figures, by month and for the whole, both days counted.

    `as_at` is the day up to which is known what happened: the last, unless a later one is
    given. Raises BadPeriod, and OutsideCalendar where the bank holidays are not known.
    """
    as_at = as_at or last
    _check(first, last, as_at, clock)
    found: list[Answer] = []
    for families, book in _books(rulebook):
        asked = [each for each in listed(book).values() if each.family in families]
        with connect(address) as store:
            prepare_counting(store, records, book, clock, as_at, progress)
            held = records.held()
            found += count(store, asked, book, held, first, last, by)
    return found


def _books(rulebook: Rulebook) -> list[tuple[tuple[str, ...], Rulebook]]:
    """Return which families are counted by which book; by one, where they are equal."""
    shipped = england()
    if rulebook == shipped:
        return [((LOCAL, DEPARTMENT), shipped)]
    return [((LOCAL,), rulebook), ((DEPARTMENT,), shipped)]


def _check(first: date, last: date, as_at: date, clock: Clock) -> None:
    if last < first:
        raise BadPeriod(
            f"The period ends on {last}, before it begins on {first}. "
            "Give the earlier day first."
        )
    if as_at < last:
        raise BadPeriod(
            f"The period ends on {last}, but what happened is known only up to {as_at}. "
            "Ask for a period up to that day, or give a later export."
        )
    for day in (first, last):
        if not clock.first <= day <= clock.last:
            raise OutsideCalendar(
                f"{day} is outside the calendar: bank holidays are known from "
                f"{clock.first:%d %B %Y} to {clock.last:%d %B %Y}."
            )

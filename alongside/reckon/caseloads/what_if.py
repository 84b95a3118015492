"""What if: a post filled, workers gone, cases moved, hours released; each with its sum in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from alongside.reckon.caseloads.load import Load, Number, said, trimmed


@dataclass(frozen=True)
class Change:
    """A caseload before and after, and the arithmetic between them, a line a step."""

    who: str
    before: Load
    after: Load
    sums: tuple[str, ...]


def _changed(who: str, before: Load, sum_: str, after: Load) -> Change:
    return Change(who, before, after, (before.fraction, sum_, after.fraction))


def filled(who: str, load: Load, fte: Number) -> Change:
    """Somebody of so many FTE starts, and takes on a share of the cases there are."""
    after = load.with_(fte=fte)
    return _changed(who, load, _sum(load.fte, "+", fte, "FTE"), after)


def gone(who: str, load: Load, fte: Number) -> Change:
    """Workers of so many FTE leave; their cases stay. Raises ValueError for too many."""
    after = load.with_(fte=-Fraction(fte))
    return _changed(who, load, _sum(load.fte, "-", fte, "FTE"), after)


def moved(
    cases: Number, giving: tuple[str, Load], taking: tuple[str, Load]
) -> tuple[Change, Change]:
    """So many cases go from one team or worker to another. Raises ValueError for too many."""
    (name, load), (other, more) = giving, taking
    less, fuller = load.with_(cases=-Fraction(cases)), more.with_(cases=cases)
    return (
        _changed(name, load, _sum(load.cases, "-", cases, "cases"), less),
        _changed(other, more, _sum(more.cases, "+", cases, "cases"), fuller),
    )


def released(
    who: str, load: Load, officers: Number, hours: Number, week: Number
) -> Change:
    """Officers take work of so many hours a week each off social workers.

    `week` is a full-time worker's hours: that much released is one FTE more to work on
    cases. Raises ValueError where the week has no hours.
    """
    if Fraction(week) <= 0:
        raise ValueError(
            "A full-time week must have hours. Enter a number above nought."
        )
    freed = Fraction(officers) * Fraction(hours)
    fte = freed / Fraction(week)
    released_ = (
        f"{trimmed(officers)} x {trimmed(hours)} hours = {trimmed(freed)} hours a week; "
        f"/ {trimmed(week)} = {said(fte, 2)} FTE of social workers"
    )
    after = load.with_(fte=fte)
    sums = (load.fraction, released_, _sum(load.fte, "+", fte, "FTE"), after.fraction)
    return Change(who, load, after, sums)


@dataclass(frozen=True)
class Needed:
    """The FTE that so many cases need, how many more than there are, and the sum in words."""

    fte: Fraction
    more: Fraction
    words: str


def needed(load: Load, each: Number, under: bool = False) -> Needed:
    """Return the FTE that brings a caseload to so many cases for each, or just under it.

    Raises ValueError where `each` is not above nought.
    """
    if Fraction(each) <= 0:
        raise ValueError("Nobody can hold nought cases each. Enter a number above it.")
    fte = load.cases / Fraction(each)
    more = fte - load.fte
    wanted = f"{trimmed(load.cases)} cases / {trimmed(each)} = {said(fte, 2)} FTE"
    left = f"{said(abs(more), 2)} {'more' if more > 0 else 'fewer'} than the {said(load.fte)} there are"
    edge = ("just over " if more > 0 else "just under ") if under else ""
    return Needed(fte, more, f"{wanted}: {edge}{left}")


def _sum(first: Number, sign: str, second: Number, unit: str) -> str:
    one, other = Fraction(first), Fraction(second)
    total = one + other if sign == "+" else one - other
    show = trimmed if unit == "cases" else lambda number: said(number, 2)
    sign = "−" if sign == "-" else sign
    return f"{show(one)} {sign} {show(other)} = {show(total)} {unit}"

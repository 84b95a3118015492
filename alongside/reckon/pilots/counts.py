"""Whether each value is what its own numerator and denominator come to.

One count typed wrong would otherwise pass unseen, and take the noise floor away with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from alongside.reckon.intake.findings import LEFT_OUT
from alongside.reckon.pilots.cells import Reader

# A rate may be per 1, per 10, per cent ...
SCALES = (1.0, 10.0, 100.0, 1000.0, 10_000.0)
NEAR = 0.02  # a printed value is rounded, so that its scale is only nearly met
DO = "Put right the value, the numerator or the denominator."


class Counted(Protocol):
    """One figure, the row of the file it stands on, and what it was counted from."""

    @property
    def line(self) -> int: ...
    @property
    def indicator(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def numerator(self) -> float: ...
    @property
    def denominator(self) -> float: ...


def say_unlike_counts(cells: Sequence[Counted], reader: Reader) -> None:
    """Say of which rows the value is another than its counts give, as most rows have it."""
    for name in dict.fromkeys(each.indicator for each in cells):
        counted = [each for each in cells if each.indicator == name and _known(each)]
        fitting = {per: sum(_fits(each, per) for each in counted) for per in SCALES}
        per = max(SCALES, key=lambda each: fitting[each])
        if 2 * fitting[per] > len(counted):
            for each in _unlike(counted, per):
                reader.say(LEFT_OUT, each.line, "value", _what(each, per), DO)


def _known(each: Counted) -> bool:
    return each.value == each.value and each.numerator >= 0 and each.denominator > 0


def _unlike(counted: Sequence[Counted], per: float) -> Iterator[Counted]:
    yield from (each for each in counted if not _fits(each, per))


def _fits(each: Counted, per: float) -> bool:
    found = per * each.numerator / each.denominator
    return abs(each.value - found) <= per / 100 + NEAR * abs(found)


def _what(each: Counted, per: float) -> str:
    return (
        f"{each.value:g} is not what {each.numerator:g} of {each.denominator:g} come to: "
        f"as the other rows have it, {per * each.numerator / each.denominator:.3g}."
    )

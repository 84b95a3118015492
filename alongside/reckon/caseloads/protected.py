"""Protected caseloads: what share of a full one who is newly qualified may hold, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from alongside.reckon.caseloads.load import said
from alongside.reckon.clock import months_from
from alongside.reckon.newly_qualified import Pause, Programme, moved

WHOLE = 100


@dataclass(frozen=True)
class Scheme:
    """Shares in per cent until so many months after the start; then a full caseload."""

    title: str
    steps: tuple[tuple[int, int], ...]
    source: str

    @classmethod
    def of(cls, programme: Programme) -> Scheme:
        """Return what a programme for newly qualified social workers says."""
        steps = tuple(
            (step.to_month, int(step.share * WHOLE)) for step in programme.workload
        )
        return cls(programme.title, steps, programme.source)


@dataclass(frozen=True)
class Cap:
    """The most cases that a worker should hold, and how that is reckoned, in words."""

    cases: int
    percent: int
    words: str


def cap(
    scheme: Scheme,
    full: int,
    fte: Fraction,
    start: date,
    on: date,
    pauses: Iterable[Pause] = (),
) -> Cap | None:
    """Return a newly qualified worker's cap on a day; None before the start and after.

    A part of a case is no case: 25% of 21 is 5. A pause of the year puts each step off.
    """
    stops = tuple(pauses)
    for months, percent in scheme.steps:
        ends = moved(months_from(start, months), stops)
        if start <= on < ends and percent < WHOLE:
            most = floor(Fraction(percent, WHOLE) * full * fte)
            part = "" if fte == 1 else f" x {said(fte, 2)} FTE"
            words = (
                f"{percent}% of {full}{part} = at most {most}, until {months} months "
                f"after the start, {ends.day} {ends:%B %Y}"
            )
            return Cap(most, percent, words)
    return None

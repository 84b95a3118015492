"""Dated rates: employer's National Insurance, the apprenticeship levy, pay spines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, TypeVar


class NoRate(ValueError):
    """No rate is held for a day; the message says which, and what to do."""


class Dated(Protocol):
    """What holds between two days, both included; without a last day, for good."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class EmployersNI:
    """Class 1 secondary National Insurance: a share of pay above a threshold, pounds a year."""

    first: date
    last: date | None
    rate: Decimal
    threshold: Decimal
    source: str
    verified: bool

    def on(self, pay: Decimal) -> Decimal:
        """Return what is due on one person's pay of a year. Of each person, not each post."""
        return self.rate * max(Decimal(0), pay - self.threshold)


@dataclass(frozen=True)
class Levy:
    """The apprenticeship levy: a share of all pay."""

    first: date
    last: date | None
    rate: Decimal
    source: str
    verified: bool


@dataclass(frozen=True)
class Spine:
    """A pay spine from a pay award on: pounds a year of a full-time post, by point."""

    name: str
    first: date
    last: date | None
    points: tuple[Decimal, ...]
    source: str
    verified: bool
    lowest: int = 1

    @property
    def top(self) -> int:
        return self.lowest + len(self.points) - 1

    def at(self, point: int) -> Decimal:
        """Return the pounds a year of a point. Raises NoRate where the spine lacks it."""
        if not self.lowest <= point <= self.top:
            raise NoRate(
                f"The {self.name} spine of {self.first:%-d %B %Y} has no point {point}: "
                f"it is held from {self.lowest} to {self.top}. Type the salary in instead."
            )
        return self.points[point - self.lowest]


@dataclass(frozen=True)
class Rates:
    """All rates that are held."""

    employers_ni: tuple[EmployersNI, ...]
    levies: tuple[Levy, ...]
    spines: tuple[Spine, ...]

    def ni_on(self, day: date) -> EmployersNI:
        """Return the National Insurance of a day. Raises NoRate where none is held."""
        return _of(self.employers_ni, day, "employer's National Insurance")

    def levy_on(self, day: date) -> Levy | None:
        """Return the levy of a day, or None before there was one."""
        return next((levy for levy in self.levies if _holds(levy, day)), None)

    def spine_on(self, name: str, day: date) -> Spine:
        """Return a spine as of a day. Raises NoRate where none is held."""
        named = [spine for spine in self.spines if spine.name == name]
        return _of(named, day, f"the {name} spine")

    def carried_on(self) -> Rates:
        """Return the same with the latest National Insurance going on, as an assumption."""
        latest = max(self.employers_ni, key=lambda rate: rate.first)
        if latest.last is None:
            return self
        after = EmployersNI(
            latest.last + timedelta(1), None, latest.rate, latest.threshold,
            f"Taken to stay as it is to {latest.last:%-d %B %Y}: {latest.source}", False,
        )  # fmt: skip
        return replace(self, employers_ni=(*self.employers_ni, after))


@cache
def held() -> Rates:
    """Return the rates as shipped, from `rates.toml`."""
    told = tomllib.loads(files(__package__).joinpath("rates.toml").read_text())
    return Rates(
        tuple(_employers_ni(row) for row in told["employers_ni"]),
        tuple(_levy(row) for row in told["levy"]),
        tuple(_spine(row) for row in told["spine"]),
    )


def _of(rates: Iterable[D], day: date, what: str) -> D:
    found = [rate for rate in rates if _holds(rate, day)]
    if not found:
        raise NoRate(
            f"No rate is held of {what} on {day:%-d %B %Y}. "
            "Add it to the council's own rates, with its source."
        )
    return max(found, key=lambda rate: rate.first)


def _holds(rate: Dated, day: date) -> bool:
    return rate.first <= day and (rate.last is None or day <= rate.last)


def _employers_ni(row: dict[str, Any]) -> EmployersNI:
    return EmployersNI(
        **row | {"rate": Decimal(row["rate"]), "threshold": Decimal(row["threshold"])}
    )


def _levy(row: dict[str, Any]) -> Levy:
    return Levy(**{"last": None} | row | {"rate": Decimal(row["rate"])})


def _spine(row: dict[str, Any]) -> Spine:
    return Spine(**row | {"points": tuple(Decimal(each) for each in row["points"])})

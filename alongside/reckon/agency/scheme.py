"""The guidance as data: its dates, checks, roles and exceptions, and the caps typed in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Check:
    """One thing the guidance asks, on whose word, and whether that word was read.

    `of_start` marks what can only be kept to as an assignment begins.
    """

    code: str
    title: str
    rule: str
    source: str
    verified: bool
    of_start: bool = False


@dataclass(frozen=True)
class Scheme:
    """The guidance: from when it binds whom, its limits, checks and code lists."""

    title: str
    source: str
    new_from: date
    legacy_from: date
    cooling_off_months: int
    experience_months: int
    notice_weeks: int
    checks: tuple[Check, ...]
    roles: Mapping[str, str]
    outside: frozenset[str]
    exceptions: Mapping[str, str]
    regions: tuple[str, ...]
    return_columns: tuple[tuple[str, str], ...]

    def binds_from(self, starts_on: date) -> date:
        """Return the first day on which it binds an assignment that began then."""
        return starts_on if starts_on >= self.new_from else self.legacy_from


@dataclass(frozen=True)
class Cap:
    """The most an hour may cost, in pounds, in a region, for a role, between two days."""

    region: str
    role: str
    first: date
    last: date | None
    pounds: Decimal
    source: str

    def covers(self, region: str, role: str, day: date) -> bool:
        within = self.first <= day and (self.last is None or day <= self.last)
        return (self.region, self.role) == (region, role) and within


def cap_for(caps: Iterable[Cap], region: str, role: str, day: date) -> Cap | None:
    """Return the cap in force: of several, the one that began last."""
    found = [cap for cap in caps if cap.covers(region, role, day)]
    return max(found, key=lambda cap: cap.first, default=None)


@cache
def guidance() -> Scheme:
    """Return the guidance as shipped, from `agency.toml`."""
    told = tomllib.loads(files(__package__).joinpath("agency.toml").read_text())
    return _scheme(told)


def _scheme(told: Mapping[str, Any]) -> Scheme:
    about, limits = told["scheme"], told["limits"]
    return Scheme(
        about["title"],
        about["source"],
        about["new_from"],
        about["legacy_from"],
        limits["cooling_off_months"],
        limits["experience_months"],
        limits["notice_weeks"],
        tuple(Check(**row) for row in told["check"]),
        {row["code"]: row["name"] for row in told["role"]},
        frozenset(row["code"] for row in told["role"] if row.get("outside")),
        {row["code"]: row["name"] for row in told["exception"]},
        tuple(row["name"] for row in told["region"]),
        tuple((row["heading"], row["tells"]) for row in told["return_column"]),
    )

"""The programmes as dated data: `programmes.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Rhythm(NamedTuple):
    """Supervision every so many weeks or months, after one of them and up to another."""

    every: int
    unit: str  # "weeks" or "months"
    after: int
    up_to: int


class Step(NamedTuple):
    """Up to this month of the programme, this share of a confident worker's caseload."""

    to_month: int
    share: Decimal


class Claim(NamedTuple):
    """What may be claimed for each person: `when` is "registration" or "completion"."""

    when: str
    pounds: Decimal


@dataclass(frozen=True)
class Programme:
    """What an employer undertakes for a newly qualified social worker, and its source.

    `first_start` and `last_start` bound the days on which a person could begin it.
    Shares are of one. `verified` says whether the numbers were read in the source.
    """

    code: str
    title: str
    first_start: date
    last_start: date
    months: int
    supervision: tuple[Rhythm, ...]
    workload: tuple[Step, ...]
    development_share: Decimal
    reviews_at_months: tuple[int, ...]
    evidence: tuple[str, ...]
    claims: tuple[Claim, ...]
    source: str
    verified: bool

    @property
    def pounds(self) -> Decimal:
        """What may be claimed for one person in all."""
        return sum((claim.pounds for claim in self.claims), Decimal())


@cache
def programmes() -> dict[str, Programme]:
    """Return all programmes by code, the oldest first."""
    text = files(__package__).joinpath("programmes.toml").read_text("utf-8")
    return {code: _programme(code, told) for code, told in tomllib.loads(text).items()}


def programme_for(start: date) -> Programme | None:
    """Return the programme that a person who starts on this day can begin, if any."""
    for programme in programmes().values():
        if programme.first_start <= start <= programme.last_start:
            return programme
    return None


def _programme(code: str, told: dict[str, Any]) -> Programme:
    return Programme(
        code=code,
        **told
        | {
            "supervision": tuple(map(_rhythm, told["supervision"])),
            "workload": tuple(
                Step(step["to_month"], Decimal(step["share"]))
                for step in told["workload"]
            ),
            "development_share": Decimal(told["development_share"]),
            "reviews_at_months": tuple(told["reviews_at_months"]),
            "evidence": tuple(told["evidence"]),
            "claims": tuple(
                Claim(claim["when"], Decimal(claim["pounds"]))
                for claim in told["claims"]
            ),
        },
    )


def _rhythm(told: dict[str, int]) -> Rhythm:
    unit = "weeks" if "every_weeks" in told else "months"
    return Rhythm(told[f"every_{unit}"], unit, told["after"], told["up_to"])

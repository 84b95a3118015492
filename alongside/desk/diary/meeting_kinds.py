"""The kinds of meeting as dated data: how long, which clocks, who makes it quorate."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

OURS = Path(__file__).with_name("meeting_kinds.toml")

ROLES = {
    "chair": "Chair",
    "social_worker": "Social worker",
    "parent": "Parent or carer",
    "child": "Child",
    "health": "Health",
    "school": "School",
    "police": "Police",
    "interpreter": "Interpreter",
    "minute_taker": "Minute taker",
    "other": "Another professional",
    "family": "Family or friend",
    "room": "Room",
}
"""What somebody is at a meeting. A room takes part as well: its hour is taken too."""


@dataclass(frozen=True)
class Quorum:
    """Who must be there: each of `all_of`, and `least` people in one of the roles `of`."""

    begins: date
    all_of: tuple[str, ...]
    of: tuple[str, ...]
    least: int
    source: str
    verified: bool

    @property
    def said(self) -> str:
        """chair, social worker, 2 of: health, school"""
        parts = [ROLES[role].lower() for role in self.all_of]
        if self.least:
            among = ", ".join(ROLES[role].lower() for role in self.of)
            parts.append(f"{self.least} of: {among}")
        return ", ".join(parts)

    def lacks(self, roles: Collection[str]) -> list[str]:
        """Return what was missing, in words, of a meeting where these roles were there.

        `roles` has a role for each person, so that two of health stand there twice;
        agencies are what counts, so that they are one.
        """
        missing = [ROLES[role].lower() for role in self.all_of if role not in roles]
        there = len(set(roles) & set(self.of))
        if there < self.least:
            among = ", ".join(ROLES[role].lower() for role in self.of)
            missing.append(f"{self.least - there} more of: {among}")
        return missing


@dataclass(frozen=True)
class Minuted:
    """Within how many working days after a meeting its minutes are to be circulated."""

    working_days: int
    source: str
    verified: bool


@dataclass(frozen=True)
class Kind:
    """A kind of meeting: `length` in minutes, `rules` by their codes."""

    code: str
    title: str
    length: int
    rules: tuple[str, ...]
    minutes: Minuted | None
    quorums: tuple[Quorum, ...]

    def quorum_on(self, day: date) -> Quorum | None:
        """Return the quorum in force on a day; none where a kind has none."""
        begun = [each for each in self.quorums if each.begins <= day]
        return max(begun, key=lambda each: each.begins, default=None)


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of meeting by their codes, in the order of the file."""
    told = tomllib.loads(OURS.read_text("utf-8"))
    return {code: _kind(code, each) for code, each in told.items()}


def _kind(code: str, told: dict) -> Kind:
    minutes = told.get("minutes")
    return Kind(
        code,
        told["title"],
        told["length"],
        tuple(told["rules"]),
        Minuted(**minutes) if minutes else None,
        tuple(_quorum(each) for each in told.get("quorum", ())),
    )


def _quorum(told: dict) -> Quorum:
    return Quorum(
        told["from"],
        tuple(told["all"]),
        tuple(told.get("of", ())),
        told.get("least", 0),
        told["source"],
        told["verified"],
    )


def kind_of_rule(code: str) -> Kind | None:
    """Return the kind of meeting that completes a clock of this rule, if one does."""
    return next((kind for kind in kinds().values() if code in kind.rules), None)

"""How long each kind of record is kept: the table of `schedule.toml`, and what was set since."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import DateTimeField, Field

from alongside.desk.keeping.models import Period
from alongside.desk.keeping.registry import Kept

ROWS, WORDS, KEPT, ELSEWHERE = "rows", "words", "kept", "elsewhere"
MOST = 1200  # months


@dataclass(frozen=True)
class Kind:
    """One line of the schedule. Lengths are whole months; 0 where there is none."""

    code: str
    title: str
    root: Kept
    counted: str
    how: str
    source: str
    why: str
    own: bool = False
    verified: bool = False
    columns: tuple[str, ...] = ()
    months: int = 0
    least: int = 0
    words: tuple[str, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether it rests on what nobody has read for it."""
        return not self.own and not self.verified

    @property
    def goes(self) -> bool:
        """Whether it is let go here, by the day."""
        return self.how in (ROWS, WORDS)


@cache
def kinds() -> dict[str, Kind]:
    """Return the schedule as it is delivered, by code."""
    told = tomllib.loads(Path(__file__).with_name("schedule.toml").read_text("utf-8"))
    return {code: _kind(code, dict(line)) for code, line in told.items()}


def _kind(code: str, line: dict) -> Kind:
    """Return one line as it is told.

    Raises ImproperlyConfigured where some of `from` are days and others moments: the first
    that is said could not be compared with either.
    """
    told = line.pop("from", [])
    columns = (told,) if isinstance(told, str) else tuple(told)
    line["root"] = apps.get_model(line["root"])
    line["words"] = tuple(line.get("words", ()))
    moments = [x for x in columns if isinstance(_at(line["root"], x), DateTimeField)]
    if moments and len(moments) < len(columns):
        raise ImproperlyConfigured(
            f"schedule.toml, [{code}]: of `from`, {', '.join(moments)} is a moment and the "
            "others are days. Name days alone, or moments alone."
        )
    return Kind(code, columns=columns, **line)


def _at(model: Kept, way: str) -> Field:
    """Return the column at the end of a way: gone_in__as_at"""
    *steps, last = way.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def lengths(day: date) -> dict[str, int]:
    """Return how many months each kind that goes is kept, as it stands on a day."""
    found = {code: kind.months for code, kind in kinds().items() if kind.goes}
    for period in Period.objects.in_force(day):
        if period.kind in found:
            found[period.kind] = period.months
    return found


def months_said(months: int) -> str:
    """6 years; 1 year and 6 months; 3 months"""
    years, rest = divmod(months, 12)
    told = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((years, "year"), (rest, "month"))
        if number
    ]
    return " and ".join(told)

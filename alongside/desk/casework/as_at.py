"""As at when: each table of records has its own day, since councils export in parts.

Days are kept by table, as ISO text, on the export that last told of any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from alongside.desk.said import day_said, weekday_said
from alongside.reckon.events import EVENTS
from alongside.reckon.reference.lists import called, phrase
from alongside.reckon.rulebook import Rule

Days = Mapping[str, str]

# Every export tells of some people and some staff: their day says nothing of a clock.
SAY_NOTHING = {"children and their families", "staff"}


def laid_over(tables: Iterable[str], as_at: date, earlier: Days) -> dict[str, str]:
    """Return the days once an export of these tables is laid over what was held."""
    return dict(earlier) | dict.fromkeys(tables, as_at.isoformat())


def telling(days: Days) -> Mapping[str, date]:
    """Return the days of the tables that clocks rest on; of all, where there are none."""
    return _telling(tuple(days.items()))


@lru_cache(maxsize=32)
def _telling(days: tuple[tuple[str, str], ...]) -> Mapping[str, date]:
    """Worked out once for an export, and not for each line of a list."""
    found = [(t, day) for t, day in days if service(t) not in SAY_NOTHING]
    return {t: date.fromisoformat(day) for t, day in found or days}


def service(table: str) -> str:
    return called()[table].service


def newer_than(tables: Iterable[str], as_at: date, days: Days) -> dict[str, date]:
    """Return which of these tables are held as at a later day already."""
    held, wanted = telling(days), set(tables)
    return {t: day for t, day in held.items() if t in wanted and day > as_at}


def in_words(days: Days) -> str:
    """Say as at when the desk is: one day, or the lists that have a day of their own.

    `3 November 2026 for core groups, and 20 November 2026 for everything else`: the
    day that most tables have comes last.
    """
    by_day: defaultdict[date, list[str]] = defaultdict(list)
    for table, day in telling(days).items():
        by_day[day].append(table)
    if len(by_day) < 2:
        return "".join(weekday_said(day) for day in by_day)
    most = max(by_day, key=lambda day: (len(by_day[day]), -day.toordinal()))
    parts = [
        f"{day_said(day)} for {named(by_day[day], days)}"
        for day in sorted(by_day)
        if day != most
    ]
    return f"{', '.join(parts)}, and {day_said(most)} for everything else"


def named(tables: Iterable[str], days: Days) -> str:
    """Return tables in words, a service for all that is held of it."""
    return phrase(_names(tables, days))


def _names(tables: Iterable[str], days: Days) -> list[str]:
    """Name tables: by their service where all that is held of it is among them."""
    wanted, names = set(tables), []
    for name in dict.fromkeys(service(t) for t in called() if t in wanted):
        whole = {t for t in days if service(t) == name}
        told = [called()[t].name for t in called() if t in wanted and t in whole]
        names += [name] if whole <= wanted and len(whole) > 1 else told
    return names


def of_rule(rule: Rule, days: Days) -> date | None:
    """Return the day to which a rule's clocks are known, where that is not the newest.

    A clock is known no later than the oldest of the tables that could show it begun,
    done or ended.
    """
    held = telling(days)
    reads = _read_by((*rule.starts, *rule.completed_by, *rule.ended_by))
    known = [day for table, day in held.items() if table in reads]
    return min(known) if known and min(known) < max(held.values()) else None


@lru_cache(maxsize=512)
def _read_by(events: tuple[str, ...]) -> frozenset[str]:
    return frozenset(table for name in events for table in EVENTS[name].reads)

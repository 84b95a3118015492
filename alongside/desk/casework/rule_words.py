"""A rule put into words: whether it is reckoned, how it was checked, what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from alongside.desk.holidays import clock_in_force
from alongside.desk.said import day_said
from alongside.reckon.clock import OutsideCalendar, arithmetic
from alongside.reckon.dues import gaps
from alongside.reckon.events import EVENTS
from alongside.reckon.records import TABLES
from alongside.reckon.rulebook import Rule, Rulebook

EVERY_TABLE = frozenset(TABLES)


class Reckoned(NamedTuple):
    """Whether clocks of a rule are reckoned: a code, a word, its colour, and why not."""

    code: str
    word: str
    colour: str
    why: str = ""


def reckoned(rulebook: Rulebook, lacking: Mapping[str, str]) -> dict[str, Reckoned]:
    """Say of each rule whether it is reckoned; `lacking` is what the exports cannot tell."""
    reasons = gaps(rulebook, EVERY_TABLE) | dict(lacking)
    return {
        code: _reckoned(rule, reasons.get(code, "")) for code, rule in rulebook.items()
    }


def _reckoned(rule: Rule, why: str) -> Reckoned:
    if rule.measure:
        why = "A length of time that events and figures ask about, and no duty."
        return Reckoned("neither", "Not a duty", "grey", why)
    if rule.earliest and not rule.needs:
        return Reckoned("neither", "Least wait", "grey", why)
    if rule.needs or (rule.computed and why):
        return Reckoned("cannot", "Cannot be computed", "amber", why)
    if not rule.enabled:
        return Reckoned("off", "Switched off", "grey", why)
    return Reckoned("reckoned", "Reckoned", "green")


def checked(rule: Rule) -> str:
    """Say whether the number was read in a public source, or set here."""
    if rule.changed_by:
        return "As it stands, it was signed off here."
    if not rule.verified:
        return "The number is from knowledge, not verified."
    if rule.basis == "local":
        return "Other areas publish this number: check that it is yours."
    return "The number was read in a public source."


def why_that_day(rule: Rule | None, start: date) -> str:
    """Say how the last day in time of a clock is come by, or why it cannot be said."""
    if rule is None:
        return "This rule is no longer in the rulebook."
    try:
        return arithmetic(rule.limit(start), start, clock_in_force())
    except OutsideCalendar as problem:
        return str(problem)


def other_ways(rule: Rule, rulebook: Rulebook) -> list[Rule]:
    """Return the other rules for the same duty, of which no more than one is on."""
    duty = rule.instead_of or rule.code
    return [
        other
        for other in rulebook.values()
        if duty in (other.code, other.instead_of) and other != rule
    ]


class Difference(NamedTuple):
    what: str
    was: str
    now: str


_SAID = {
    "title": "Title",
    "within": "Within",
    "changes": "Other limits by date",
    "lifted": "Limit lifted",
    "enabled": "Switched on",
    "starts": "Counts from",
    "completed_by": "Completed by",
    "ended_by": "Ended by",
    "from_words": "Counts from, in words",
    "done_words": "Done when",
    "repeats": "Starts again when done",
    "recur_from": "Starts again from",
    "one_at_a_time": "One clock at a time",
    "past_childhood": "Goes on past childhood",
    "sooner_wins": "The sooner of plan and limit",
    "same_day": "Can be done on the first day",
    "who": "Who acts",
    "warn": "Warning, in working days",
    "basis": "Basis",
    "clock": "Counted for",
    "source": "Source",
    "verified": "Verified",
    "first": "In force from",
    "last": "In force to",
    "needs": "Needs",
    "measure": "A length of time only",
    "earliest": "A least wait",
    "instead_of": "Stands in for",
    "off_because": "Off because",
}


def differences(was: Rule | None, now: Rule | None) -> list[Difference]:
    """Return what was changed, in words; of a rule that was not, or is no more, all of it."""
    return [
        Difference(what, before, after)
        for name, what in _SAID.items()
        for before, after in [(_value(was, name), _value(now, name))]
        if before != after
    ]


def _value(rule: Rule | None, name: str) -> str:
    if rule is None:
        return ""
    if name == "within":
        return rule.limit_said
    if name == "changes":
        return "; ".join(_changes(rule))
    if name == "lifted":
        return "; ".join(between(span.first, span.last) for span in rule.lifted)
    value = getattr(rule, name)
    if isinstance(value, tuple):
        return ", ".join(EVENTS[event].title for event in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return "" if value in (date.min, date.max) else day_said(value)
    return str(value)


def _changes(rule: Rule) -> Iterator[str]:
    for change in rule.changes:
        yield f"{change.within}, for clocks begun {between(change.first, change.last)}"


def between(first: date, last: date) -> str:
    """Say which days lie between two, both included; an edge of time is left out."""
    since = "" if first == date.min else f"from {day_said(first)}"
    until = "" if last == date.max else f"to {day_said(last)}"
    return " ".join(filter(None, (since, until)))

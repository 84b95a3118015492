"""Reads rulebook files and checks them: a mistake is named by file, line, rule and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from alongside.reckon.clock import Limit
from alongside.reckon.rulebook.rule import (
    BASES,
    CLOCKS,
    RECURS_FROM,
    Change,
    Lifted,
    Rule,
)
from alongside.reckon.rulebook.written import BadRulebook, Written

Rulebook = dict[str, Rule]

_NAMES = ("starts", "completed_by", "ended_by")
_SIMPLE = {field.name for field in fields(Rule)} - {
    *_NAMES, "code", "service", "within", "warn", "changes", "lifted", "first", "last"
}  # fmt: skip
_OPTIONS = ("count", "roll", "calendar")
_FLAGS = {field.name for field in fields(Rule) if field.type == "bool"}
_KEYS = _SIMPLE | {
    *_NAMES, "service", "within", "warn", "changes", "lifted", "in_force"
}  # fmt: skip
_ONE_OF = {"basis": BASES, "clock": CLOCKS, "recur_from": RECURS_FROM}
_FILES = (
    "front_door", "child_in_need", "disability", "child_protection", "court",
    "looked_after", "health_and_education", "unaccompanied", "missing",
    "private_fostering", "adoption", "care_leavers", "allegations_and_incidents",
    "supervision", "complaints", "information",
)  # fmt: skip
"""In the order of a child's journey; what the service answers for comes last."""
_NEEDED = ("title", "within", "basis", "source", "verified")


@cache
def england() -> Rulebook:
    """Return the rulebook as shipped, in the order of a child's journey."""
    rules: Rulebook = {}
    folder = files("alongside.reckon.rulebook")
    for name in _FILES:
        text = folder.joinpath(f"{name}.toml").read_text("utf-8")
        written = Written(text, f"{name}.toml")
        for code, entry in written.entries().items():
            if code in rules:
                raise BadRulebook(
                    f"{written.at(code)}: {code} stands in the book twice."
                )
            rules[code] = _rule(code, {"service": name, **entry}, written)
    return rules


def read(overrides: Path | str | None = None) -> Rulebook:
    """Return the rulebook in force, with a council's own file laid over it.

    An entry for a code already in the book changes only the keys it gives, and must say
    `changed_by` (who signed it off); an entry for a new code is a local rule, whole.
    Raises BadRulebook.
    """
    if overrides is None:
        return dict(england())
    overrides = Path(overrides)
    try:
        text = overrides.read_text("utf-8")
    except UnicodeDecodeError:
        raise BadRulebook(
            f"{overrides.name}: It is not UTF-8 text. Save it so from the editor."
        ) from None
    return with_own([Written(text, overrides.name)])


def with_own(layers: Sequence[Written]) -> Rulebook:
    """Return the book with a council's own rules laid over it, the later over the earlier.

    What the last layer to name a rule says of it is laid over the rule as shipped; what
    earlier ones said of that rule is forgotten. Raises BadRulebook.
    """
    rules = dict(england())
    for written in layers:
        for code, entry in written.entries().items():
            rules[code] = _laid_over(england().get(code), code, entry, written)
    _each_duty_once(rules, layers)
    return rules


def _laid_over(
    rule: Rule | None, code: str, entry: dict[str, Any], written: Written
) -> Rule:
    if written.signed:
        entry = {"changed_by": written.signed, **entry}
    if rule is None:
        _not_misspelt(code, entry, written)
        return _rule(code, {"service": "local", "basis": "local", **entry}, written)
    if not entry.get("changed_by"):
        raise BadRulebook(
            f"{written.at(code)}: {code} changes a rule but does not say who signed it "
            'off. Add changed_by = "name of the body, date".'
        )
    return _running(replace(rule, **_values(code, entry, written)), written)


def _not_misspelt(code: str, entry: dict[str, Any], written: Written) -> None:
    near = get_close_matches(code, england(), n=1, cutoff=0.8)
    if near and "title" not in entry:
        raise BadRulebook(
            f"{written.at(code)}: There is no rule {code}. Did you mean {near[0]}? "
            "A rule of the council's own has a title."
        )


def _each_duty_once(rules: Rulebook, layers: Sequence[Written]) -> None:
    """Refuse two rules for one duty: each would give the same visit a date of its own."""
    enabled: dict[str, str] = {}
    for rule in rules.values():
        duty = rule.instead_of or rule.code
        if rule.computed and enabled.setdefault(duty, rule.code) != rule.code:
            raise BadRulebook(
                f"{_last_place(layers, (rule.code, enabled[duty]))}: "
                f"{enabled[duty]} and {rule.code} are the same duty. "
                "Switch one of them off with enabled = false."
            )


def _last_place(layers: Sequence[Written], codes: Iterable[str]) -> str:
    """Return where the last layer that names one of the rules does so."""
    named = set(codes)
    return next(
        written.at(code)
        for written in reversed(layers)
        for code in written.entries()
        if code in named
    )


def _rule(code: str, entry: dict[str, Any], written: Written) -> Rule:
    missing = [key for key in _NEEDED if key not in entry]
    if missing:
        raise BadRulebook(
            f"{written.at(code)}: {code} has no {', '.join(missing)}. Add it."
        )
    return _running(Rule(code=code, **_values(code, entry, written)), written)


def _running(rule: Rule, written: Written) -> Rule:
    """Return the rule, refusing one that is reckoned but would never start or stop."""
    for key in ("starts", "completed_by"):
        if rule.computed and not getattr(rule, key):
            raise BadRulebook(
                f"{written.at(rule.code, key)}: {rule.code} has no {key}, so its clock "
                "would never run. Add it, or say in needs what is wanting."
            )
    return rule


def _values(code: str, entry: dict[str, Any], written: Written) -> dict[str, Any]:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise BadRulebook(
            f"{written.at(code, unknown[0])}: {code} has a key {unknown[0]!r} that no "
            "rule has. "
            f"The keys are {', '.join(sorted(_KEYS))}."
        )
    values: dict[str, Any] = {}
    for key, value in entry.items():
        try:
            values |= _checked(key, value)
        except ValueError as problem:
            place = written.at(code, key)
            raise BadRulebook(f"{place}: {code}: {key}: {problem}") from None
    return values


def _checked(key: str, value: Any) -> dict[str, Any]:
    if key in _NAMES:
        names = value if isinstance(value, list) else [value]
        return {key: tuple(_text(name) for name in names)}
    if key == "within":
        return {key: limit(value)}
    if key == "warn":
        return {key: _warning(value)}
    if key == "in_force":
        first, last = _days(value, "in_force")
        return {"first": first, "last": last}
    if key == "changes":
        return {key: _changes(value)}
    if key == "lifted":
        return {key: _lifted(value)}
    if key in _ONE_OF and value not in _ONE_OF[key]:
        raise ValueError(f"It is one of {', '.join(_ONE_OF[key])}, not {value!r}.")
    if key in _FLAGS:
        if not isinstance(value, bool):
            raise ValueError(f"It is true or false, not {value!r}.")
        return {key: value}
    return {key: _text(value)}


def limit(entry: Mapping[str, Any]) -> Limit:
    """Return the limit that `{ working_days = 15 }` says. Raises ValueError."""
    given = dict(entry) if isinstance(entry, Mapping) else {}
    options = {key: given.pop(key) for key in _OPTIONS if key in given}
    if [type(amount) for amount in given.values()] != [int]:
        raise ValueError(
            f"It is one unit and a whole number, like {{ working_days = 15 }}, "
            f"not {entry!r}."
        )
    [(unit, amount)] = given.items()
    return Limit(amount, unit, **options)


def _changes(entries: Any) -> tuple[Change, ...]:
    if not isinstance(entries, list):
        raise ValueError(f"It is a list of changes, not {entries!r}.")
    changes = sorted(map(_change, entries), key=lambda change: change.first)
    for earlier, later in pairwise(changes):
        if later.first <= earlier.last:
            raise ValueError(
                f"Two changes are both in force on {later.first:%d %B %Y}. "
                "End one before the other begins."
            )
    return tuple(changes)


def _change(entry: Any) -> Change:
    keys = set(entry) if isinstance(entry, Mapping) else set()
    if not {"within", "source"} <= keys <= {"within", "source", "from", "to"}:
        raise ValueError(
            f"A change has within and source, and from or to or both, not {entry!r}."
        )
    first, last = _days({k: entry[k] for k in ("from", "to") if k in entry}, "a change")
    return Change(limit(entry["within"]), first, last, _text(entry["source"]))


def _lifted(entries: Any) -> tuple[Lifted, ...]:
    spans = entries if isinstance(entries, list) else [entries]
    if not all(isinstance(e, Mapping) and {"from", "source"} <= set(e) for e in spans):
        raise ValueError(
            f"It is a list of days with from, to and source, not {entries!r}."
        )
    return tuple(
        Lifted(
            *_days({k: v for k, v in span.items() if k != "source"}, "a limit lifted"),
            _text(span["source"]),
        )
        for span in spans
    )


def _days(entry: Any, name: str) -> tuple[date, date]:
    """Return the first and last day that `{ from = 2020-04-24, to = ... }` says."""
    days = dict(entry) if isinstance(entry, Mapping) else {"": entry}
    if not set(days) <= {"from", "to"} or any(
        type(day) is not date for day in days.values()
    ):
        raise ValueError(
            f"{name} is in force between days, like {{ from = 2020-04-24 }}, "
            f"not {entry!r}."
        )
    first, last = days.get("from", date.min), days.get("to", date.max)
    if first > last:
        raise ValueError(f"{name} ends ({last}) before it begins ({first}).")
    return first, last


def _warning(entry: Any) -> int:
    if not isinstance(entry, Mapping) or set(entry) != {"working_days"}:
        raise ValueError(f"It is like {{ working_days = 5 }}, not {entry!r}.")
    days = entry["working_days"]
    if type(days) is not int or days < 0:
        raise ValueError(f"It is a whole number of working days, not {days!r}.")
    return days


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"It is words between quotation marks, not {value!r}.")
    return value

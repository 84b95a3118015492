"""Reads rulebook files and checks them: a mistake is named by file, rule and key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from alongside.reckon.clock import Limit
from alongside.reckon.rulebook.rule import BASES, Change, Rule

Rulebook = dict[str, Rule]

_NAMES = ("starts", "completed_by", "ended_by")
_SIMPLE = {field.name for field in fields(Rule)} - {
    *_NAMES, "code", "service", "within", "warn", "changes", "first", "last"
}  # fmt: skip
_KEYS = _SIMPLE | {*_NAMES, "service", "within", "warn", "changes", "in_force"}
_NEEDED = ("title", "within", "basis", "source", "verified")


class BadRulebook(ValueError):
    """A rulebook file that cannot be used; the message says where and what to do."""


@cache
def england() -> Rulebook:
    """Return the rulebook as shipped, in the order of its files."""
    rules: Rulebook = {}
    folder = files("alongside.reckon.rulebook")
    for name in ("front_door", "child_in_need", "child_protection", "looked_after"):
        text = folder.joinpath(f"{name}.toml").read_text("utf-8")
        for code, entry in _parsed(text, name).items():
            rules[code] = _rule(code, {"service": name, **entry}, f"{name}.toml")
    return rules


def read(overrides: Path | None = None) -> Rulebook:
    """Return the rulebook in force, with a council's own file laid over it.

    An entry for a code already in the book changes only the keys it gives, and must say
    `changed_by` (who signed it off); an entry for a new code is a local rule, whole.
    Raises BadRulebook.
    """
    rules = dict(england())
    if overrides is None:
        return rules
    for code, entry in _parsed(
        overrides.read_text("utf-8"), str(overrides.name)
    ).items():
        rules[code] = _laid_over(rules.get(code), code, entry, overrides.name)
    return rules


def _laid_over(rule: Rule | None, code: str, entry: dict[str, Any], file: str) -> Rule:
    if rule is None:
        return _rule(code, {"service": "local", "basis": "local", **entry}, file)
    if not entry.get("changed_by"):
        raise BadRulebook(
            f"{file}: {code} changes a rule but does not say who signed it off. "
            'Add changed_by = "name of the body, date".'
        )
    return replace(rule, **_values(code, entry, file))


def _rule(code: str, entry: dict[str, Any], file: str) -> Rule:
    missing = [key for key in _NEEDED if key not in entry]
    if missing:
        raise BadRulebook(f"{file}: {code} has no {', '.join(missing)}. Add it.")
    return Rule(code=code, **_values(code, entry, file))


def _values(code: str, entry: dict[str, Any], file: str) -> dict[str, Any]:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise BadRulebook(
            f"{file}: {code} has a key {unknown[0]!r} that no rule has. "
            f"The keys are {', '.join(sorted(_KEYS))}."
        )
    try:
        return dict(_checked(entry))
    except (ValueError, TypeError) as problem:
        raise BadRulebook(f"{file}: {code}: {problem}") from None


def _checked(entry: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    if entry.get("basis", "local") not in BASES:
        raise ValueError(f"basis is one of {', '.join(BASES)}, not {entry['basis']!r}.")
    for key, value in entry.items():
        if key in _NAMES:
            yield key, (value,) if isinstance(value, str) else tuple(value)
        elif key == "within":
            yield key, limit(value)
        elif key == "warn":
            yield key, int(value["working_days"])
        elif key == "in_force":
            yield "first", value.get("from", date.min)
            yield "last", value.get("to", date.max)
        elif key == "changes":
            yield key, tuple(map(_change, value))
        else:
            yield key, value


def limit(entry: Mapping[str, Any]) -> Limit:
    """Return the limit that `{ working_days = 15 }` says. Raises ValueError."""
    options = {key: entry[key] for key in ("count", "roll") if key in entry}
    units = [key for key in entry if key not in options]
    if len(units) != 1 or not isinstance(entry[units[0]], int):
        raise ValueError(
            f"within is one unit and a whole number, like {{ working_days = 15 }}, "
            f"not {dict(entry)}."
        )
    return Limit(entry[units[0]], units[0], **options)


def _change(entry: dict[str, Any]) -> Change:
    return Change(
        within=limit(entry["within"]),
        first=entry.get("from", date.min),
        last=entry.get("to", date.max),
        source=entry["source"],
    )


def _parsed(text: str, file: str) -> dict[str, dict[str, Any]]:
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadRulebook(f"{file}: {problem}.") from None
    for code, entry in entries.items():
        if not isinstance(entry, dict):
            raise BadRulebook(
                f"{file}: {code!r} stands outside any rule. Put it under a line like [S47_ICPC]."
            )
    return entries

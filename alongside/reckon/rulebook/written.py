"""Rules as somebody wrote them: the text of a file, and where in it each thing stands."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[=.]")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class BadRulebook(ValueError):
    """A rulebook file that cannot be used; the message says where and what to do."""


@dataclass(frozen=True)
class Written:
    """The text of a rulebook file, its name, and who signed all of it off, if it was."""

    text: str
    name: str
    signed: str = ""

    def entries(self) -> dict[str, dict[str, Any]]:
        """Return the keys that it gives for each rule. Raises BadRulebook."""
        try:
            entries = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as problem:
            raise BadRulebook(self._not_toml(str(problem))) from None
        for code, entry in entries.items():
            if not isinstance(entry, dict):
                raise BadRulebook(
                    f"{self.at(code)}: {code!r} stands outside any rule. "
                    "Put it under a line like [S47_ICPC]."
                )
        return entries

    def at(self, code: str, key: str = "") -> str:
        """Say where a key of a rule stands, else the rule: `ours.toml, line 4`."""
        line = self._line(code, key)
        return f"{self.name}, line {line}" if line else self.name

    def _line(self, code: str, key: str) -> int:
        """Return the number of that line, from 1; 0 where neither is found."""
        path, found = [""], 0
        for number, line in enumerate(self.text.splitlines(), 1):
            header, given = _HEADER.match(line), _KEY.match(line)
            if header:
                path = [part.strip(" \"'") for part in header[1].split(".")]
                given = None
            here = [*filter(None, path), *([given[1]] if given else [])]
            if key and here[:2] == [code, key]:
                return number
            if here[:1] == [code] and not found:
                found = number
        return found

    def _not_toml(self, problem: str) -> str:
        place = _TOML_PLACE.search(problem)
        line = place[1] if place and place[1] else self.text.count("\n") + 1
        what = _TOML_PLACE.sub("", problem).replace("Invalid", "Unreadable")
        return (
            f"{self.name}, line {line}: It cannot be read as TOML ({what}). "
            "Compare it with the examples in docs/how-to/change-a-timescale.md."
        )


def as_toml(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the entries as a rulebook file that reads back as they are."""
    tables = (
        "\n".join([f"[{code}]", *(f"{key} = {_toml(entry[key])}" for key in entry)])
        for code, entry in entries.items()
    )
    return "\n\n".join(tables) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    # A JSON word, number or text is a TOML one, but for a character that JSON lets be.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

"""`report.toml`: what a report is, for whom, by whom, what it asks, and who has agreed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.reckon.reports.problems import NOT_TEXT, Problem
from alongside.reckon.reports.template import ASKS

KNOWN = (
    "template", "title", "asks", "by", "contact", "meeting", "above", "sign_offs",
    "background", "boxes", "not_applicable", "tables", "pictures", "names", "accepted",
    "appendices",
    "deciding",
)  # fmt: skip
DRAWN = ("bars", "before and after")


@dataclass(frozen=True)
class Agreed:
    """A sign-off given: its name in the template, by which role, on which day, saying what."""

    name: str
    role: str
    on: date | None
    says: str


@dataclass(frozen=True)
class Drawn:
    """A picture of a table: which table, which columns, and what the words of it are.

    `drawn` is "bars", or "before and after": two columns of a row joined by a line.
    """

    table: str
    columns: Sequence[str]
    caption: str
    alternative: str
    drawn: str = "bars"
    unit: str = ""


@dataclass(frozen=True)
class Accepted:
    """A finding that stays: of which kind, where, why, and by which role it was accepted.

    `about` is a part of what the finding says; "" stands for any.
    """

    kind: str
    where: str
    reason: str
    by: str
    about: str = ""


@dataclass(frozen=True)
class Front:
    """What `report.toml` holds. `above` fills the lines above the title by their names."""

    template: str
    title: str
    by: str
    body: str
    on: date
    asks: Sequence[str] = ()
    above: Mapping[str, str] | None = None
    deciding: Sequence[tuple[str, str]] = ()
    sign_offs: Sequence[Agreed] = ()
    background: Sequence[str] = ()
    boxes: Mapping[str, str] | None = None
    not_applicable: Sequence[str] = ()
    captions: Mapping[str, str] | None = None
    pictures: Mapping[str, Drawn] | None = None
    names: Mapping[str, Sequence[str]] | None = None
    accepted: Sequence[Accepted] = ()
    appendices: Sequence[str] = ()


def read(text: str, file: str, problems: list[Problem]) -> Front:
    """Return what `report.toml` says; all that is wrong in it is added to the problems."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        problems.append(
            Problem(file, 0, "", f"it is not TOML: {problem}.", "Correct it.")
        )
        told = {}
    typed = _Typed(file, problems)
    if any(NOT_TEXT.search(each) for each in _strings(told)):
        typed.wrong("", "a text has a control character in it.", "Take it out.")
    for key in told.keys() - set(KNOWN):
        typed.wrong(key, "it means nothing here.", f"There may be {', '.join(KNOWN)}.")
    meeting = typed.table(told, "meeting")
    asks = typed.texts(told, "asks")
    for each in asks:
        if each not in ASKS:
            typed.wrong(
                "asks", f"{each!r} is nothing to ask.", f"Write {', '.join(ASKS)}."
            )
    return Front(
        typed.text(told, "template"),
        typed.text(told, "title"),
        typed.text(told, "by"),
        typed.text(meeting, "body", "meeting.body"),
        typed.day(meeting, "on", "meeting.on") or date.min,
        asks,
        typed.words(told, "above") | {"contact": str(told.get("contact", ""))},
        tuple((str(d.get("body", "")), str(d.get("when", ""))) for d in typed.rows(told, "deciding")),
        tuple(_agreed(name, row, typed) for name, row in typed.table(told, "sign_offs").items()),
        typed.texts(told, "background"),
        typed.words(told, "boxes"),
        typed.texts(told, "not_applicable"),
        {name: str(row.get("caption", "")) for name, row in typed.tables(told, "tables").items()},
        {name: _drawn(name, row, typed) for name, row in typed.tables(told, "pictures").items()},
        {name: typed.texts(told["names"], name) for name in typed.table(told, "names")},
        tuple(_accepted(row, typed) for row in typed.rows(told, "accepted")),
        typed.texts(told, "appendices"),
    )  # fmt: skip


def _strings(told: object) -> Iterator[str]:
    """Yield every text of a table, however deep it lies."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        yield from (text for each in told.values() for text in _strings(each))
    elif isinstance(told, list):
        yield from (text for each in told for text in _strings(each))


class _Typed:
    """Takes what is typed by its kind, and keeps what is of another."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems

    def wrong(self, column: str, what: str, do: str) -> None:
        self.problems.append(Problem(self.file, 0, column, what, do))

    def text(self, told: Mapping[str, Any], key: str, place: str = "") -> str:
        found = told.get(key, "")
        if not isinstance(found, str) or not found.strip():
            self.wrong(place or key, "it is not there.", f'Write {key} = "...".')
            return ""
        return found.strip()

    def day(self, told: Mapping[str, Any], key: str, place: str) -> date | None:
        found = told.get(key)
        if type(found) is not date:
            self.wrong(place, "it is no day.", f"Write {key} = 2015-04-20.")
            return None
        return found

    def texts(self, told: Mapping[str, Any], key: str) -> Sequence[str]:
        found = told.get(key, [])
        if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
            self.wrong(key, "it is no list of texts.", f'Write {key} = ["...", "..."].')
            return ()
        return tuple(found)

    def table(self, told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = told.get(key, {})
        if not isinstance(found, dict):
            self.wrong(key, "it is no table.", f"Write [{key}] on a line of its own.")
            return {}
        return found

    def tables(
        self, told: Mapping[str, Any], key: str
    ) -> Mapping[str, Mapping[str, Any]]:
        found = self.table(told, key)
        return {name: self.table(found, name) for name in found}

    def words(self, told: Mapping[str, Any], key: str) -> dict[str, str]:
        return {name: str(value) for name, value in self.table(told, key).items()}

    def rows(self, told: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
        found = told.get(key, [])
        if not isinstance(found, list) or not all(isinstance(x, dict) for x in found):
            self.wrong(key, "it is no list of tables.", f"Write [[{key}]] before each.")
            return ()
        return found


def _agreed(name: str, row: Any, typed: _Typed) -> Agreed:
    place = f"sign_offs.{name}"
    told = row if isinstance(row, dict) else {}
    on = typed.day(told, "on", f"{place}.on") if "on" in told else None
    return Agreed(
        name, str(told.get("role", "")), on, typed.text(told, "says", f"{place}.says")
    )


def _drawn(name: str, row: Mapping[str, Any], typed: _Typed) -> Drawn:
    place = f"pictures.{name}"
    drawn = str(row.get("drawn", "bars"))
    if drawn not in DRAWN:
        typed.wrong(
            f"{place}.drawn",
            f"{drawn!r} is no picture.",
            f"Write {' or '.join(DRAWN)}.",
        )
    return Drawn(
        typed.text(row, "table", f"{place}.table"),
        typed.texts(row, "columns"),
        typed.text(row, "caption", f"{place}.caption"),
        str(row.get("alternative", "")),
        drawn,
        str(row.get("unit", "")),
    )


def _accepted(row: Mapping[str, Any], typed: _Typed) -> Accepted:
    kind, where, reason, by = (
        typed.text(row, key, f"accepted.{key}")
        for key in ("kind", "where", "reason", "by")
    )
    return Accepted(kind, where, reason, by, str(row.get("about", "")))

"""A named layout: what a person said that the columns of a report mean."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alongside.reckon.intake.layouts import plain
from alongside.reckon.intake.reports.look import fingerprint
from alongside.reckon.intake.reports.patterns import BadPattern, Pattern, compiled
from alongside.reckon.records import DATE, TABLES

CHILD = "child"


class BadLayout(ValueError):
    """A layout that cannot be used: the message says which part, and what to do."""


@dataclass(frozen=True)
class Use:
    """What one column of a report is for.

    `to` names columns of records (`ssd_cp_visits.cppv_cp_visit_date`), or `child`: the
    identifier of the child whose row it is, in every table. `date` is the pattern of its
    days, `first_year` the first that a year of two digits may stand for; `or_date` and
    `or_first_year` are for the days that the first does not read. `values` gives what
    some of its values mean.
    """

    header: str
    to: tuple[str, ...]
    date: str = ""
    first_year: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    or_date: str = ""
    or_first_year: int | None = None

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of its days with their first years, in the order they are tried."""
        both = (self.date, self.first_year), (self.or_date, self.or_first_year)
        return tuple(each for each in both if each[0])


@dataclass(frozen=True)
class NamedLayout:
    """How a report is read: its name, its headers, and what its columns are for.

    `always` gives columns of records that hold the same in every row
    (`ssd_involvements.invo_professional_role_id` is `CW`).
    """

    name: str
    headers: tuple[str, ...]
    uses: tuple[Use, ...]
    always: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.headers)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of records that it fills."""
        names = [to for use in self.uses for to in use.to if to != CHILD]
        return tuple(dict.fromkeys(name.partition(".")[0] for name in names))

    @property
    def row_table(self) -> str:
        """The table that a row is one of: who the child is may be told beside it."""
        return next(
            (name for name in self.tables if name != "ssd_person"), "ssd_person"
        )

    def checked(self) -> NamedLayout:
        """Return the layout. Raises BadLayout where it cannot be used."""
        _check_names(self)
        for use in self.uses:
            _check_use(use, self)
        for target in self.always:
            _column_type(target)
        if not self.tables:
            raise BadLayout(f"{self.name}: no column is put into the records. Map one.")
        if any(TABLES[name].child for name in self.tables) and not _names_child(self):
            raise BadLayout(
                f"{self.name}: no column says which child a row is about. Map one to "
                f"{CHILD!r}."
            )
        return self

    def as_dict(self) -> dict[str, Any]:
        """Return the layout in the shape in which it is kept."""
        return {
            "name": self.name,
            "headers": list(self.headers),
            "always": dict(self.always),
            "columns": [_use_dict(use) for use in self.uses],
        }

    def to_json(self) -> str:
        return json.dumps(self.as_dict(), indent=1, ensure_ascii=False)

    def to_toml(self) -> str:
        told = self.as_dict()
        columns = told.pop("columns")
        always = told.pop("always")
        lines = [f"{name} = {_toml(value)}" for name, value in told.items()]
        if always:
            lines += ["", "[always]", *_pairs(always)]
        for column in columns:
            lines += [
                "",
                "[[columns]]",
                *(f"{n} = {_toml(v)}" for n, v in column.items()),
            ]
        return "\n".join(lines) + "\n"


def _use_dict(use: Use) -> dict[str, Any]:
    told: dict[str, Any] = {"header": use.header, "to": list(use.to)}
    for name, (pattern, first_year) in zip(("", "or_"), use.patterns, strict=False):
        told[f"{name}date"] = pattern
        if first_year is not None:
            told[f"{name}first_year"] = first_year
    if use.values:
        told["values"] = dict(use.values)
    return told


def _pairs(told: Mapping[str, Any]) -> list[str]:
    return [f"{_toml(name)} = {_toml(value)}" for name, value in told.items()]


def _toml(value: Any) -> str:
    """A value as TOML: its texts, numbers and lists are written as JSON's are."""
    if isinstance(value, dict):
        return "{ " + ", ".join(_pairs(value)) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def load(told: Path | str | Mapping[str, Any]) -> NamedLayout:
    """Return a layout from a TOML or JSON file, its text, or its shape as a mapping.

    Raises BadLayout where it cannot be used, and OSError where the file is not there.
    """
    text = told.read_text("utf-8-sig") if isinstance(told, Path) else told
    shape = _parsed(text) if isinstance(text, str) else text
    try:
        return _layout(shape).checked()
    except (KeyError, TypeError, AttributeError) as problem:
        raise BadLayout(
            f"The layout lacks {problem}, or has it in another shape than docs/how-to/"
            "read-any-report.md gives."
        ) from None


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        return json.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
    except ValueError as problem:
        raise BadLayout(
            f"The layout is neither TOML nor JSON: {problem}. Write it again with "
            "`alongside read FILE --look`."
        ) from None


def _layout(told: Mapping[str, Any]) -> NamedLayout:
    return NamedLayout(
        str(told["name"]),
        tuple(map(str, told["headers"])),
        tuple(map(_use, told["columns"])),
        {str(name): str(value) for name, value in told.get("always", {}).items()},
    )


def _use(told: Mapping[str, Any]) -> Use:
    to = told["to"]
    values = {str(name): str(value) for name, value in told.get("values", {}).items()}
    return Use(
        str(told["header"]),
        (to,) if isinstance(to, str) else tuple(map(str, to)),
        str(told.get("date", "")),
        _year(told.get("first_year")),
        values,
        str(told.get("or_date", "")),
        _year(told.get("or_first_year")),
    )


def _year(told: Any) -> int | None:
    return None if told is None else int(told)


def _check_names(layout: NamedLayout) -> None:
    if not layout.name.strip():
        raise BadLayout("The layout has no name. Give it one that people will know.")
    targets = [to for use in layout.uses for to in use.to] + list(layout.always)
    twice = sorted({to for to in targets if targets.count(to) > 1})
    if twice:
        raise BadLayout(
            f"{layout.name}: {twice[0]} is filled twice. Choose one column."
        )


def _check_use(use: Use, layout: NamedLayout) -> None:
    where = f"{layout.name}, column {use.header!r}"
    if plain(use.header) not in map(plain, layout.headers):
        raise BadLayout(f"{where} is not one of the headers. Correct its name.")
    for to in use.to:
        if to != CHILD and _column_type(to) == DATE and not use.date:
            raise BadLayout(f"{where} holds days. Say their pattern, like dd/mm/yyyy.")
    if use.or_date and not use.date:
        raise BadLayout(
            f"{where} has or_date and no date. Say the first pattern in date."
        )
    for pattern, first_year in use.patterns:
        _check_pattern(pattern, first_year, where)


def _check_pattern(pattern: str, first_year: int | None, where: str) -> None:
    if pattern != "excel":
        try:
            compiled(pattern)
        except BadPattern as problem:
            raise BadLayout(f"{where}: {problem}") from None
    if pattern.count("y") == 2 and first_year is None:
        raise BadLayout(
            f"{where} has years of two digits. Say in first_year (of or_date: in "
            "or_first_year) the first year that they can stand for, like 1930 for 1930 to 2029."
        )


def _column_type(target: str) -> str:
    table, _, column = target.partition(".")
    if table not in TABLES or column not in TABLES[table].columns:
        raise BadLayout(
            f"{target!r} is no column of the records. docs/reference/records.md has them."
        )
    return TABLES[table].columns[column]


def _names_child(layout: NamedLayout) -> bool:
    targets = {to for use in layout.uses for to in use.to}
    return CHILD in targets or all(
        f"{name}.{TABLES[name].child}" in targets
        for name in layout.tables
        if TABLES[name].child
    )

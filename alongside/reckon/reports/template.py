"""What a council's reports look like: sections, sign-offs, boxes and wordings, as data.

Ours are in `templates/`; a council's own is a file of the same form in the report's folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

OURS = Path(__file__).with_name("templates")
# What a report may ask for: what is required of it rests on these.
ASKS = ("decision", "noting", "posts", "money", "grant", "law")


class BadTemplate(ValueError):
    """A template that cannot be read; the message says what is wrong and what may stand."""


@dataclass(frozen=True)
class Slot:
    """A place for a section: its name, its heading, and when it must be there.

    `required` is "always", what a report asks for, or "": never. `wording` names the text
    that stands first in it. `holds` says what is put there from `report.toml`: "boxes",
    "by" (the author's role), "deciding", "background", "not applicable", or a sign-off's name.
    `numbered` is "no" where the paragraphs stand without numbers.
    """

    name: str
    heading: str
    required: str = ""
    wording: str = ""
    holds: str = ""
    numbered: str = "yes"
    why: str = ""


@dataclass(frozen=True)
class SignOff:
    """Who must agree before a report goes forward: by role, and when."""

    name: str
    role: str
    required: str = "always"
    why: str = ""


@dataclass(frozen=True)
class Box:
    """A line of a form's box: the box it is in, its name, its words, whether it must be filled."""

    box: str
    name: str
    words: str
    required: str = "always"


@dataclass(frozen=True)
class Wording:
    """A fixed text and the days between which it is in force, each end included."""

    name: str
    text: str
    first: date
    last: date = date.max


@dataclass(frozen=True)
class Template:
    """How the reports of a council are laid out."""

    title: str
    above: Sequence[str]
    numbering: str
    sections: Sequence[Slot]
    sign_offs: Sequence[SignOff]
    boxes: Sequence[Box]
    wordings: Sequence[Wording]

    def wording(self, name: str, on: date) -> str | None:
        """Return a fixed text as it is in force on a day, or None where none is."""
        for each in self.wordings:
            if each.name == name and each.first <= on <= each.last:
                return each.text
        return None

    def sign_off(self, name: str) -> SignOff | None:
        """Return a sign-off by its name."""
        return next((each for each in self.sign_offs if each.name == name), None)


def ours() -> Sequence[str]:
    """Return the names of the templates that come with the product."""
    return sorted(path.stem for path in OURS.glob("*.toml"))


@cache
def shipped(name: str) -> Template:
    """Return one of ours. Raises BadTemplate where there is none of that name."""
    if name not in ours():
        raise BadTemplate(
            f"there is no template {name!r}. Ours are {' and '.join(ours())}; "
            "a council's own is a file beside report.toml, named with .toml."
        )
    return read((OURS / f"{name}.toml").read_text("utf-8"))


def read(text: str) -> Template:
    """Return a template from its TOML. Raises BadTemplate."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        what = str(problem).replace("Invalid", "Unreadable")
        raise BadTemplate(f"it is not TOML: {what}.") from None
    if told.get("numbering") not in ("through", "by heading"):
        raise BadTemplate('`numbering` is "through" or "by heading". Say which.')
    template = Template(
        str(told.get("title", "")),
        tuple(told.get("above", ())),
        str(told["numbering"]),
        _rows(Slot, told, "sections"),
        _rows(SignOff, told, "sign_offs"),
        _rows(Box, told, "boxes"),
        _rows(Wording, told, "wordings"),
    )
    _agrees_with_itself(template)
    return template


Row = TypeVar("Row", Slot, SignOff, Box, Wording)


def _rows(of: type[Row], told: Mapping[str, Any], table: str) -> tuple[Row, ...]:
    known = {field.name for field in fields(of)}
    found = []
    for place, row in enumerate(told.get(table, ()), 1):
        if unknown := sorted(row.keys() - known):
            raise BadTemplate(
                f"[[{table}]] {place} has {unknown[0]!r}, which means nothing there. "
                f"It may have: {', '.join(sorted(known))}."
            )
        try:
            found.append(of(**row))
        except TypeError:
            raise BadTemplate(
                f"[[{table}]] {place} lacks something. It may have: {', '.join(sorted(known))}."
            ) from None
    return tuple(found)


def _agrees_with_itself(template: Template) -> None:
    required: list[Slot | SignOff | Box] = [
        *template.sections, *template.sign_offs, *template.boxes
    ]  # fmt: skip
    for each in required:
        if each.required not in ("", "always", *ASKS):
            raise BadTemplate(
                f"{each.name!r} is required when {each.required!r}, which is nothing a "
                f"report asks for. Write always, or one of {', '.join(ASKS)}."
            )
    worded = {each.name for each in template.wordings}
    for slot in template.sections:
        if slot.wording and slot.wording not in worded:
            raise BadTemplate(
                f"section {slot.name!r} has the wording {slot.wording!r}, and no "
                "[[wordings]] has that name. Add it."
            )

"""The values of a column that its code list does not settle: asked, and never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.reckon.intake.codes import code_list, codes_of
from alongside.reckon.intake.reports.layout import CHILD, Use
from alongside.reckon.intake.reports.reading import code_lists, reader_for
from alongside.reckon.records import FLAG, TABLES


@dataclass(frozen=True)
class Question:
    """What a value stands for: its column, in how many rows it is, and the answers.

    `codes` are the codes it may stand for, each with its wording. Where the value is known
    to stand for `several`, they are those; else all of the list.
    """

    header: str
    value: str
    rows: int
    codes: Mapping[str, str]
    several: bool


def unsettled(use: Use, held: Mapping[str, int]) -> list[Question]:
    """Return the values of a column that cannot be read as codes, most rows first.

    `held` gives the distinct values of the column, as text, with their rows. A column
    without codes has none.
    """
    found = []
    for to in use.to:
        codes = _codes(to)
        reader = reader_for(to, use)[1]
        for value, rows in held.items() if codes else ():
            read, problem = reader(value)
            if read is None and problem:
                few = _could_be(to, value)
                said = {code: codes[code] for code in few} or codes
                found.append(Question(use.header, value, rows, said, bool(few)))
    return sorted(found, key=lambda each: (-each.rows, each.value))


def _codes(to: str) -> Mapping[str, str]:
    """The codes of a target with their wordings; none where it is no coded column."""
    table, _, column = to.partition(".")
    if to == CHILD or column == TABLES[table].child:
        return {}
    if kind := code_lists().get((table, column)):
        return codes_of(kind)
    return {"Y": "Yes", "N": "No"} if TABLES[table].columns[column] == FLAG else {}


def _could_be(to: str, value: str) -> list[str]:
    table, _, column = to.partition(".")
    kind = code_lists().get((table, column))
    return code_list(kind).could_be(value) if kind else []

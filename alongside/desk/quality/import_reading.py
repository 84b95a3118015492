"""The rows of a spreadsheet of audits, read by the columns that a person named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from alongside.desk.casework import store
from alongside.desk.quality.audit_models import Audit, Grade
from alongside.desk.quality.import_fields import AUDITS, PERCENTAGES
from alongside.desk.quality.import_models import AuditUpload
from alongside.desk.read_tables import rows_of, tables_of
from alongside.desk.workforce.models import Team
from alongside.reckon.intake.reports import Seen
from alongside.reckon.intake.values import as_date, as_flag, as_id, as_text, tidy

LEAVE_OUT, KEEP = "out", "keep"
TOTALS = re.compile(
    r"((grand|sub|overall)[ -]?)?totals?|(all|total of all) teams|overall|sum|england",
    re.I,
)
MISSING = {"", ".", "-", "–", "n/a", "na", "*"}


@dataclass(frozen=True)
class Layout:
    """What a table holds, which header fills each field, and what its words mean.

    `grades` and `teams` give by a word in small letters the key of a grade or team, or
    `LEAVE_OUT`.
    """

    holds: str
    columns: Mapping[str, str]
    grades: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {
            "holds": self.holds, "columns": dict(self.columns),
            "grades": dict(self.grades), "teams": dict(self.teams),
        }  # fmt: skip


@dataclass
class Read:
    """What was read: rows to keep, words nobody has explained, and rows left out, by why.

    `unknown` are teams of a table that are kept by their name unless a person says
    otherwise; `noted` says what of the rows kept is worth a look.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    grades: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    noted: list[str] = field(default_factory=list)


class Words:
    """What words of a file mean: the council's own names, then what a person said."""

    def __init__(
        self, known: Mapping[str, Any], said: Mapping[str, str], by_key
    ) -> None:
        self.known, self.said, self.by_key = known, said, by_key

    def meant(self, word: str):
        """Return what is meant, LEAVE_OUT, or None where nobody knows."""
        low = word.lower()
        if low in self.known:
            return self.known[low]
        key = self.said.get(low, "")
        return LEAVE_OUT if key == LEAVE_OUT else self.by_key.get(key)


def words_of(grades: Sequence[Grade], teams: Sequence[Team], layout: Layout):
    known = {word.lower(): g for g in grades for word in (g.name, *g.also)}
    return (
        Words(known, layout.grades, {str(grade.pk): grade for grade in grades}),
        Words(
            {team.name.lower(): team for team in teams},
            layout.teams,
            {str(team.pk): team for team in teams},
        ),
    )


def tables_in(upload: AuditUpload) -> list[Seen]:
    """Return the tables of an upload; refused as a ValidationError that says what to do."""
    return tables_of(store.kept(upload.stored_as, "file"), upload.file_name)


def read(
    seen: Seen,
    layout: Layout,
    grades: Sequence[Grade],
    teams: Sequence[Team],
    today: date,
) -> Read:
    """Return a table's rows by its layout. No row is kept whose words nobody explained."""
    found = Read()
    spoken, named = words_of(grades, teams, layout)
    for number, cells in rows_of(seen, layout.columns):
        if layout.holds == AUDITS:
            _audit(found, cells, spoken, named, today)
        else:
            _row(found, number, cells, layout.holds, grades, named)
    if layout.holds == PERCENTAGES:
        _as_hundreds(found)
    return found


def _audit(
    found: Read, cells: dict[str, Any], spoken: Words, named: Words, today: date
) -> None:
    case_id, day = as_id(cells["case_id"])[0], as_date(cells["audited_on"])[0]
    said_grade, said_team = tidy(cells["grade"]), tidy(cells["team"])
    if why := _why_not(case_id, day, said_grade, said_team, today):
        found.left_out[why] += 1
        return
    grade, team = spoken.meant(said_grade), named.meant(said_team)
    second = tidy(cells.get("second_grade", ""))
    other = spoken.meant(second) if second else None
    unknown = [(found.grades, said_grade, grade), (found.teams, said_team, team)]
    unknown += [(found.grades, second, other)] if second else []
    for counter, word, meant in unknown:
        if meant is None:
            counter[word] += 1
    if LEAVE_OUT in (grade, team):
        found.left_out["you said to leave out its grade or team"] += 1
    elif grade and team and (other or not second):
        found.rows.append(
            {
                "case_id": str(case_id), "team": team, "audited_on": day, "grade": grade,
                "second_grade": other if other != LEAVE_OUT else None,
                **{code: _text(cells, code) for code in ("auditor", "cause", "second_auditor")},
                "chosen": _chosen(tidy(cells.get("chosen", ""))),
                "blind": {"Y": Audit.Blind.YES, "N": Audit.Blind.NO}.get(
                    as_flag(cells.get("blind", ""))[0], Audit.Blind.UNKNOWN
                ),
            }
        )  # fmt: skip


def _why_not(case_id, day, grade: str, team: str, today: date) -> str:
    if not case_id:
        return "it names no child"
    if not isinstance(day, date):
        return "its day is missing or cannot be read"
    if day > today:
        return "its day is still to come"
    return "" if grade and team else "it has no grade or no team"


def _text(cells: Mapping[str, Any], code: str) -> str:
    value, _ = as_text(cells.get(code, ""))
    return str(value or "")[:150]


def _chosen(said: str) -> str:
    low = said.lower()
    for stems, chosen in (
        (("random", "sample"), Audit.Chosen.RANDOM),
        (("theme", "thematic", "dip"), Audit.Chosen.THEME),
        (("concern", "complaint", "escalat", "incident"), Audit.Chosen.CONCERN),
    ):
        if any(stem in low for stem in stems):
            return chosen
    return Audit.Chosen.UNKNOWN


def _row(
    found: Read,
    number: int,
    cells: dict[str, Any],
    holds: str,
    grades: Sequence[Grade],
    named: Words,
) -> None:
    said = tidy(cells["team"])
    numbers = [_number(cells[f"grade{grade.pk}"]) for grade in grades]
    team = named.meant(said)
    if why := _why_no_row(said, numbers, holds):
        found.left_out[why] += 1
    elif team == LEAVE_OUT:
        found.left_out["you said to leave out its team"] += 1
    else:
        if team is None:
            found.unknown[said] += 1
        if told := _against_total(numbers, _number(cells.get("total", "")), holds):
            found.noted.append(f"Row {number}, {said}: {told}")
        found.rows.append(
            {
                "team_name": said[:150], "team": team if isinstance(team, Team) else None,
                "period": tidy(cells.get("period", ""))[:60] or "Whole table",
                "cells": numbers,
            }
        )  # fmt: skip


def _why_no_row(said: str, numbers: Sequence[Decimal | None], holds: str) -> str:
    if not said or all(number is None for number in numbers):
        return "it has no team or no number"
    if TOTALS.fullmatch(said):
        return f"it is a total and no team, ‘{said}’: kept, it would count audits twice"
    if any(number is not None and number < 0 for number in numbers):
        return "a number in it is below 0"
    if holds != PERCENTAGES and any(n is None or n % 1 for n in numbers):
        return "a count in it is missing or is not a whole number"
    return ""


def _against_total(
    numbers: Sequence[Decimal | None], total: Decimal | None, holds: str
) -> str:
    """Say where a row of counts does not add up to the total it carries itself."""
    added = sum(number for number in numbers if number is not None)
    if holds == PERCENTAGES or total is None or added == total:
        return ""
    return f"its grades add up to {added}, and its own total is {total}. The grades are kept."


def _number(cell: Any) -> Decimal | None:
    said = tidy(cell).rstrip("% ")
    if said.lower() in MISSING:
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _as_hundreds(found: Read) -> None:
    """Read fractions as percentages: a spreadsheet keeps 37%, shown so, as 0.37.

    What a row adds up to tells, about 1 or about 100. A row that tells neither is read as
    most of the others are; where none tells, all are fractions if no cell is above 1.
    """
    adds = [_fractions(row["cells"]) for row in found.rows]
    held = [c for row in found.rows for c in row["cells"] if c is not None]
    told = [each for each in adds if each is not None]
    usual = 2 * sum(told) > len(told) if told else bool(held) and max(held) <= 1
    fractions = 0
    for row, of_one in zip(found.rows, adds, strict=True):
        times = 100 if (usual if of_one is None else of_one) else 1
        fractions += times > 1
        row["cells"] = [None if c is None else _plain(c * times) for c in row["cells"]]
    if fractions:
        many = (
            "All rows are"
            if fractions == len(found.rows)
            else f"{fractions} of {len(found.rows)} rows are"
        )
        found.noted.insert(
            0,
            f"{many} read as fractions of 1: 0.37 is 37%. The others are read as they stand."
            if fractions < len(found.rows)
            else f"{many} read as fractions of 1: 0.37 is 37%.",
        )


def _fractions(cells: Sequence[Decimal | None]) -> bool | None:
    """Return whether a row adds up to 1, or else to 100; None where to neither."""
    added = sum(cell for cell in cells if cell is not None)
    if abs(added - 1) <= Decimal("0.06"):
        return True
    return False if abs(added - 100) <= 6 else None


def _plain(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()

"""The rows of a spreadsheet of audits, read by the columns that a person named."""

from __future__ import annotations

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

LEAVE_OUT = "out"
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
    """What was read: rows to keep, words nobody has explained, and rows left out, by why."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    grades: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


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
    for _, cells in rows_of(seen, layout.columns):
        if layout.holds == AUDITS:
            _audit(found, cells, spoken, named, today)
        else:
            _row(found, cells, layout.holds, grades, named)
    if layout.holds == PERCENTAGES:
        _as_hundreds(found.rows)
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
    cells: dict[str, Any],
    holds: str,
    grades: Sequence[Grade],
    named: Words,
) -> None:
    said = tidy(cells["team"])
    numbers = [_number(cells[f"grade{grade.pk}"]) for grade in grades]
    if not said or all(number is None for number in numbers):
        found.left_out["it has no team or no number"] += 1
    elif any(number is not None and number < 0 for number in numbers):
        found.left_out["a number in it is below 0"] += 1
    elif holds != PERCENTAGES and any(n is None or n % 1 for n in numbers):
        found.left_out["a count in it is missing or is not a whole number"] += 1
    else:
        team = named.meant(said)
        found.rows.append(
            {
                "team_name": said[:150], "team": team if isinstance(team, Team) else None,
                "period": tidy(cells.get("period", ""))[:60] or "Whole table",
                "cells": numbers,
            }
        )  # fmt: skip


def _number(cell: Any) -> Decimal | None:
    said = tidy(cell).rstrip("% ")
    if said.lower() in MISSING:
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _as_hundreds(rows: list[dict[str, Any]]) -> None:
    """Spreadsheets keep 37% as 0.37: where no cell of a table is above 1, all are shares."""
    held = [cell for row in rows for cell in row["cells"] if cell is not None]
    times = 100 if held and max(held) <= 1 else 1
    for row in rows:
        row["cells"] = [None if c is None else _plain(c * times) for c in row["cells"]]


def _plain(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()

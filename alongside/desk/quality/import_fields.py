"""What a spreadsheet of audits may hold, field by field, and what headers suggest each."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.desk.quality.audit_models import Grade
from alongside.reckon.intake.reports import Field, Seen, guessed
from alongside.reckon.intake.values import tidy

AUDITS, COUNTS, PERCENTAGES = "audits", "counts", "percentages"
HOLDS = {
    AUDITS: "An audit a row",
    COUNTS: "A team and period a row: how many audits had each grade",
    PERCENTAGES: "A team and period a row: percentages only",
}


OF_AUDITS = (
    Field("case_id", "Child’s id in the case system", True, ("case id", "child id", "case ref", "case reference", "person id", "child unique id", "mosaic id", "lcs id", "case number")),
    Field("team", "Team", True, ("team", "team name", "service team", "allocated team")),
    Field("audited_on", "Day of the audit", True, ("date", "audit date", "date of audit", "date audited", "audited on", "month")),
    Field("grade", "Grade", True, ("grade", "overall grade", "judgement", "overall judgement", "rating", "outcome", "audit grade")),
    Field("auditor", "Auditor", False, ("auditor", "audited by", "auditor name", "completed by")),
    Field("cause", "Main cause", False, ("cause", "main cause", "theme", "reason", "main issue")),
    Field("chosen", "How the case was chosen", False, ("how chosen", "selection", "sample", "selected by", "type of audit")),
    Field("blind", "Blind", False, ("blind", "blind audit")),
    Field("second_auditor", "Second auditor", False, ("second auditor", "moderator", "auditor 2", "moderated by")),
    Field("second_grade", "Second auditor’s grade", False, ("second grade", "grade 2", "moderated grade", "moderator grade")),
)  # fmt: skip
OF_ROWS = (
    Field("team", "Team", True, ("team", "team name", "pilot teams")),
    Field("period", "Quarter or period", False, ("quarter", "period", "month", "year", "qtr")),
)  # fmt: skip


TOTAL = Field(
    "total",
    "The row’s own total",
    False,
    ("total", "all", "all audits", "audits", "number of audits", "n"),
)


def fields_of(holds: str, grades: Sequence[Grade]) -> list[Field]:
    """Return the fields of a table that holds audits, or counts or percentages of them."""
    if holds == AUDITS:
        return list(OF_AUDITS)
    columns = [Field(f"grade{g.pk}", g.name, True, _headings(g)) for g in grades]
    return [*OF_ROWS, *columns, TOTAL]


def _headings(grade: Grade) -> tuple[str, ...]:
    """What a column of this grade may be headed: its names, as shares, and cut short."""
    short = [grade.name[:n] + stop for n in (4, 5) for stop in ("", ".")]
    names = (grade.name, *grade.also, *short)
    shares = [f"{each} {said}" for each in names for said in ("%", "percent", "number")]
    return (*names, *shares, *(f"% {each}" for each in names))


def likely(seen: Seen, grades: Sequence[Grade]) -> str:
    """Return what a table probably holds: a person may say otherwise."""
    columns = guessed(seen.headers, fields_of(COUNTS, grades))
    named = [columns[f"grade{g.pk}"] for g in grades if f"grade{g.pk}" in columns]
    if len(named) < len(grades) - 1:
        return AUDITS
    rows = list(zip(*(map(tidy, seen.column(header)) for header in named), strict=True))
    if any(said.endswith("%") for row in rows for said in row):
        return PERCENTAGES
    sums = [sum(map(_number, row)) for row in rows]
    whole = [total for total in sums if 0.95 <= total <= 1.05 or 95 <= total <= 105]
    return PERCENTAGES if 2 * len(whole) > len(sums) else COUNTS


def _number(said: str) -> float:
    """What a cell says in figures; 0 where it says none."""
    return float(said) if said.replace(".", "", 1).isdecimal() else 0.0

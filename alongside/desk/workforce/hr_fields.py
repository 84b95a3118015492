"""What a table from HR may hold, field by field, and what headers suggest each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.reckon.intake.reports import Field, guessed

SICKNESS, STAFF, TOIL = "sickness", "staff", "toil"
HOLDS = {
    SICKNESS: "A spell of sickness",
    STAFF: "A member of staff",
    TOIL: "Hours of time off in lieu on a day, or in a month",
}
WHO = (
    Field("number", "Payroll number", False, ("payroll no", "payroll", "employee number", "employee no", "emp no", "employee id", "staff number", "staff no", "personnel number", "assignment number", "person number")),
    Field("name", "Name", False, ("employee name", "employee", "full name", "staff name", "staff member", "person", "worker")),
)  # fmt: skip
FIELDS = {
    SICKNESS: (
        *WHO,
        Field("first_on", "First day of sickness", True, ("first day", "start date", "absence start", "absence start date", "absence from", "sickness start date", "sickness start", "first day of absence", "date from", "from", "start")),
        Field("last_on", "Last day of sickness", False, ("last day", "end date", "absence end", "absence end date", "absence to", "sickness end date", "sickness end", "last day of absence", "date to", "to", "end")),
        Field("back_on", "First day back, where no last day is told", False, ("date back", "back", "back on", "back at work", "return date", "date returned", "date of return", "returned", "return to work", "return to work date", "returned to work", "first day at work")),
        Field("lost", "Days lost, in days of a full-time post", False, ("days lost", "fte days lost", "working days lost", "fte working days lost", "total days lost", "days absent", "absence days")),
        Field("reason", "Reason", False, ("absence reason", "sickness reason", "reason category", "category of absence", "absence category", "category")),
        Field("type", "Type of absence: others than sickness are left out", False, ("absence type", "type of absence", "leave type")),
    ),
    STAFF: (
        *WHO,
        Field("fte", "FTE", False, ("full time equivalent", "contracted fte", "post fte")),
        Field("joined_on", "First day with the council", False, ("start date", "date joined", "joined", "date of joining", "start", "continuous service date")),
        Field("left_on", "Last day with the council", False, ("end date", "leaving date", "date left", "left", "end", "termination date")),
        Field("team", "Team", False, ("team name", "service team", "cost centre name")),
        Field("post", "Post number", False, ("position number", "post no", "post", "position", "post id")),
    ),
    TOIL: (
        *WHO,
        Field("on", "Day or month", True, ("date", "day", "month", "period", "week ending")),
        Field("earned", "Hours earned", False, ("toil earned", "earned", "toil accrued", "hours accrued", "toil hours")),
        Field("taken", "Hours taken", False, ("toil taken", "taken", "hours used", "toil used")),
    ),
}  # fmt: skip
ONE_OF = {
    SICKNESS: (("number", "name"),),
    STAFF: (("number", "name"),),
    TOIL: (("number", "name"), ("earned", "taken")),
}


def likely(headers: Sequence[str]) -> str:
    """Return what a row of a table of these headers probably is; nothing where none fits."""
    fits = {
        holds: columns
        for holds, fields in FIELDS.items()
        if not lacking(holds, columns := guessed(headers, fields)) and len(columns) > 1
    }
    # A table of staff fits least: start and end dates stand in tables of sickness too.
    order = (TOIL, SICKNESS, STAFF)
    by_own = sorted(fits, key=lambda holds: (-len(fits[holds]), order.index(holds)))
    return by_own[0] if by_own else ""


def lacking(holds: str, columns: Mapping[str, str]) -> list[str]:
    """Return in words what must be chosen yet before a table can be read."""
    words = {field.code: field.words for field in FIELDS[holds]}
    needed = [(f.code,) for f in FIELDS[holds] if f.needed]
    return [
        " or ".join(words[code] for code in codes)
        for codes in (*ONE_OF[holds], *needed)
        if not any(columns.get(code) for code in codes)
    ]

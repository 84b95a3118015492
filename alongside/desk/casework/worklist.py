"""The worklist: which clocks, in how many groups by when they are due, as a sheet."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import NamedTuple

from django.db.models import Count, Q
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.templatetags.timescales import rule_title, standing
from alongside.reckon.clock import Clock

COLUMNS = (
    ("Child", 24), ("Id in the case system", 20), ("Timescale", 40), ("Due", 12),
    ("Standing", 26), ("Began", 12), ("Worker", 24), ("Team", 34), ("Mark", 26), ("Note", 50),
)  # fmt: skip


class When(NamedTuple):
    """A group of clocks by the day they are due, and how many there are."""

    code: str
    label: str
    count: int


def spans(today: date) -> dict[str, tuple[str, Q]]:
    """Each group's label and condition; together they hold every open clock once."""
    soon = Clock.england().working_days(today, 10)
    return {
        "overdue": ("Overdue", Q(due_on__lt=today)),
        "today": ("Due today", Q(due_on=today)),
        "soon": ("Next ten working days", Q(due_on__gt=today, due_on__lte=soon)),
        "later": ("Later", Q(due_on__gt=soon)),
    }


def groups(dues, today: date) -> list[When]:
    """Count the clocks in each group, and in all, with one question."""
    found = spans(today)
    counts = dues.aggregate(
        all=Count("pk"),
        **{code: Count("pk", filter=fits) for code, (_, fits) in found.items()},
    )
    listed = [When(code, label, counts[code]) for code, (label, _) in found.items()]
    return [When("", "All", counts["all"]), *listed]


def due_when(dues, when: str, today: date):
    found = spans(today)
    return dues.filter(found[when][1]) if when in found else dues


def by_team(dues, today: date):
    """Count open, overdue and soon for each team, by name."""
    return _counted(dues, today, "team", "team__name").order_by("team__name")


def by_worker(dues, today: date):
    """Count open, overdue and soon for each worker, most overdue first."""
    found = _counted(dues, today, "worker", "worker__name")
    return found.order_by("-overdue", "-soon", "worker__name")


def _counted(dues, today: date, *names: str):
    found = spans(today)
    return dues.values(*names).annotate(
        open=Count("pk"),
        overdue=Count("pk", filter=found["overdue"][1]),
        soon=Count("pk", filter=found["today"][1] | found["soon"][1]),
    )


def as_workbook(dues: list[Due], today: date, extract: Extract | None) -> bytes:
    """Return the clocks as an Excel workbook; no cell can be taken for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Timescales")
    for number, (_, width) in enumerate(COLUMNS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
    sheet.freeze_panes = "A3"
    taken = f"{extract.as_at:%d/%m/%Y}" if extract else "no export yet"
    said = f"{len(dues)} open timescales, {today:%d/%m/%Y}. Case system as at {taken}."
    sheet.append([_text(sheet, said)])
    sheet.append([_text(sheet, name, bold=True) for name, _ in COLUMNS])
    for due in dues:
        sheet.append([_cell(sheet, value) for value in _row(due, today)])
    contents = BytesIO()
    book.save(contents)
    return contents.getvalue()


def _row(due: Due, today: date) -> tuple:
    stands = standing(due, today)
    return (
        str(due.child), due.child.case_id, rule_title(due.rule), due.due_on,
        f"{stands.word} {stands.detail}".strip(), due.started_on,
        str(due.worker or ""), str(due.team or ""),
        due.mark.get_kind_display() if due.mark else "", due.mark.note if due.mark else "",
    )  # fmt: skip


def _cell(sheet, value):
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "DD/MM/YYYY"
        return cell
    return _text(sheet, value)


def _text(sheet, value: str, bold: bool = False):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell

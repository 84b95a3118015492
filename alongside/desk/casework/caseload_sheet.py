"""Caseloads taken away as a spreadsheet: what they are, in words, and a row a line."""

from __future__ import annotations

from typing import Any

from alongside.desk.casework.caseload_forms import CaseloadForm
from alongside.desk.casework.caseloads import DUE_DAYS, NEW_DAYS, Caseloads, Line
from alongside.desk.said import weekday_said
from alongside.desk.spreadsheet import made_by
from alongside.reckon.caseloads import rounded

COLUMNS = (
    ("Team", 34), ("Worker", 28), ("Cases", 8), ("FTE there", 10), ("Cases for each FTE", 18),
    ("Band", 22), ("New in seven days", 18), ("Due in fourteen days", 20),
    ("Department’s basis", 20), ("To know", 44),
)  # fmt: skip


def said(found: Caseloads, form: CaseloadForm) -> list[str]:
    """Say what the figures are, as at when, and by what bands."""
    chosen = "; ".join(form.in_words()) or "Everybody in sight"
    return [
        f"Caseloads as at {found.extract.as_at_words}. {chosen}.",
        f"All together: {found.whole.load.fraction}.",
        f"Cases for each full-time worker who is there on {weekday_said(found.day)}; new since "
        f"{NEW_DAYS} days before it; due within {DUE_DAYS} days of {weekday_said(found.today)}.",
        *_beside(found.whole),
        "Department’s basis: cases by the contracted FTE of those who hold any, agency "
        "workers with them.",
        f"Bands: {found.settings.source}.",
        made_by(found.user),
    ]


def _beside(line: Line) -> list[str]:
    if not line.beside.people:
        return []
    return [
        f"With {line.beside_said} FTE in post who hold no case known here: "
        f"{line.load_with_beside.fraction}."
    ]


def row(line: Line) -> list[Any]:
    worker = line.name if line.person else ""
    team = (
        (line.team.name if line.team else "No team recorded") if worker else line.name
    )
    each, holding = line.load.each, line.holding.each
    return [
        team, worker, line.tally.children, rounded(line.load.fte, 2),
        "" if each is None else rounded(each, 2), line.band.name if line.band else "",
        line.tally.new, line.due, "" if holding is None else rounded(holding, 2),
        to_know(line),
    ]  # fmt: skip


def to_know(line: Line) -> str:
    """Say what should be known of a line: a gap in the policy, who is away, a cap."""
    notes = []
    if line.flag:
        notes.append(line.flag)
    if line.note:
        notes.append(line.note)
    if line.cap:
        notes.append(f"Newly qualified: {line.cap.words}")
    return "; ".join(notes)

"""The findings of an export as a workbook, for whoever may know of the children in it."""

from __future__ import annotations

from collections.abc import Callable

from alongside.desk.access.models import User
from alongside.desk.casework import store
from alongside.desk.casework.models import Extract
from alongside.desk.in_memory import in_memory
from alongside.desk.spreadsheet import made_by
from alongside.reckon.intake.findings import Finding as Found
from alongside.reckon.intake.marked import marked_workbook

Named = Callable[[str], bool]


def workbook_of(extract: Extract, named: Named, user: User) -> tuple[bytes, int]:
    """Return the workbook, and how many findings it tells.

    What is found of a child who may not be `named` to this person is left out wholly. Of a
    row that names no child only the finding is told: nobody can say whose it is.
    """
    findings = [
        found
        for found in map(_as_found, extract.findings.all())
        if not found.child or named(found.child)
    ]
    headers = [(part["sheet"], part["header_row"]) for part in extract.lists]
    said = [
        f"{len(findings):,} finding{'' if len(findings) == 1 else 's'} in the export as "
        f"at {extract.as_at_words}, those that touch the most timescales first.",
        "The rows of the children you may see follow, a sheet a list. Rows that name no "
        "child are not shown.",
        made_by(user),
    ]
    contents = store.kept(extract.stored_as, "file")
    with in_memory(contents, extract.file_name) as path:
        made = marked_workbook(
            path, findings, headers, said, may_show=lambda found: bool(found.child)
        )
    return made, len(findings)


def _as_found(finding) -> Found:
    return Found(
        file="",
        sheet=finding.sheet or None,
        row=finding.row,
        column=finding.column or None,
        what=finding.what,
        do=finding.do,
        kind=finding.kind,
        child=finding.child or None,
        weight=finding.weight,
    )

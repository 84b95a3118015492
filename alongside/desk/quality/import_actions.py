"""A spreadsheet of audits: uploaded, imported by the columns a person named, or dropped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework import store
from alongside.desk.quality.audit_models import Audit, Grade
from alongside.desk.quality.import_models import (
    AuditLayout,
    AuditTable,
    AuditTableRow,
    AuditUpload,
)
from alongside.desk.read_tables import tables_of

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
TOGETHER = 1000
SAME = ("case_id", "team_id", "audited_on", "auditor", "grade_id")


@transaction.atomic
def upload_audits(*, by: User, name: str, contents: bytes) -> AuditUpload:
    """Keep a file, sealed, until its columns are mapped. Refused where it holds no table.

    It takes the place of one that the same person left waiting: no file stays for good.
    """
    if len(contents) > MOST_BYTES:
        raise ValidationError(
            f"The file is {len(contents) / 1e6:,.0f} MB; the most that can be read is "
            f"{MOST_BYTES / 1e6:,.0f} MB. Import a year at a time."
        )
    rows = max(seen.rows for seen in tables_of(contents, name))
    if rows > MOST_ROWS:
        raise ValidationError(
            f"A table of this file has {rows:,} rows; the most that can be read is "
            f"{MOST_ROWS:,}. Import a year at a time."
        )
    for waiting in AuditUpload.objects.visible_to(by).waiting():
        drop_upload(by=by, upload=waiting)
    upload = AuditUpload.objects.create(
        file_name=name[-200:], stored_as=uuid.uuid4().hex, uploaded_by=by
    )
    store.keep(upload.stored_as, "file", contents)
    record(by=by, action="upload audits", subject=upload)
    return upload


@transaction.atomic
def drop_upload(*, by: User, upload: AuditUpload) -> AuditUpload:
    """Import nothing of a file, and forget it."""
    upload = AuditUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != AuditUpload.State.ASKING:
        raise ValidationError("This file is not waiting any more.")
    _forget(upload, AuditUpload.State.DROPPED)
    record(by=by, action="drop upload of audits", subject=upload)
    return upload


@transaction.atomic
def import_audits(
    *,
    by: User,
    upload: AuditUpload,
    rows: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    fingerprint: str,
) -> tuple[int, int]:
    """Keep audits of a spreadsheet; return how many are new, and how many were here."""
    upload = _waiting(upload, rows)
    days = [row["audited_on"] for row in rows]
    there = set(Audit.objects.between(min(days), max(days)).values_list(*SAME))
    fresh: dict[tuple, Audit] = {}
    for row in rows:
        audit = Audit(added_by=by, **row)
        fresh.setdefault(tuple(getattr(audit, name) for name in SAME), audit)
    new = [audit for key, audit in fresh.items() if key not in there]
    Audit.objects.bulk_create(new, batch_size=TOGETHER)
    _done(by, upload, layout, fingerprint, audits=len(new))
    return len(new), len(rows) - len(new)


@transaction.atomic
def import_audit_table(
    *,
    by: User,
    upload: AuditUpload,
    rows: Sequence[Mapping[str, Any]],
    holds: str,
    grades: Sequence[Grade],
    layout: Mapping[str, Any],
    fingerprint: str,
) -> AuditTable:
    """Keep a table of counts or percentages as it was given, missing cells missing."""
    upload = _waiting(upload, rows)
    table = AuditTable.objects.create(
        title=upload.file_name, holds=holds, grades=[grade.name for grade in grades],
        imported_by=by, imported_on=timezone.localdate(),
    )  # fmt: skip
    AuditTableRow.objects.bulk_create(
        AuditTableRow(table=table, place=place, **dict(row) | {"cells": _kept(row)})
        for place, row in enumerate(rows)
    )
    _done(by, upload, layout, fingerprint, rows=len(rows))
    return table


def _kept(row: Mapping[str, Any]) -> list[str | None]:
    return [None if cell is None else str(cell) for cell in row["cells"]]


def _waiting(upload: AuditUpload, rows: Sequence) -> AuditUpload:
    upload = AuditUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != AuditUpload.State.ASKING:
        raise ValidationError(
            "This file was imported already. Upload it again to import more."
        )
    if not rows:
        raise ValidationError(
            "No row of the table can be kept. Look at why rows are left out."
        )
    return upload


def _done(
    by: User, upload: AuditUpload, layout, fingerprint: str, **counts: int
) -> None:
    """Remember how the columns were read, and forget the file."""
    AuditLayout.objects.create(fingerprint=fingerprint, told=layout, saved_by=by)
    _forget(upload, AuditUpload.State.IMPORTED)
    record(by=by, action="import audits", subject=upload, **counts)


def _forget(upload: AuditUpload, state: str) -> None:
    upload.state = state
    upload.save(update_fields=["state"])
    transaction.on_commit(lambda: store.forget(upload.stored_as))

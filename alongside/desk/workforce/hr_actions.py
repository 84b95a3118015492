"""A file from HR: uploaded, imported by the columns that a person named, forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.sealing import seal, unseal
from alongside.desk.read_tables import tables_of
from alongside.desk.said import day_said
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.hr_fields import HOLDS, SICKNESS, STAFF, lacking
from alongside.desk.workforce.hr_models import HrLayout, HrUpload
from alongside.desk.workforce.hr_people import Newcomer, People
from alongside.desk.workforce.hr_reading import HrRead, HrRow, read
from alongside.desk.workforce.leaving_actions import end_sign_ins_of_leavers
from alongside.desk.workforce.staff_models import StaffMember
from alongside.desk.workforce.toil_models import ToilEntry
from alongside.reckon.intake.reports import Seen, fingerprint, still_there

MOST_BYTES, MOST_ROWS, TOGETHER = 20_000_000, 20_000, 500
NEW, CHANGED, HERE = "new", "changed", "here"


@transaction.atomic
def upload_hr(*, by: User, name: str, contents: bytes) -> HrUpload:
    """Keep a file, sealed; read at once each table whose columns were named before.

    The person's earlier files are forgotten, imported or not.
    """
    if len(contents) > MOST_BYTES:
        raise ValidationError(
            f"The file is {len(contents) / 1e6:,.0f} MB; the most that can be read is "
            f"{MOST_BYTES / 1e6:,.0f} MB. Export a year at a time."
        )
    tables = tables_of(contents, name)
    if (rows := max(seen.rows for seen in tables)) > MOST_ROWS:
        raise ValidationError(
            f"A table of this file has {rows:,} rows; the most that can be read is "
            f"{MOST_ROWS:,}. Export a year at a time."
        )
    HrUpload.objects.filter(uploaded_by=by).update(sealed=b"")
    upload = HrUpload.objects.create(
        file_name=name[-200:], sealed=seal(contents), uploaded_by=by
    )
    record(by=by, action="upload HR export", subject=upload)
    for place, seen in enumerate(tables):
        if layout := layout_of(seen):
            told = layout.told
            columns = still_there(told["columns"], seen.headers)
            _import(by, upload, tables, place, told["holds"], columns, told["add"])
    return upload


def layout_of(seen: Seen) -> HrLayout | None:
    """Return how a table of these headers was read the last time."""
    found = HrLayout.objects.filter(fingerprint=fingerprint(seen.headers))
    return found.order_by("-pk").first()


@transaction.atomic
def import_hr(
    *, by: User, upload: HrUpload, place: int, name: str, holds: str,
    columns: Mapping[str, str], add: bool, tells_from: date | None = None,
) -> HrUpload:  # fmt: skip
    """Import one table of a file, whole or not at all, and remember its columns by a name.

    `tells_from` is the first day that a table of sickness was asked of.
    """
    if tells_from and tells_from > timezone.localdate():
        raise ValidationError(
            f"{day_said(tells_from)} is still to come. Enter the first day the file tells of."
        )
    upload = HrUpload.objects.select_for_update().get(pk=upload.pk)
    if any(each["place"] == place for each in upload.done):
        raise ValidationError("This table was imported already.")
    tables = tables_in(upload)
    if wanting := lacking(holds, columns):
        raise ValidationError([f"Choose the column of: {words}" for words in wanting])
    seen = tables[place]
    HrLayout.objects.create(
        name=name, fingerprint=fingerprint(seen.headers), saved_by=by,
        told={"holds": holds, "headers": list(seen.headers), "columns": dict(columns), "add": add},
    )  # fmt: skip
    upload.sickness_from = tells_from or upload.sickness_from
    _import(by, upload, tables, place, holds, columns, add)
    return upload


def tables_in(upload: HrUpload) -> list[Seen]:
    """Return the tables of a file that is still kept."""
    if not upload.sealed:
        raise ValidationError("This file was forgotten. Upload it again.")
    return tables_of(unseal(bytes(upload.sealed)), upload.file_name)


def read_table(seen: Seen, holds: str, columns: Mapping[str, str], add: bool) -> HrRead:
    people = People(StaffMember.objects.all(), add)
    return read(seen, holds, columns, people, timezone.localdate())


def _import(by, upload, tables, place, holds, columns, add) -> None:
    found = read_table(tables[place], holds, columns, add)
    added = _with_newcomers(found.rows)
    keep = {SICKNESS: _sickness, STAFF: _staff}.get(holds, _toil)
    counts = keep(by, found.rows)
    told = {
        "place": place, "table": tables[place].name, "holds": HOLDS[holds],
        "kind": holds, "people": added, "left_out": found.left_out,
        **{name: counts[name] for name in (NEW, CHANGED, HERE)},
        "findings": [each.told() for each in found.findings],
    }  # fmt: skip
    upload.done = [*upload.done, told]
    if len(upload.done) == len(tables):
        upload.sealed = b""
    upload.save(update_fields=["done", "sealed", "sickness_from"])
    record(
        by=by, action="import HR export", subject=upload, people=added,
        refused=len(found.refused), **counts,
    )  # fmt: skip


def _with_newcomers(rows: list[HrRow]) -> int:
    """Add those nobody knew, and put them in their rows; return how many there are."""
    new = {row.who: None for row in rows if isinstance(row.who, Newcomer)}
    made = StaffMember.objects.bulk_create(
        StaffMember(number=who.number, name=who.name) for who in new
    )
    added = dict(zip(new, made, strict=True))
    rows[:] = [HrRow(added.get(row.who, row.who), row.told) for row in rows]  # type: ignore[arg-type]
    return len(made)


def _sickness(by: User, rows: Sequence[HrRow]) -> Counter[str]:
    told_by_hr = Absence.objects.sickness().filter(came=Absence.Came.HR)
    there = {(each.staff_id, each.first_on): each for each in told_by_hr}
    new, changed, counts = [], [], Counter({NEW: 0, CHANGED: 0, HERE: 0})
    for row in rows:
        known = there.get((row.who.pk, row.told["first_on"]))
        if known is None:
            counts[NEW] += 1
            new.append(
                Absence(
                    staff=row.who,
                    user_id=row.who.user_id,
                    came=Absence.Came.HR,
                    kind=Absence.Kind.SICKNESS,
                    noted_by=by,
                    **row.told,
                )  # fmt: skip
            )
        elif _changed(known, row.told):
            counts[CHANGED] += 1
            changed.append(known)
        else:
            counts[HERE] += 1
    Absence.objects.bulk_create(new, batch_size=TOGETHER)
    Absence.objects.bulk_update(
        changed, ["last_on", "lost", "reason"], batch_size=TOGETHER
    )
    return counts


def _changed(known: Any, told: Mapping[str, Any]) -> bool:
    """Put what is told into a row that is known, and return whether that is otherwise."""
    otherwise = {n: value for n, value in told.items() if getattr(known, n) != value}
    for name, value in otherwise.items():
        setattr(known, name, value)
    return bool(otherwise)


def _staff(by: User, rows: Sequence[HrRow]) -> Counter[str]:
    """Keep what HR tells of each; what it leaves empty stays as it is here."""
    counts = Counter({NEW: 0, CHANGED: 0, HERE: 0})
    changed = []
    for row in rows:
        one, told = row.who, {}
        if (fte := row.told["fte"]) is not None:
            told["contracted_hours"] = round(fte * one.standard_hours, 2)
        days = {n: row.told[n] for n in ("joined_on", "left_on") if row.told[n]}
        otherwise = _changed(one, told | days)
        counts[CHANGED if otherwise else HERE] += 1
        if otherwise:
            one.full_clean(exclude=["user", "worker", "line_manager"])
            changed.append(one)
    StaffMember.objects.bulk_update(
        changed, ["contracted_hours", "joined_on", "left_on"], batch_size=TOGETHER
    )
    end_sign_ins_of_leavers(day=timezone.localdate())
    return counts


def _toil(by: User, rows: Sequence[HrRow]) -> Counter[str]:
    """Keep hours earned and taken. As many as are here already of one day are not kept twice."""
    there = Counter(ToilEntry.objects.values_list("staff", "on", "kind", "hours"))
    counts, new = Counter({NEW: 0, CHANGED: 0, HERE: 0}), []
    for row in rows:
        for kind in ToilEntry.Kind.values:
            hours = row.told[kind]
            if not hours:
                continue
            key = (row.who.pk, row.told["on"], kind, Decimal(hours))
            counts[HERE if there[key] else NEW] += 1
            if there[key]:
                there[key] -= 1
                continue
            new.append(
                ToilEntry(
                    staff=row.who,
                    on=row.told["on"],
                    kind=kind,
                    hours=hours,
                    words="From HR",
                    noted_by=by,
                )  # fmt: skip
            )
    ToilEntry.objects.bulk_create(new, batch_size=TOGETHER)
    return counts

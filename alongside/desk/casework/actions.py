"""What is done with extracts; what is done with clocks stands in `owner_actions.py`."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework import applying, checks, store
from alongside.desk.casework.at_size import all_held
from alongside.desk.casework.comparison import Comparison
from alongside.desk.casework.finding_recognised import recognise
from alongside.desk.casework.models import Extract
from alongside.desk.casework.owner_actions import mark_dues as mark_dues
from alongside.desk.casework.rulebook import edition, rulebook
from alongside.desk.casework.snapshot_before import Stood
from alongside.desk.said import day_said
from alongside.reckon.intake.gate import MAX_BYTES

APPLY_LOCK = 4_710_002
STOPPED = "Stopped before it was finished. Nothing was changed."


@transaction.atomic
def upload_extract(*, by: User, name: str, contents: bytes, as_at: date) -> Extract:
    """Keep a file sealed and have it read; nothing it says is applied."""
    if not contents:
        raise ValidationError(
            "The file is empty. Export it again and choose the new file."
        )
    refuse_if_too_large(len(contents))
    if as_at > timezone.localdate():
        raise ValidationError("The day it was taken is in the future.")
    sha256 = hashlib.sha256(contents).hexdigest()
    _refuse_if_here_already(sha256)
    extract = Extract(
        file_name=name[-200:],
        sha256=sha256,
        stored_as=uuid.uuid4().hex,
        as_at=as_at,
        uploaded_by=by,
        step="Waiting to be read",
    )
    extract.full_clean()
    store.keep(extract.stored_as, "file", contents)
    extract.save()
    record(by=by, action="upload export", subject=extract, bytes=len(contents))
    transaction.on_commit(partial(_enqueue, "read_extract", extract.pk))
    return extract


def refuse_if_too_large(size: int) -> None:
    """Refuse a file, by its size in bytes, that is larger than what is read."""
    if size > MAX_BYTES:
        raise ValidationError(
            f"The file is {size / 1e6:,.0f} MB; the most that can be read is "
            f"{MAX_BYTES / 1e6:,.0f} MB. Export fewer lists at a time."
        )


def _refuse_if_here_already(sha256: str) -> None:
    """A file that is in force, or waits already, would change nothing."""
    same = Extract.objects.filter(sha256=sha256)
    force = Extract.objects.in_force()
    if force and force.sha256 == sha256:
        raise ValidationError(
            f"The same file was imported on {_when(force.applied_at)} by "
            f"{force.applied_by.full_name}, as at {day_said(force.as_at)}, and nothing was "
            "imported since. Nothing would change."
        )
    if waiting := same.to_be_seen_to().first():
        raise ValidationError(
            f"The same file was uploaded on {_when(waiting.uploaded_at)} by "
            f"{waiting.uploaded_by.full_name}, and waits to be applied or set aside."
        )


def _when(moment: datetime) -> str:
    return day_said(timezone.localdate(moment))


@transaction.atomic
def read_again(*, by: User, extract: Extract) -> Extract:
    """Read a file anew: its reading stopped, or another extract was applied since."""
    extract = _locked(extract)
    if extract.working and not extract.stopped:
        raise ValidationError("This export is being worked on. Wait for it to finish.")
    if extract.ended:
        raise ValidationError(f"This export is {extract.get_state_display().lower()}.")
    if extract.removed_at:
        raise ValidationError("The file is not kept any more. Upload it again.")
    extract.state, extract.step = Extract.State.READING, "Waiting to be read"
    extract.beat_at, extract.applied_at = timezone.now(), None
    extract.save(update_fields=["state", "step", "beat_at", "applied_at"])
    record(by=by, action="read export again", subject=extract)
    transaction.on_commit(partial(_enqueue, "read_extract", extract.pk))
    return extract


@transaction.atomic
def apply_extract(*, by: User, extract: Extract, checked: bool = False) -> Extract:
    """Confirm a read extract; the writing is done in the background, whole or not at all.

    One that looks like a wrong file is applied only where a person says it was `checked`.
    """
    extract = _locked(extract)
    if extract.state != Extract.State.READY and not (
        extract.state == Extract.State.APPLYING and extract.stopped
    ):
        raise ValidationError(
            f"This export is not ready to apply: it is {extract.get_state_display().lower()}."
        )
    if extract.invented != settings.INVENTED:
        raise ValidationError(checks.WRONG_DESK[settings.INVENTED][0])
    _same_base(extract)
    first = extract.state == Extract.State.READY
    if first and extract.warnings and not checked:
        raise ValidationError(
            "This may be the wrong file. Look at the warnings, and tick that you have "
            "checked before you apply it."
        )
    extract.state, extract.step = Extract.State.APPLYING, "Waiting to be applied"
    extract.applied_by, extract.beat_at = by, timezone.now()
    extract.save(update_fields=["state", "step", "applied_by", "beat_at"])
    record(
        by=by,
        action="confirm export",
        subject=extract,
        warnings=len(extract.warnings),
        **extract.counts,
    )
    transaction.on_commit(partial(_enqueue, "apply_extract", extract.pk))
    return extract


@all_held()
@transaction.atomic
def write_extract(extract: Extract) -> Comparison | None:
    """Write a confirmed extract over what is held: the work of the background task."""
    one_at_a_time()
    extract = _locked(extract)
    if extract.state != Extract.State.APPLYING:
        return None
    _same_base(extract)
    projection = store.kept_projection(extract.stored_as)
    stood = Stood()
    found = applying.write(extract, projection, rulebook(), stood)
    store.keep_json(extract.stored_as, "undo", stood.to_json())
    extract.state, extract.applied_at = Extract.State.APPLIED, timezone.now()
    extract.step, extract.counts = "", found.counts()
    extract.save(update_fields=["state", "applied_at", "step", "counts"])
    recognise(extract)
    record(
        by=extract.applied_by, action="apply export", subject=extract, **extract.counts
    )
    _remove_superseded(extract.applied_by)
    return found


def _remove_superseded(by: User) -> None:
    """Remove what is kept of exports but the last ones, `settings.EXPORTS_KEPT` of them.

    Those removed before are removed again: a kill may have come in between.
    """
    applied = Extract.objects.once_applied()
    for extract in applied.filter(removed_at=None)[settings.EXPORTS_KEPT :]:
        extract.removed_at = timezone.now()
        extract.save(update_fields=["removed_at"])
        extract.findings.all().delete()
        record(by=by, action="remove export's file", subject=extract)
    for extract in Extract.objects.no_longer_kept():
        transaction.on_commit(partial(store.forget, extract.stored_as))


@transaction.atomic
def set_aside_extract(*, by: User, extract: Extract) -> Extract:
    """Give up an extract that is not applied, or undone; remove all that is kept of it."""
    extract = _locked(extract)
    if extract.ended:
        state = extract.get_state_display().lower()
        raise ValidationError(f"This export is {state}. It cannot be set aside.")
    if extract.working and not extract.stopped:
        raise ValidationError("This export is being worked on. Wait for it to finish.")
    extract.state, extract.step = Extract.State.SET_ASIDE, ""
    extract.applied_at = None
    extract.save(update_fields=["state", "step", "applied_at"])
    extract.findings.all().delete()
    record(by=by, action="set export aside", subject=extract)
    transaction.on_commit(partial(store.forget, extract.stored_as))
    return extract


@transaction.atomic
def give_up(extract: Extract, why: str = STOPPED) -> None:
    """After work that failed: what is held is as it was, and the person can try again."""
    extract = _locked(extract)
    if extract.working:
        extract.step = why
        extract.beat_at = timezone.now() - timedelta(days=1)
        extract.save(update_fields=["step", "beat_at"])


def real_records_held() -> bool:
    """Whether any extract applied here is not invented (settings.REAL_DATA_PRESENT)."""
    return Extract.objects.once_applied().filter(invented=False).exists()


def overtaken(extract: Extract) -> str:
    """Return why an export is not to be applied as it was read, and what to do, if so."""
    force = Extract.objects.in_force()
    if force != extract.base:
        tables = {table for part in extract.lists for table in part.get("tables", ())}
        held = force.days_held if force else {}
        if older := checks.older(tables, extract.as_at, held):
            return f"{older.what} {older.do}"
        return (
            "Another export was applied or undone after this one was read. Read it again, "
            "so that you see what it changes now."
        )
    if edition() != extract.edition:
        return (
            "A rule was changed after this export was read. Read it again, so that it "
            "is reckoned by the rules in force."
        )
    return ""


def _same_base(extract: Extract) -> None:
    if why := overtaken(extract):
        raise ValidationError(why)


def _locked(extract: Extract) -> Extract:
    return Extract.objects.select_for_update(of=("self",)).get(pk=extract.pk)


def one_at_a_time() -> None:
    """One extract is written at a time. SQLite's immediate transactions see to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [APPLY_LOCK])


def _enqueue(task: str, pk: int) -> None:
    from alongside.desk.casework import tasks

    getattr(tasks, task).enqueue(pk)

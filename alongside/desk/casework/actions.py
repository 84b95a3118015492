"""What is done with extracts and with the clocks they show."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework import applying, store
from alongside.desk.casework.comparison import Comparison
from alongside.desk.casework.models import Due, Extract, Finding, Mark
from alongside.desk.casework.projection import project
from alongside.desk.casework.rulebook import edition, rulebook
from alongside.reckon.intake import Reading, read
from alongside.reckon.intake.findings import Finding as Found
from alongside.reckon.laid_over import laid_over

MAX_BYTES = 250 * 1024 * 1024
APPLY_LOCK = 4_710_002
STOPPED = "Stopped before it was finished. Nothing was changed."
REFUSALS = {
    True: "This is the invented council: it takes only invented exports. To read "
    "your own council's export, start an empty desk (see docs/how-to/start-empty.md).",
    False: "This export is invented. It can be applied only to the invented council.",
}


@transaction.atomic
def upload_extract(*, by: User, name: str, contents: bytes, as_at: date) -> Extract:
    """Keep a file sealed and have it read; nothing it says is applied."""
    if not contents:
        raise ValidationError(
            "The file is empty. Export it again and choose the new file."
        )
    if len(contents) > MAX_BYTES:
        raise ValidationError(
            f"The file is {len(contents) // 1024**2} MB; the most that can be read is "
            f"{MAX_BYTES // 1024**2} MB. Export fewer lists at a time."
        )
    if as_at > timezone.localdate():
        raise ValidationError("The day it was taken is in the future.")
    extract = Extract(
        file_name=name[-200:],
        sha256=hashlib.sha256(contents).hexdigest(),
        stored_as=uuid.uuid4().hex,
        as_at=as_at,
        uploaded_by=by,
        step="Waiting to be read",
    )
    extract.full_clean()
    store.keep(extract.stored_as, "file", contents)
    extract.save()
    record(by=by, action="upload extract", subject=extract, bytes=len(contents))
    transaction.on_commit(partial(_enqueue, "read_extract", extract.pk))
    return extract


@transaction.atomic
def read_again(*, by: User, extract: Extract) -> Extract:
    """Read a file anew: its reading stopped, or another extract was applied since."""
    extract = _locked(extract)
    if extract.working and not extract.stopped:
        raise ValidationError("This export is being worked on. Wait for it to finish.")
    if extract.state in (Extract.State.APPLIED, Extract.State.SET_ASIDE):
        raise ValidationError(f"This export is {extract.get_state_display().lower()}.")
    extract.state, extract.step = Extract.State.READING, "Waiting to be read"
    extract.beat_at = timezone.now()
    extract.save(update_fields=["state", "step", "beat_at"])
    record(by=by, action="read extract again", subject=extract)
    transaction.on_commit(partial(_enqueue, "read_extract", extract.pk))
    return extract


def work_out(extract: Extract) -> None:
    """Read a file, reckon it, compare it with what is held, and keep the answer sealed.

    The work of the background task. What is held is not touched.
    """
    step = partial(say_step, extract)
    step("Reading the file")
    contents = store.kept(extract.stored_as, "file")
    with store.in_memory(contents, extract.file_name) as path:
        reading = read(path, as_at=extract.as_at)
    _refuse_if_mostly_lost(reading)
    if reading.refused:
        _finish_reading(extract, reading, Extract.State.REFUSED)
        return
    base, extract.edition = Extract.objects.in_force(), edition()
    records = reading.records
    if base:
        step("Laying it over the export before it")
        records = laid_over(records, store.kept_records(base.stored_as))
    projection = project(records, rulebook(), extract.as_at, step).to_json()
    step("Comparing it with the export before it")
    found = applying.compare_with_held(projection, rulebook())
    store.keep_records(extract.stored_as, records)
    store.keep_json(extract.stored_as, "projection", projection)
    store.keep_json(extract.stored_as, "told", found.told)
    extract.base, extract.counts, extract.gaps = (
        base,
        found.counts(),
        projection["gaps"],
    )
    _finish_reading(extract, reading, Extract.State.READY)


def _refuse_if_mostly_lost(reading: Reading) -> None:
    """A file of which most rows were left out would date the desk by what it lacks."""
    rows = sum(part.rows for part in reading.lists)
    lost = sum(part.left_out for part in reading.lists)
    if 2 * lost > rows:
        reading.findings.insert(
            0,
            Found(
                file=reading.file,
                sheet=None,
                row=None,
                column=None,
                what=f"{lost:,} of its {rows:,} rows had to be left out, so it is not used.",
                do="Look at what was found below, correct the export, and import it again.",
                kind="refused",
            ),
        )


@transaction.atomic
def apply_extract(*, by: User, extract: Extract) -> Extract:
    """Confirm a read extract; the writing is done in the background, whole or not at all."""
    extract = _locked(extract)
    if extract.state != Extract.State.READY and not (
        extract.state == Extract.State.APPLYING and extract.stopped
    ):
        raise ValidationError(
            f"This export is not ready to apply: it is {extract.get_state_display().lower()}."
        )
    if extract.invented != settings.INVENTED:
        raise ValidationError(REFUSALS[settings.INVENTED])
    _same_base(extract)
    _not_older(extract)
    extract.state, extract.step = Extract.State.APPLYING, "Waiting to be applied"
    extract.applied_by, extract.beat_at = by, timezone.now()
    extract.save(update_fields=["state", "step", "applied_by", "beat_at"])
    record(by=by, action="confirm extract", subject=extract, **extract.counts)
    transaction.on_commit(partial(_enqueue, "apply_extract", extract.pk))
    return extract


@transaction.atomic
def write_extract(extract: Extract) -> Comparison | None:
    """Write a confirmed extract over what is held: the work of the background task."""
    one_at_a_time()
    extract = _locked(extract)
    if extract.state != Extract.State.APPLYING:
        return None
    _same_base(extract)
    projection = store.kept_json(extract.stored_as, "projection")
    found = applying.write(extract, projection, rulebook())
    extract.state, extract.applied_at = Extract.State.APPLIED, timezone.now()
    extract.step, extract.counts = "", found.counts()
    extract.save(update_fields=["state", "applied_at", "step", "counts"])
    record(
        by=extract.applied_by, action="apply extract", subject=extract, **extract.counts
    )
    return found


@transaction.atomic
def set_aside_extract(*, by: User, extract: Extract) -> Extract:
    """Give up an extract that was not applied, and remove all that is kept of it."""
    extract = _locked(extract)
    if extract.state == Extract.State.APPLIED:
        raise ValidationError("This export is applied. It cannot be set aside.")
    if extract.working and not extract.stopped:
        raise ValidationError("This export is being worked on. Wait for it to finish.")
    extract.state, extract.step = Extract.State.SET_ASIDE, ""
    extract.save(update_fields=["state", "step"])
    extract.findings.all().delete()
    record(by=by, action="set extract aside", subject=extract)
    transaction.on_commit(partial(store.forget, extract.stored_as))
    return extract


@transaction.atomic
def mark_dues(
    *,
    by: User,
    dues: Iterable[Due],
    kind: str,
    note: str = "",
    done_on: date | None = None,
) -> list[Mark]:
    """Say the same of several clocks: asked, done, wrong, a note, or the mark taken off.

    Only open clocks are marked. Raises ValidationError, and then none is.
    """
    keys = [due.pk for due in dues]
    if not keys:
        raise ValidationError("Choose at least one timescale.")
    if done_on and done_on > timezone.localdate():
        raise ValidationError("The day it was done is in the future.")
    locked = list(Due.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    marks = [_mark(by, due, kind, note.strip(), done_on) for due in locked]
    record(
        by=by,
        action=f"mark {kind}",
        subject=locked[0] if len(locked) == 1 else None,
        dues=[due.pk for due in locked],
    )
    return marks


def _mark(by: User, due: Due, kind: str, note: str, done_on: date | None) -> Mark:
    if due.status != Due.Status.OPEN or due.gone_in_id:
        raise ValidationError(
            "One of these timescales is no longer open. Load the list again."
        )
    if kind == Mark.Kind.CLEARED and not due.mark_id:
        raise ValidationError("One of these timescales has no mark to take off.")
    if done_on and done_on < due.started_on:
        raise ValidationError(
            f"The day it was done is before this began, on {due.started_on:%-d %B %Y}."
        )
    mark = Mark(due=due, kind=kind, note=note, by=by, done_on=done_on)
    mark.full_clean()
    mark.save()
    due.mark = None if kind == Mark.Kind.CLEARED else mark
    due.save(update_fields=["mark"])
    return mark


def say_step(extract: Extract, step: str) -> None:
    """Note progress where the page sees it, outside any transaction of the work."""
    Extract.objects.filter(pk=extract.pk).update(step=step, beat_at=timezone.now())


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
    return Extract.objects.applied().filter(invented=False).exists()


@transaction.atomic
def _finish_reading(extract: Extract, reading: Reading, state: str) -> None:
    """Say what was read, unless the export was set aside or read anew meanwhile."""
    now = _locked(extract)
    if now.state != Extract.State.READING:
        if now.state == Extract.State.SET_ASIDE:
            transaction.on_commit(partial(store.forget, extract.stored_as))
        return
    extract.findings.all().delete()
    Finding.objects.bulk_create(
        Finding(
            extract=extract,
            kind=found.kind,
            sheet=(found.sheet or "")[:80],
            row=found.row,
            column=(found.column or "")[:120],
            what=found.what,
            do=found.do,
        )
        for found in reading.findings
    )
    extract.state, extract.step, extract.invented = state, "", reading.invented
    extract.lists = reading.to_json()["lists"]
    extract.save()


def _same_base(extract: Extract) -> None:
    if Extract.objects.in_force() != extract.base:
        raise ValidationError(
            "Another export was applied after this one was read. Read it again, so that "
            "you see what it changes now."
        )
    if edition() != extract.edition:
        raise ValidationError(
            "A rule was changed after this export was read. Read it again, so that it "
            "is reckoned by the rules in force."
        )


def _not_older(extract: Extract) -> None:
    if extract.base and extract.as_at < extract.base.as_at:
        raise ValidationError(
            f"This export was taken on {extract.as_at:%-d %B %Y}, before the one in "
            f"force, of {extract.base.as_at:%-d %B %Y}. Export from the case system "
            "again, and import that."
        )


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

"""Reading an export, in the background: what it holds, what it would change, what looks wrong.

Nothing that is held is touched, and of an export that is refused nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.desk.casework import applying, as_at, checks, layout_tables, store
from alongside.desk.casework.at_size import all_held
from alongside.desk.casework.comparison import Comparison
from alongside.desk.casework.finding_rows import hidden, lists_of, rows_of, weighed
from alongside.desk.casework.layout_reading import read_by_layouts
from alongside.desk.casework.models import Extract, Finding
from alongside.desk.casework.projection import Before, project
from alongside.desk.casework.rulebook import edition, rulebook
from alongside.desk.in_memory import in_memory
from alongside.reckon.intake import Reading, read
from alongside.reckon.intake.findings import ALL, NOTE, REFUSED
from alongside.reckon.intake.findings import Finding as Found
from alongside.reckon.laid_over import laid_over
from alongside.reckon.records import Records


@all_held()
def work_out(extract: Extract) -> None:
    """Read a file, reckon it, compare it with what is held, and keep the answer sealed.

    The work of the background task.
    """
    step = partial(say_step, extract)
    step("Reading the file")
    reading = _read(extract)
    base = Extract.objects.in_force()
    earlier = records_with(base)
    days = days_of(base, earlier)
    if not reading.refused:
        _refuse(reading, checks.refusal(reading, extract.as_at, days))
    if reading.refused and reading.unrecognised and layout_tables.kept(extract):
        reading.findings = []
        _finish_reading(extract, reading, Extract.State.ASKING)
        return
    if reading.refused:
        _finish_reading(extract, reading, Extract.State.REFUSED)
        return
    own = reading.records
    extract.base, extract.edition = base, edition()
    extract.days = as_at.laid_over(own.rows, extract.as_at, days)
    if base:
        step("Laying it over the export before it")
    records = laid_over(own, earlier)
    before = base and _before(base, earlier)
    projection = project(
        records, rulebook(), extract.newest_day, step, before
    ).to_json()
    step("Comparing it with the export before it")
    found = applying.compare_with_held(projection, rulebook())
    notes = [*checks.notes(records, own), *_hide(reading, found, projection)]
    told = [*reading.findings, *(_finding(reading, said, NOTE) for said in notes)]
    reading.findings = weighed(told, rulebook(), projection["dues"])
    lists = lists_of(reading)
    before = checks.Before(extract, own, lists, projection, found)
    extract.warnings = checks.warnings(before)
    extract.counts, extract.gaps = found.counts(), projection["gaps"]
    store.keep_snapshot(extract, records, projection)
    store.keep_json(extract.stored_as, "told", found.told)
    _finish_reading(extract, reading, Extract.State.READY)


def _read(extract: Extract) -> Reading:
    contents = store.kept(extract.stored_as, "file")
    with in_memory(contents, extract.file_name) as path:
        reading = read(path, as_at=extract.as_at, each=ALL)
        if reading.unrecognised:
            return read_by_layouts(extract, path, reading)
        return reading


def records_with(extract: Extract | None) -> Records:
    """Return what is held once an export is applied; nothing where there is none.

    Where the snapshot of it is damaged, its records are read again from its own file.
    Raises store.Damaged where that is gone too.
    """
    if extract is None:
        return Records()
    try:
        return store.kept_records(extract.stored_as)
    except store.Damaged:
        return laid_over(_read(extract).records, records_with(extract.base))


def _before(base: Extract, earlier: Records) -> Before | None:
    """Return what the export before came to; None where that is damaged: all is reckoned."""
    try:
        projection = store.kept_projection(base.stored_as)
    except store.Damaged:
        return None
    return Before(earlier, projection, base.newest_day)


def days_of(base: Extract | None, earlier: Records) -> dict[str, str]:
    """Return as at when the tables in force are: one day, before days were kept by table."""
    if base is None:
        return {}
    return base.days or dict.fromkeys(earlier.rows, base.as_at.isoformat())


def say_step(extract: Extract, step: str) -> None:
    """Note progress where the page sees it, outside any transaction of the work."""
    Extract.objects.filter(pk=extract.pk).update(step=step, beat_at=timezone.now())


def _refuse(reading: Reading, why: checks.Said | None) -> None:
    """Refuse a file that could be read. Of one for another desk, nothing is told either."""
    if why is None:
        return
    if (why.what, why.do) in checks.WRONG_DESK.values():
        reading.lists, reading.findings = [], []
    reading.findings.insert(0, _finding(reading, why, REFUSED))


def _finding(reading: Reading, said: checks.Said, kind: str) -> Found:
    return Found(reading.file, None, None, None, said.what, said.do, kind)


def _hide(
    reading: Reading, found: Comparison, projection: dict[str, Any]
) -> Iterable[checks.Said]:
    """Hide what is told of a child restricted under another id, and say that one comes."""
    known_as = {
        new: restriction.child.case_id
        for new, restriction in applying.restricted_before(
            projection["children"]
        ).items()
    }
    for rows in found.told.values():
        for row in rows:
            if row["child"] in known_as:
                row["known_as"] = known_as[row["child"]]
    reading.findings = [
        hidden(each) if each.child in known_as else each for each in reading.findings
    ]
    if known_as:
        yield checks.Said(
            "A record that is restricted here comes under a new id, with the same name "
            "and date of birth.",
            "Nothing: it arrives restricted, to the same people.",
        )


@transaction.atomic
def _finish_reading(extract: Extract, reading: Reading, state: str) -> None:
    """Say what was read, unless the export was set aside or read anew meanwhile."""
    now = Extract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    if now.state != Extract.State.READING:
        if now.state == Extract.State.SET_ASIDE:
            transaction.on_commit(partial(store.forget, extract.stored_as))
        return
    extract.findings.all().delete()
    Finding.objects.bulk_create(rows_of(extract, reading), applying.BATCH)
    extract.state, extract.step, extract.invented = state, "", reading.invented
    extract.lists = lists_of(reading)
    extract.save()
    if state == Extract.State.REFUSED:
        transaction.on_commit(partial(store.forget, extract.stored_as))

"""Nothing of an export lies anywhere in the clear, nor is it said where it need not be."""

from __future__ import annotations

import logging
import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from traceback import format_exception

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.sealing import CannotOpen, unseal
from alongside.desk.casework import actions, applying, reading, store, tasks
from alongside.desk.casework.many import insert
from alongside.desk.casework.models import Extract, Finding
from tests.desk.casework.exports import Told, packed, prepared

pytestmark = pytest.mark.usefixtures("today", "home")

PLANTED = "Zebedee", "Quillfeather", "900777"
PLACES = Path("/dev/shm"), Path("/tmp")


def in_the_clear(folder: Path) -> list[str]:
    """The files of a folder, by name or by contents, that tell of the planted child."""
    found = []
    for path in folder.rglob("*"):
        told = path.name.encode()
        if path.is_file() and not path.is_symlink():
            told += path.read_bytes()
        if any(word.encode() in told for word in PLANTED):
            found.append(str(path))
    return found


def planted() -> Told:
    told = Told().person("900777", "Zebedee", "Quillfeather")
    return told.s47_of("900777", "2026-03-02")


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A folder for all that goes where temporary files go, with nothing in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.chdir(folder)
    return folder


def new_in_memory(before: set[Path]) -> list[str]:
    """What of ours has come to stand in the shared folders since."""
    return [
        str(path)
        for place in PLACES
        for path in set(place.glob("*")) - before
        if path.is_file() and any(w.encode() in path.read_bytes() for w in PLANTED)
    ]


def test_nothing_is_in_the_clear_while_a_file_is_read_or_after(
    town, home, mine, monkeypatch
):
    shared = {path for place in PLACES for path in place.glob("*")}
    seen = []
    for step in ("read", "project"):
        monkeypatch.setattr(reading, step, _looking(getattr(reading, step), home, mine, seen))  # fmt: skip
    extract = actions.upload_extract(
        by=town.ana,
        name="Zebedee Quillfeather.zip",
        contents=packed(planted().records),
        as_at=date(2026, 3, 9),
    )
    reading.work_out(extract)
    assert seen == [[], []]
    assert not in_the_clear(home)
    assert not in_the_clear(mine)
    assert not list(mine.iterdir())
    assert not new_in_memory(shared)
    kept = {p.name for p in (home / "uploads" / "extracts").rglob("*") if p.is_file()}
    assert kept == {"file", "records", "projection", "told"}


def _looking(true, home: Path, mine: Path, seen: list):
    def looks(*args, **kwargs):
        seen.append(in_the_clear(home) + in_the_clear(mine))
        return true(*args, **kwargs)

    return looks


def test_what_is_kept_opens_with_the_key_and_with_no_other(town, home, settings):
    extract = actions.upload_extract(
        by=town.ana, name="x.zip", contents=b"Zebedee", as_at=date(2026, 3, 9)
    )
    assert store.kept(extract.stored_as, "file") == b"Zebedee"
    (sealed,) = (home / "uploads" / "extracts" / extract.stored_as).iterdir()
    told, _, token = sealed.read_bytes().partition(b"\n")
    assert told == b"alongside sha256 " + sha256(token).hexdigest().encode()
    assert unseal(token) == b"Zebedee"
    assert sealed.stat().st_mode & 0o077 == 0
    assert sealed.parent.stat().st_mode & 0o077 == 0
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CannotOpen):
        store.kept(extract.stored_as, "file")


@pytest.mark.slow
def test_a_part_is_kept_whole_or_as_it_was(home, monkeypatch):
    """The disk is full, or the power goes, while a part is written."""
    store.keep("x", "file", b"old")

    def fails(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError):
        store.keep("x", "file", b"new")
    assert store.kept("x", "file") == b"old"


def test_nobody_is_named_in_the_audit_the_log_or_a_letter(
    client, town, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.INFO)
    client.force_login(town.ana)
    file = SimpleUploadedFile("Zebedee Quillfeather.zip", packed(planted().records))
    said = []
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/imports/new/", {"file": file, "as_at": "9 3 2026"})
        said.append(answer.url)
    extract = Extract.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        said.append(client.post(f"/imports/{extract.pk}/apply/").url)
    client.get(f"/imports/{extract.pk}/")
    answer = client.get("/timescales/export/")
    said += [answer["Content-Disposition"], caplog.text, str(mail.outbox)]
    said += [f"{e.action} {e.subject_id} {e.detail}" for e in AuditEntry.objects.all()]
    for words in said:
        assert not [word for word in PLANTED if word in words], words
    assert AuditEntry.objects.filter(action="apply export").exists()


def test_a_broken_import_tells_the_log_of_nobody(town, monkeypatch):
    """PostgreSQL quotes the row that it refuses, with the child's name."""
    extract = prepared(town.ana, planted(), date(2026, 3, 9))
    actions.apply_extract(by=town.ana, extract=extract)

    def nameless(model, fields, rows):
        insert(model, fields, [(None, *row[1:]) for row in rows])

    monkeypatch.setattr(applying, "insert", nameless)
    with pytest.raises(tasks.WorkFailed, match="IntegrityError") as broke:
        tasks.apply_extract.call(extract.pk)
    said = "".join(format_exception(broke.value))
    assert "applying.py" in said
    for word in PLANTED:
        assert word not in said


def test_findings_tell_of_places_not_of_children(town):
    told = planted().s47_of("900777", "2026-03-02").cp_plan("P", None, child="900777")
    told.records.rows["ssd_person"].append(dict(told.records.rows["ssd_person"][0]))
    extract = actions.upload_extract(
        by=town.ana, name="x.zip", contents=packed(told.records), as_at=date(2026, 3, 9)
    )
    reading.work_out(extract)
    assert Finding.objects.exists()
    for finding in Finding.objects.all():
        for word in PLANTED:
            assert word not in finding.what + finding.do + finding.sheet

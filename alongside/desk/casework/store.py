"""What is kept of an extract, sealed: the file, its records, and what they come to.

Nothing is on disk in the clear, also while a file is read: the reader is handed a file
that exists in memory only.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError

from alongside.desk.access.sealing import CannotOpen, seal, sealed_anew, unseal
from alongside.desk.casework.snapshot_tables import (
    projection_of,
    projection_packed,
    records_of,
    records_packed,
)
from alongside.reckon.records import Records

if TYPE_CHECKING:
    from alongside.desk.casework.models import Extract

CHECKED = b"alongside sha256 "  # then 64 digits, a new line, and what is sealed
PARTS = {
    "file": "The file itself",
    "records": "The records read from it",
    "projection": "What its records come to",
    "told": "The list of what it changes",
    "undo": "What stood here before it",
    "tables": "What was found in it",
}


class Damaged(ValidationError):
    """What was kept is not there, or not what was written. What the desk shows is whole."""

    def __init__(self, part: str, how: str) -> None:
        super().__init__(
            f"{PARTS.get(part, part)} {how}. Nothing that the desk shows is touched. Put "
            "the folder “uploads” back from the last backup, or import the export again."
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Whoever writes or removes a part has the parts to itself, in any process."""
    place = _folder("")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def keep(stored_as: str, part: str, contents: bytes) -> None:
    """Keep a part whole or not at all: a kill while writing leaves the old one."""
    sealed = seal(contents)
    with _alone():
        _folder(stored_as).mkdir(mode=0o700, exist_ok=True)
        _write(stored_as, part, sealed)


def _write(stored_as: str, part: str, sealed: bytes) -> None:
    waiting = _folder(stored_as) / f"{part}.new"
    with open(
        os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
    ) as file:
        file.write(CHECKED + _sum(sealed) + b"\n" + sealed)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(_folder(stored_as) / part)


def all_kept() -> list[tuple[str, str]]:
    """Return the name and the part of all that is kept."""
    found = sorted(_folder("").glob("*/*"))
    return [(each.parent.name, each.name) for each in found if each.suffix != ".new"]


def sealed_part(stored_as: str, part: str) -> bytes:
    """Return a part as it is sealed. Raises Damaged."""
    try:
        written = (_folder(stored_as) / part).read_bytes()
    except FileNotFoundError:
        raise Damaged(part, "is not where it was kept") from None
    return _checked(written, part)


def seal_part_anew(stored_as: str, part: str) -> None:
    """Seal a part by the newest key, unless it was forgotten meanwhile."""
    with _alone():
        if holds(stored_as, part):
            _write(stored_as, part, sealed_anew(sealed_part(stored_as, part)))


def kept(stored_as: str, part: str) -> bytes:
    """Return what was kept. Raises Damaged, or CannotOpen where the key is another."""
    try:
        written = (_folder(stored_as) / part).read_bytes()
    except FileNotFoundError:
        raise Damaged(part, "is not where it was kept") from None
    try:
        return unseal(_checked(written, part))
    except CannotOpen:
        if written.startswith(CHECKED):
            raise  # it is as it was written: then it is the key
        raise Damaged(part, "is damaged, or its key is gone") from None


def holds(stored_as: str, part: str) -> bool:
    return (_folder(stored_as) / part).exists()


def forget(stored_as: str) -> None:
    """Remove all that is kept under a name; what is not there is forgotten already."""
    with _alone():
        shutil.rmtree(_folder(stored_as), ignore_errors=True)


def keep_json(stored_as: str, part: str, value: Any) -> None:
    text = json.dumps(value, default=date.isoformat, separators=(",", ":"))
    keep(stored_as, part, zlib.compress(text.encode(), 1))


def kept_json(stored_as: str, part: str) -> Any:
    return json.loads(zlib.decompress(kept(stored_as, part)))


def keep_snapshot(
    extract: Extract, records: Records, projection: dict[str, Any]
) -> None:
    """Keep an export's records and what they come to, and whose they are."""
    about = {
        "as_at": extract.as_at.isoformat(),
        "uploaded_by": extract.uploaded_by_id,
        "uploaded_at": extract.uploaded_at.isoformat(),
        "file_sha256": extract.sha256,
    }
    keep(extract.stored_as, "records", records_packed(records, about))
    keep(extract.stored_as, "projection", projection_packed(projection, about))


def kept_records(stored_as: str) -> Records:
    return records_of(kept(stored_as, "records"))


def kept_projection(stored_as: str) -> dict[str, Any]:
    return projection_of(kept(stored_as, "projection"))


def _checked(written: bytes, part: str) -> bytes:
    """Return what is sealed, once its checksum is seen to be right.

    What was kept before there were checksums has none; its seal alone is looked at.
    """
    if not written.startswith(CHECKED):
        return written
    told, _, sealed = written.removeprefix(CHECKED).partition(b"\n")
    if told != _sum(sealed):
        raise Damaged(part, "is damaged: its checksum is not the one it was kept with")
    return sealed


def _sum(sealed: bytes) -> bytes:
    return hashlib.sha256(sealed).hexdigest().encode()


def _folder(stored_as: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "extracts" / stored_as

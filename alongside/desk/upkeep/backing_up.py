"""A back-up of the whole desk, made while it is in use."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.desk.access import audit
from alongside.desk.upkeep.archive import Refused, Writer, in_one_piece
from alongside.desk.upkeep.engines import engine


def place(to: Path, now: datetime) -> Path:
    """Return the file to write: the one that is named, or one by its minute in a folder."""
    if to.is_dir():
        return to / f"alongside-{now:%Y-%m-%dT%H%M}.zip"
    return to


def back_up(target: Path, now: datetime) -> dict[str, Any]:
    """Write a back-up of this moment and return what it holds; note it on the trail.

    Raises Refused, with nothing left behind, where it cannot be written whole.
    """
    try:
        with in_one_piece(target.absolute()) as folder:
            told = _write(folder, target.name, now)
    except (OSError, sqlite3.Error) as problem:
        raise Refused(
            f"The back-up was not made, and nothing of it is left: {problem}."
        ) from None
    audit.record_read(
        by=None, action="take back-up", rows=sum(told["rows"].values()), files=told["files"]
    )  # fmt: skip
    return told


def _write(folder: Path, name: str, now: datetime) -> dict[str, Any]:
    database, archive = engine(), Writer(folder / name)
    # Twice: what is forgotten after the copy was there before, and what is kept
    # meanwhile is there after. What is too many stands for nothing, and does no harm.
    _add_uploads(archive)
    told = database.copy(folder / database.part)
    with open(folder / database.part, "rb") as copy:
        archive.add(database.part, copy)
    _add_uploads(archive)
    told |= {
        "made_at": now.isoformat(timespec="seconds"),
        "version": version("alongside"),
        "engine": database.name,
        "keys": fingerprints(),
        "files": len(archive.parts) - 1,
    }
    archive.end(**told)
    return told


def _add_uploads(archive: Writer) -> None:
    for path in uploads():
        part = f"uploads/{path.relative_to(settings.MEDIA_ROOT).as_posix()}"
        if part in archive.parts:
            continue
        try:
            source = open(path, "rb")  # noqa: SIM115  (closed below)
        except FileNotFoundError:
            continue  # forgotten since it was listed
        with source:
            archive.add(part, source)


def uploads() -> Iterator[Path]:
    """Yield the sealed files that are kept, and none that is being written."""
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file() and path.suffix != ".new":
            yield path


def fingerprints() -> list[str]:
    """Return by what to know the desk's keys again; it gives none of them away."""
    return [
        hashlib.sha256(f"alongside {key}".encode()).hexdigest()[:16]
        for key in settings.ENCRYPTION_KEYS
    ]

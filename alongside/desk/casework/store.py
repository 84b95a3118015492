"""What is kept of an extract, sealed: the file, its records, and what they come to.

Nothing is on disk in the clear, also while a file is read: the reader is handed a file
that exists in memory only.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.desk.access.sealing import seal, unseal
from alongside.reckon.records import DATE, TABLES, Records


def keep(stored_as: str, part: str, contents: bytes) -> None:
    """Keep a part whole or not at all: a kill while writing leaves the old one."""
    folder = _folder(stored_as)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = folder / f"{part}.new"
    with open(
        os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
    ) as file:
        file.write(seal(contents))
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder / part)


def kept(stored_as: str, part: str) -> bytes:
    return unseal((_folder(stored_as) / part).read_bytes())


def forget(stored_as: str) -> None:
    """Remove all that is kept under a name; what is not there is forgotten already."""
    shutil.rmtree(_folder(stored_as), ignore_errors=True)


def keep_json(stored_as: str, part: str, value: Any) -> None:
    text = json.dumps(value, default=date.isoformat, separators=(",", ":"))
    keep(stored_as, part, zlib.compress(text.encode(), 1))


def kept_json(stored_as: str, part: str) -> Any:
    return json.loads(zlib.decompress(kept(stored_as, part)))


def keep_records(stored_as: str, records: Records) -> None:
    tables = {
        name: [[row.get(column) for column in TABLES[name].columns] for row in rows]
        for name, rows in records.rows.items()
    }
    value = {"tables": tables, "latest_only": sorted(records.latest_only)}
    keep_json(stored_as, "records", value)


def kept_records(stored_as: str) -> Records:
    value = kept_json(stored_as, "records")
    records = Records(latest_only=set(value["latest_only"]))
    for name, rows in value["tables"].items():
        columns = list(TABLES[name].columns)
        dated = [
            n for n, kind in enumerate(TABLES[name].columns.values()) if kind == DATE
        ]
        for row in rows:
            for place in dated:
                row[place] = row[place] and date.fromisoformat(row[place])
        records.rows[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return records


@contextmanager
def in_memory(contents: bytes, name: str) -> Iterator[Path]:
    """Yield a path whose contents are in memory only."""
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        path = Path(folder) / _impersonal(name)
        if hasattr(os, "memfd_create"):
            descriptor = os.memfd_create("extract")
            with open(descriptor, "wb") as file:
                file.write(contents)
                file.flush()
                path.symlink_to(f"/proc/{os.getpid()}/fd/{descriptor}")
                yield path
        else:
            path.write_bytes(contents)
            yield path


def _impersonal(name: str) -> str:
    """A file may be named after a child; only a table's name, which is read, is kept."""
    stem = Path(name).stem.lower()
    return stem if stem in TABLES else "export"


def _folder(stored_as: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "extracts" / stored_as

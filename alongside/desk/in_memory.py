"""Files that exist in memory only, for readers that ask for a path."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.reckon.records import TABLES


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

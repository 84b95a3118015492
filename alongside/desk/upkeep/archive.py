"""One file that holds a whole desk: its parts, and a manifest of what each must be."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
# All that a damaged file makes zipfile raise.
DAMAGE = (
    BadZipFile, KeyError, TypeError, ValueError, RuntimeError, EOFError, OSError,
    OverflowError,
    zlib.error, struct.error,
)  # fmt: skip


class Refused(Exception):
    """Why a back-up is not made or put back, and what to do, in sentences."""


class Writer:
    """Writes parts one after the other, and notes the size and SHA-256 of each."""

    def __init__(self, path: Path) -> None:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "w+b")
        self._zip = ZipFile(self._file, "w", ZIP_DEFLATED, compresslevel=1)
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        total, size = hashlib.sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as part:
            while chunk := source.read(CHUNK):
                part.write(chunk)
                total.update(chunk)
                size += len(chunk)
        self.parts[name] = {"bytes": size, "sha256": total.hexdigest()}

    def end(self, **told: Any) -> None:
        """Write the manifest, and see that all is on the disk."""
        manifest = {"format": FORMAT, **told, "parts": self.parts}
        self._zip.writestr(_entry(MANIFEST), json.dumps(manifest, indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


@contextmanager
def in_one_piece(target: Path) -> Iterator[Path]:
    """Yield a folder to write `target.name` in: it takes its place only when whole.

    Refuses to put it over a file. Whatever goes wrong, nothing is left behind.
    """
    refuse_to_overwrite(target)
    with TemporaryDirectory(dir=target.parent, prefix=".back-up-") as folder:
        yield Path(folder)
        refuse_to_overwrite(target)
        os.rename(Path(folder) / target.name, target)
        _sync(target.parent)


def refuse_to_overwrite(target: Path) -> None:
    if target.exists():
        raise Refused(f"{target} is there already. Name a file that is not.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}. Make it first.")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def checked(path: Path) -> dict[str, Any]:
    """Return a back-up's manifest, once every part is seen to be what it says.

    Raises Refused where the file is no back-up, is of another format, or is damaged.
    """
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    try:
        with ZipFile(path) as archive:
            return _checked(archive)
    except DAMAGE as problem:
        raise Refused(
            f"{path} is damaged, or no back-up of Alongside ({problem}). "
            "Nothing was changed. Take another back-up."
        ) from None


def _checked(archive: ZipFile) -> dict[str, Any]:
    told = json.loads(archive.read(MANIFEST))
    if told["format"] != FORMAT:
        raise ValueError(f"format {told['format']}, and this version reads {FORMAT}")
    if sorted(archive.namelist()) != sorted([*told["parts"], MANIFEST]):
        raise ValueError("it does not hold the parts that its manifest names")
    for name, part in told["parts"].items():
        if not _stays_inside(name):
            raise ValueError(f"the part {name} would leave its folder")
        if _sum(archive, name) != part["sha256"]:
            raise ValueError(f"the part {name} is not as it was written")
    return told


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _sum(archive: ZipFile, name: str) -> str:
    total = hashlib.sha256()
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def lay_out(path: Path, folder: Path) -> None:
    """Write the parts of a back-up that was checked into a folder, and onto the disk."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            place = folder / name
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file, archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    file.write(chunk)
    os.sync()

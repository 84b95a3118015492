"""What a file is, and whether it is safe to open: nothing is handed on before this.

A refusal is a sentence. Limits are stated, and a zip is measured by inflating it here,
since the sizes that it declares may be false.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

# A workbook of 20,000 children is about 15 MB, and 150 MB inflated.
MAX_BYTES = 250_000_000
MAX_INFLATED = 1_000_000_000
MAX_RATIO = 250  # repetitive sheets reach about 100; a zip bomb 1,000
MAX_PARTS = 10_000

_CHUNK, _FED = 1 << 20, 1 << 16
_PARQUET = b"PAR1"
_TABLES = (".csv", ".tsv", ".tab", ".parquet")
_PDF = b"%PDF"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|table|meta)\b",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<(?:\?xml\b|!--|!DOCTYPE|[A-Za-z_])")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Refused(Exception):
    """A file that is not read at all: what is wrong, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


class Unrecognised(Refused):
    """A sound file that holds nothing known by its headers: a layout may say what it is."""


@dataclass(frozen=True)
class Passed:
    """A file that may be opened: `kind` is xlsx, xls, ods, xml, csv, parquet, zip or folder."""

    path: Path
    kind: str


def admit(path: Path) -> Passed:
    """Say what a file is, by its content and never by its name.

    Raises Refused where it cannot be read or is not safe to.
    """
    if path.is_dir():
        return Passed(path, "folder")
    start = _start_of(path)
    if start.startswith(b"PK"):
        return Passed(path, _kind_of_zip(path))
    if start.startswith(_PARQUET):
        return Passed(path, "parquet")
    if start.startswith(_OLE):
        return Passed(path, _kind_of_ole(path))
    if start.startswith(_PDF):
        raise Refused(
            "This is a PDF, whatever its name says. A table cannot be read from it.",
            "Export the lists as an Excel workbook (.xlsx) or as CSV.",
        )
    if _WEB_PAGE.match(start):
        raise Refused(
            "This is a web page, whatever its name says: some systems export one and "
            "name it as a workbook.",
            "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx), "
            "and import that.",
        )
    if _XML.match(_plain(start)):
        return Passed(path, "xml")
    if b"\0" in _plain(start):
        raise Refused(
            "This is not a workbook, a zip, a Parquet or a text file.",
            "Export the lists as an Excel workbook (.xlsx) or as CSV.",
        )
    return Passed(path, "csv")


def _plain(start: bytes) -> bytes:
    """The start of a text file without what only says how it is encoded."""
    if start.startswith(UTF16):
        return start[: len(start) & ~1].decode("utf-16", "replace").encode()
    return start.removeprefix(b"\xef\xbb\xbf")


def _start_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        raise cannot_open() from None
    if not start.strip():
        raise Refused("The file is empty.", "Export it again.")
    if size > MAX_BYTES:
        raise Refused(
            f"The file is {size / 1e6:,.0f} MB; at most {MAX_BYTES / 1e6:,.0f} MB is read.",
            "Export fewer lists to a file, without pictures or attachments.",
        )
    return start


def _kind_of_ole(path: Path) -> str:
    if _ENCRYPTED in path.read_bytes():
        raise protected()
    return "xls"


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _broken() from None
    _measure(path, parts)
    named = {part.filename: part for part in parts}
    if "mimetype" in named and "content.xml" in named:
        said = b"".join(inflated(path, named["mimetype"]))
        return _kind_of_opendocument(said, path, named)
    return _by_parts(named.keys())


def _kind_of_opendocument(
    said: bytes, path: Path, named: dict[str, zipfile.ZipInfo]
) -> str:
    if said.strip() != _ODS:
        raise Refused(
            "This is an OpenDocument file, and no spreadsheet.",
            "Export the lists as a spreadsheet (.xlsx or .ods) or as CSV.",
        )
    manifest = named.get("META-INF/manifest.xml")
    if manifest and b"encryption-data" in b"".join(inflated(path, manifest)):
        raise protected()
    return "ods"


def _by_parts(names: Set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise Refused(
            "This kind of workbook is not read.",
            "Save it as an Excel workbook (.xlsx).",
        )
    if any(name.lower().endswith(_TABLES) for name in names):
        return "zip"
    if any(name.lower().endswith((".xlsx", ".xls")) for name in names):
        raise Refused(
            "The zip holds a workbook, and no tables as CSV.",
            "Take the workbook out of the zip, and import the workbook itself.",
        )
    raise Refused(
        "The zip holds neither a workbook nor tables as CSV or Parquet.",
        "Zip the tables as CSV or Parquet files, each named after its table.",
    )


def _measure(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse a zip that inflates beyond the limits, by what it declares and by what it does.

    A workbook's sheets, which are most of it, are measured as they are read.
    """
    names = {part.filename for part in parts}
    sheets = "xl/worksheets/" if "xl/workbook.xml" in names else "\0"
    if len(parts) > MAX_PARTS:
        raise _bomb(f"It holds {len(parts):,} parts.")
    declared = sum(part.file_size for part in parts)
    if declared > MAX_INFLATED:
        raise _bomb(f"It says that it inflates to {declared / 1e6:,.0f} MB.")
    total = 0
    for part in parts:
        if part.flag_bits & 1:
            raise Refused(
                "The zip is protected by a password.", "Zip the files without one."
            )
        if not part.filename.startswith(sheets):
            total += sum(map(len, checked(path, part, MAX_INFLATED - total)))


def checked(
    path: Path, part: zipfile.ZipInfo, limit: int = MAX_INFLATED
) -> Iterator[bytes]:
    """Yield a part as it truly inflates. Raises Refused at the limits."""
    size, tail = 0, b""
    document = part.filename.lower().endswith((".xml", ".rels"))
    for chunk in inflated(path, part):
        size += len(chunk)
        if size > limit:
            raise _bomb(f"It inflates to more than {MAX_INFLATED / 1e6:,.0f} MB.")
        if size > 10 * _CHUNK and size > MAX_RATIO * max(part.compress_size, 1):
            raise _bomb(f"A part inflates to more than {MAX_RATIO} times its size.")
        # No sheet has many of these, and one letter is found faster than two.
        if document and (b"!" in chunk or b"!" in tail) and _declares(tail + chunk):
            raise _harmful()
        tail = chunk[-10:]
        yield chunk
    if size != part.file_size:
        raise _broken()


def _declares(text: bytes) -> bool:
    return _DECLARATION.search(text) is not None


def inflated(path: Path, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a part in pieces of 1 MB, trusting no declared size.

    Raises Refused where the part is cut short or was packed in a way not read here.
    """
    with path.open("rb") as file:
        file.seek(part.header_offset)
        header = file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise _broken()
        name, extra = struct.unpack("<HH", header[26:30])
        file.seek(name + extra, 1)
        packed = file.read(part.compress_size)
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(packed)
    else:
        raise _broken()


def _deflated(packed: bytes) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _FED):
            waiting = packed[at : at + _FED]  # what waits is copied with each piece
            while waiting and not engine.eof:
                yield engine.decompress(waiting, _CHUNK)
                waiting = engine.unconsumed_tail
        yield engine.flush()
    except zlib.error:
        raise _broken() from None
    if not engine.eof:
        raise _broken()


def cannot_open() -> Refused:
    do = "Check that it is there, and that nothing else is using it."
    return Refused("The file cannot be opened.", do)


def protected() -> Refused:
    return Refused(
        "The workbook is protected by a password.",
        "Open it with the password, save a copy without one, and read that.",
    )


def _harmful() -> Refused:
    return Refused(
        "The workbook holds document type declarations, which no spreadsheet program "
        "writes; it may have been made to do harm.",
        "Ask whoever sent it, and export it again from the case system.",
    )


def _broken() -> Refused:
    return Refused(
        "The file is damaged or was cut short.", "Export or copy it again, in full."
    )


def _bomb(why: str) -> Refused:
    do = "Export fewer lists to a file; if it is small, do not open it and ask who sent it."
    return Refused(f"The file is packed beyond what is safe to open. {why}", do)

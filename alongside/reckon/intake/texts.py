"""Text files as cells, Parquet beside them: which, how encoded, what parts their columns."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from alongside.reckon.intake import parquet
from alongside.reckon.intake.findings import NOTE, Findings
from alongside.reckon.intake.gate import MAX_BYTES, UTF16, Passed, Refused, inflated
from alongside.reckon.intake.values import Cell
from alongside.reckon.intake.workbook import Progress, Sheet

INVENTED = "INVENTED.txt"
SEPARATORS = (",", "\t", ";", "|")
_ENDINGS = (".csv", ".tsv", ".tab")
_LOOKED_AT = 100  # lines


@dataclass(frozen=True)
class Text:
    """One file of text, or a table as Parquet out of a zip: its name without folders, and
    its bytes."""

    name: str
    content: bytes


def texts(passed: Passed) -> Iterator[Text]:
    """Yield the files of a folder or a zip, or the one file; nested ones are passed over.

    Raises Refused where the zip is damaged.
    """
    if passed.kind == "folder":
        for path in sorted(passed.path.iterdir()):
            if path.is_file() and _wanted(path.name):
                yield Text(path.name, _content(path))
    elif passed.kind == "csv":
        yield Text(passed.path.name, _content(passed.path))
    else:
        with zipfile.ZipFile(passed.path) as archive:
            parts = archive.infolist()
        for part in parts:
            if _wanted(part.filename, (*_ENDINGS, parquet.ENDING)):
                yield Text(part.filename, b"".join(inflated(passed.path, part)))


def sheets(
    passed: Passed, findings: Findings, progress: Progress | None = None
) -> Iterator[Sheet]:
    """Yield each text or Parquet file as a sheet, named after its file.

    The file that says that all are invented comes first, as one cell.
    """
    parts: list[Text | Path] = list(texts(passed)) if passed.kind != "parquet" else []
    parts = [*sorted(parts, key=lambda part: part.name != INVENTED), *_parquet(passed)]
    for done, part in enumerate(parts):
        if progress:
            progress(part.name, done, len(parts))
        yield _sheet(part, findings)


def _sheet(part: Text | Path, findings: Findings) -> Sheet:
    if isinstance(part, Path):
        return parquet.sheet_of(part)
    if part.name.lower().endswith(parquet.ENDING):
        return parquet.sheet_in(part.name, part.content)
    if part.name == INVENTED:
        return Sheet(INVENTED, [[decoded(part.content)[0]]])
    return sheet_of(part, findings)


def _parquet(passed: Passed) -> list[Path]:
    if passed.kind == "parquet":
        return [passed.path]
    inside = sorted(passed.path.iterdir()) if passed.kind == "folder" else []
    return [path for path in inside if path.is_file() and path.suffix == parquet.ENDING]


def _content(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise Refused(
            f"{path.name} is larger than {MAX_BYTES / 1e6:,.0f} MB, the most that is read.",
            "Export fewer years to a file.",
        )
    return path.read_bytes()


def _wanted(name: str, endings: tuple[str, ...] = _ENDINGS) -> bool:
    flat = not any(mark in name for mark in ("/", "\\", ".."))
    return flat and (name.lower().endswith(endings) or name == INVENTED)


def decoded(content: bytes) -> tuple[str, bool]:
    """Return text, and whether it was not UTF-8 or UTF-16 and so was read as Windows-1252."""
    if content.startswith(UTF16):
        return content.decode("utf-16", errors="replace"), False
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def separator_of(text: str) -> str:
    """Return what parts the columns: what parts most lines into equally many, and many.

    A first line `sep=;`, as some programs write it, says so itself.
    """
    if text[:4].lower() == "sep=" and text[4:5] in SEPARATORS:
        return text[4]
    start = list(islice(io.StringIO(text, newline=None), _LOOKED_AT))
    return max(SEPARATORS, key=lambda each: _parts(start, each))


def _parts(lines: list[str], separator: str) -> tuple[int, int]:
    rows = csv.reader(lines, delimiter=separator)
    counts = Counter(len(row) for row in rows if not any(map(_torn, row)))
    across = {n: times for n, times in counts.items() if n > 1}
    best = max(across, key=lambda n: (across[n], n), default=0)
    return across.get(best, 0), best


def _torn(cell: str) -> bool:
    """Whether a cell begins or ends within quotes: what parted it is not the separator."""
    return cell.count('"') % 2 == 1


def sheet_of(text: Text, findings: Findings) -> Sheet:
    """Return a text file as a sheet of cells, from its first line."""
    content, windows = decoded(text.content)
    if windows:
        what = "The file is not UTF-8; it was read as Windows text (cp1252)."
        do = "Check a name with an accent, or export as CSV UTF-8."
        findings.add(NOTE, what, do, sheet=text.name)
    content = content.replace("\0", "")
    csv.field_size_limit(10_000_000)
    try:
        separator = separator_of(content)
        lines = io.StringIO(content, newline=None)
        rows: list[list[Cell]] = [
            list(row) for row in csv.reader(lines, delimiter=separator)
        ]
    except csv.Error as problem:
        what = f"The file cannot be read as CSV: {problem}."
        return Sheet(text.name, [], fault=Refused(what, "Export the table again."))
    says_itself = content[:4].lower() == "sep=" and content[4:5] in SEPARATORS
    return Sheet(text.name, rows[1:], top=1) if says_itself else Sheet(text.name, rows)

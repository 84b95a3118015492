"""A report as a Word file: its styles, the numbers that Word counts itself, its notes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from alongside.reckon.reports.reading.building import Building
from alongside.reckon.reports.reading.opening import broken
from alongside.reckon.reports.reading.word_numbers import Numbers, W
from alongside.reckon.reports.report import Report

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read(contents: bytes) -> Report:
    """Return the report of a `.docx`, what was deleted under tracking left out. Raises Unread."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        file = Document(BytesIO(contents))
        building, numbers = Building(), Numbers(file)
        for element in file.element.body.iterchildren():
            _add(building, numbers, file, element)
        _add_notes(building, file)
    except (
        PackageNotFoundError,
        BadZipFile,
        SyntaxError,
        KeyError,
        ValueError,
        AttributeError,
    ):
        raise broken() from None
    return building.report(_titled(file))


def _add(building: Building, numbers: Numbers, file: Any, element: Any) -> None:
    if element.tag == f"{W}p":
        _add_paragraph(building, numbers, file, element)
    elif element.tag == f"{W}tbl":
        rows, heads = _rows(element)
        building.table(rows, heads)
    elif element.tag == f"{W}sdt":
        for inner in element.findall(f"{W}sdtContent/*"):
            _add(building, numbers, file, inner)


def _add_paragraph(
    building: Building, numbers: Numbers, file: Any, element: Any
) -> None:
    words = text_of(element)
    style = numbers.style_of(element)
    name = str(style.name) if style is not None else ""
    if not words.strip():
        return
    number, bullet = numbers.next(element)
    heading = _HEADING.match(name)
    if heading or name == "Title":
        building.heading(words, int(heading[1]) if heading else 1, number)
    elif bullet or (number and not number[0].isdigit()):
        building.item(f"{number} {words}".strip())
    elif number:
        building.paragraph(words, number)
    elif _all_bold(element) and len(words) <= 90 and not words.strip().endswith("."):
        building.heading(words, 2)
    else:
        building.paragraph(words)


def text_of(element: Any) -> str:
    """Return the words of an element as they are read once all changes are accepted."""
    words = []
    for each in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if not any(
            up.tag in (f"{W}del", f"{W}moveFrom") for up in each.iterancestors()
        ):
            words.append(
                {f"{W}t": each.text or "", f"{W}noBreakHyphen": "-"}.get(each.tag, " ")
            )
    return "".join(words)


def _rows(table: Any) -> tuple[list[list[str]], int]:
    """Return a table's rows, a cell that spans columns told in each, and how many are heads."""
    rows: list[list[str]] = []
    heads = 0
    for at, row in enumerate(table.iterchildren(f"{W}tr")):
        cells: list[str] = []
        for cell in row.iterchildren(f"{W}tc", f"{W}sdt"):
            _add_cell(cells, cell, rows[-1] if rows else [])
        rows.append(cells)
        heads += at == heads and row.find(f"{W}trPr/{W}tblHeader") is not None
    return rows, heads or 1


def _add_cell(cells: list[str], cell: Any, above: list[str]) -> None:
    words = " ".join(text_of(each) for each in cell.iter(f"{W}p"))
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(f"{W}val") != "restart":
        words = above[len(cells)] if len(cells) < len(above) else ""
    spans = cell.find(f"{W}tcPr/{W}gridSpan")
    times = int(spans.get(f"{W}val", "1")) if spans is not None else 1
    cells.extend([words] * min(max(times, 1), 60))


def _all_bold(element: Any) -> bool:
    runs = [run for run in element.iter(f"{W}r") if text_of(run).strip()]
    bold = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(
        each is not None and each.get(f"{W}val", "1") not in ("0", "false")
        for each in bold
    )


def _add_notes(building: Building, file: Any) -> None:
    """Add the footnotes and endnotes after the end."""
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND
    from docx.oxml import parse_xml

    for relation in file.part.rels.values():
        if relation.reltype in (KIND.FOOTNOTES, KIND.ENDNOTES):
            notes = parse_xml(relation.target_part.blob)
            for note in notes:
                if note.get(f"{W}type") is None:
                    building.item(text_of(note))


def _titled(file: Any) -> str:
    for paragraph in file.paragraphs[:20]:
        if paragraph.style is not None and paragraph.style.name == "Title":
            return str(paragraph.text).strip()
    return ""

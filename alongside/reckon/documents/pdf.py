"""A document as PDF: tagged, and held to PDF/UA-1 by the typesetter, which refuses else.

Typst sets `document.typ`, which reads the blocks as data: no word of them is taken for code.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from alongside.reckon.documents.blocks import (
    Block,
    Document,
    Items,
    Paragraph,
    Picture,
    Reference,
    Said,
    Table,
    pieces,
)

TEMPLATE = Path(__file__).with_name("document.typ")
STANDARD = "ua-1"
SHORT = 12  # rows: a table of no more stands on one page
MOST = 30  # letters: how wide a column may be set before its words wrap
LINE = 78  # letters of the text's size from margin to margin
AROUND = 3  # letters: a cell's margins, and what bold heads take more than plain ones


def write(document: Document) -> bytes:
    """Return a tagged PDF, which passes PDF/UA-1. The same document gives the same bytes."""
    return _typeset(_files(document), format="pdf", pdf_standards=[STANDARD])


@cache
def png(svg: str, width: int = 1400) -> bytes:
    """Return an SVG picture as PNG, so many pixels wide: for files that know no SVG."""
    page = b'#set page(width: 500pt, height: auto, margin: 0pt)\n#image("p.svg", width: 100%)'
    files = {"main.typ": page, "p.svg": svg.encode()}
    return _typeset(files, format="png", ppi=width / 500 * 72)


def _typeset(files: dict[str, bytes], **how: Any) -> bytes:
    """Return what Typst makes of these files. It takes them by name, as its types do not say."""
    compiler: Any = import_module("typst")
    made: bytes = compiler.compile(files, **how)
    return made


def _files(document: Document) -> dict[str, bytes]:
    """Return the template, the blocks as data, and the pictures, by name."""
    blocks: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    for number, block in document.numbered():
        if isinstance(block, Items) and blocks:
            blocks[-1]["leads"] = True
        told = _told(document, block) | {"number": number, "leads": False}
        if isinstance(block, Picture):
            told["file"] = f"picture-{number}.svg"
            pictures[told["file"]] = block.svg.encode()
        blocks.append(told)
    on = document.on
    data = {
        "title": document.title, "author": document.author, "blocks": blocks,
        "on": {"year": on.year, "month": on.month, "day": on.day},
        "said": document.said, "above": list(document.above),
        "after": "" if document.by_heading else ".",
    }  # fmt: skip
    return {
        "main.typ": TEMPLATE.read_bytes(),
        "document.json": json.dumps(data).encode(),
        **pictures,
    }


def _told(document: Document, block: Block) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": block.kind} | vars(block)
    if isinstance(block, Paragraph):
        told["text"] = _pieces(document, block.text)
    if isinstance(block, Items):
        told["items"] = [_pieces(document, item) for item in block.items]
    if isinstance(block, Table):
        told["rows"] = [list(row) for row in block.rows]
        told["numbers"] = list(block.numbers)
        told["columns"] = list(block.columns)
        told["widths"] = widths(block)
        told["short"] = len(block.rows) <= SHORT
    return told


def _pieces(document: Document, said: Said) -> list[str | dict[str, str]]:
    """Return what is said as words, and pointers with the numbers that they show."""
    labels = document.labels()
    return [
        {"label": each.label, "number": labels[each.label][0]}
        if isinstance(each, Reference)
        else each
        for each in pieces(said)
    ]


def widths(table: Table) -> list[int]:
    """Return each column's share of the width, in thousandths of a line of letters.

    Each has room for its longest cell, within bounds. Where a line is too short for that,
    those give way that hold more than one word: no word is broken while it can be helped.
    """
    columns = list(zip(table.columns, *table.rows, strict=True))
    words = [max(len(w) for cell in c for w in cell.split() or [""]) for c in columns]
    least = [each + AROUND for each in words]
    wished = [
        max(low, min(MOST, max(map(len, cells))) + AROUND)
        for low, cells in zip(least, columns, strict=True)
    ]
    over, spare = sum(wished) - LINE, sum(wished) - sum(least)
    given = min(max(over, 0) / spare, 1) if spare else 0
    return [
        round(1000 * (wish - given * (wish - low)))
        for wish, low in zip(wished, least, strict=True)
    ]

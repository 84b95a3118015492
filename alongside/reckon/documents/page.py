"""A document as one page that needs nothing else: no script, no fetch, no style from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from alongside.reckon.documents.blocks import (
    Block,
    Document,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Reference,
    Said,
    Table,
    pieces,
)

STYLE = Path(__file__).with_name("page.css")


def write(document: Document) -> bytes:
    """Return an HTML page in UTF-8."""
    return "\n".join(_page(document)).encode()


def _page(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield "<!doctype html>"
    yield '<html lang="en-GB"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>{STYLE.read_text('utf-8')}</style></head><body><main>"
    for line in document.above:
        yield f'<p class="above">{escape(line)}</p>'
    yield f"<h1>{title}</h1>"
    if not document.above:
        yield f'<p class="above">{escape(document.said)}</p>'
    for number, block in document.numbered():
        yield from _block(document, number, block)
    yield "</main></body></html>"


def _block(document: Document, number: str | None, block: Block) -> Iterator[str]:
    told = f'<span class="number">{number}</span> ' if number else ""
    match block:
        case Heading():
            yield f"<h{block.level + 1}>{told}{escape(block.text)}</h{block.level + 1}>"
        case Paragraph():
            kind = ' class="numbered"' if number else ""
            yield f"<p{kind}{_id(block.label)}>{told}{_said(document, block.text)}</p>"
        case Items():
            tag = "ul" if block.form == "points" else "ol"
            items = "".join(f"<li>{_said(document, item)}</li>" for item in block.items)
            yield f'<{tag} class="{block.form}">{items}</{tag}>'
        case Note():
            yield f'<p class="note">{escape(block.text)}</p>'
        case Table():
            yield from _table(block, number)
        case Picture():
            yield f"<figure{_id(block.label)}>"
            yield f'<div role="img" aria-label="{escape(block.alternative)}">{block.svg}</div>'
            yield f"<figcaption>Figure {number}: {escape(block.caption)}</figcaption></figure>"


def _table(block: Table, number: str | None) -> Iterator[str]:
    caption = f"Table {number}: {block.caption}" if number else block.caption
    # A region that scrolls by itself must be reachable by keyboard, and so has a name.
    name = escape(caption)
    yield f'<div class="wide" role="region" aria-label="{name}" tabindex="0"><table{_id(block.label)}>'
    yield f"<caption>{name}</caption><thead><tr>"
    yield "".join(
        f'<th scope="col"{_right(block, place)}>{escape(head)}</th>'
        for place, head in enumerate(block.columns)
    )
    yield "</tr></thead><tbody>"
    for row in block.rows:
        first, *others = (escape(cell) for cell in row)
        cells = "".join(
            f"<td{_right(block, place)}>{cell}</td>"
            for place, cell in enumerate(others, 1)
        )
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _right(block: Table, place: int) -> str:
    return ' class="right"' if place in block.numbers else ""


def _id(label: str) -> str:
    return f' id="to-{escape(label)}"' if label else ""


def _said(document: Document, said: Said) -> str:
    labels = document.labels()
    return "".join(
        f'<a href="#to-{escape(each.label)}">{labels[each.label][0]}</a>'
        if isinstance(each, Reference)
        else escape(each)
        for each in pieces(said)
    )

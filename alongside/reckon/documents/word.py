"""A document as a Word file that an officer can go on editing.

Headings, numbered paragraphs and captions are Word's own styles, rows of heads repeat on
each page, and a picture carries its words.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

from alongside.reckon.documents.blocks import (
    Block,
    Document,
    Heading,
    Note,
    Paragraph,
    Picture,
    Table,
)
from alongside.reckon.documents.pdf import png

LANGUAGE = "en-GB"
WIDTH = 16.5  # centimetres between the margins


def write(document: Document) -> bytes:
    """Return a `.docx` file."""
    from docx import Document as new_file

    file = new_file()
    _prepare(file, document)
    file.add_paragraph(document.title, style="Title")
    on = document.on
    file.add_paragraph(f"{document.author}, {on.day} {on:%B %Y}", style="Subtitle")
    for number, block in document.numbered():
        _add(file, number, block)
    contents = BytesIO()
    file.save(contents)
    return contents.getvalue()


def _prepare(file: Any, document: Document) -> None:
    """Say what the file is, set its paper and its language."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    about = file.core_properties
    about.title, about.author, about.language = (
        document.title,
        document.author,
        LANGUAGE,
    )
    about.created = about.modified = datetime.combine(document.on, time())
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDTH) / 2)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)


def _add(file: Any, number: str | None, block: Block) -> None:
    match block:
        case Heading():
            file.add_heading(block.text, level=block.level)
        case Paragraph():
            style = "Normal" if number is None else "List Number"
            file.add_paragraph(block.text, style=style)
        case Note():
            file.add_paragraph(block.text, style="Intense Quote")
        case Table():
            file.add_paragraph(f"Table {number}: {block.caption}", style="Caption")
            _add_table(file, block)
        case Picture():
            _add_picture(file, block)
            file.add_paragraph(f"Figure {number}: {block.caption}", style="Caption")


def _add_table(file: Any, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    table = file.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    for place, row in enumerate((block.columns, *block.rows)):
        cells = table.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            words = cell.paragraphs[0]
            words.add_run(text).bold = place == 0 or column == 0
            if column in block.numbers:
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    heads = table.rows[0]._tr.get_or_add_trPr()
    heads.append(OxmlElement("w:tblHeader"))
    file.add_paragraph()


def _add_picture(file: Any, block: Picture) -> None:
    from docx.shared import Cm

    shape = file.add_picture(BytesIO(png(block.svg)), width=Cm(WIDTH))
    about = shape._inline.docPr
    about.set("descr", block.alternative)
    about.set("title", block.caption)

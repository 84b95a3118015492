"""A document as a Word file that an officer can go on editing.

Headings, paragraphs, lists and captions are Word's own styles; their numbers are Word's own
numbering and fields, so they count on when something is put between. Rows of heads repeat on
each page, and a picture carries its words.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

from alongside.reckon.documents import word_fields, word_numbering
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
from alongside.reckon.documents.pdf import SHORT, png, widths

LANGUAGE = "en-GB"
WIDTH = 16.5  # centimetres between the margins
SIZES = {
    "Title": 20, "Subtitle": 11, "Heading 1": 14, "Heading 2": 12, "Caption": 10,
    "Intense Quote": 11,
}  # fmt: skip
LISTS = {
    "points": "List Bullet 2",
    "letters": "List Number 2",
    "counted": "List Number 3",
}


def write(document: Document) -> bytes:
    """Return a `.docx` file."""
    from docx import Document as new_file

    file = new_file()
    _prepare(file, document)
    for line in document.above:
        file.add_paragraph(line).paragraph_format.space_after = 0
    file.add_paragraph(document.title, style="Title")
    if not document.above:
        file.add_paragraph(document.said, style="Subtitle")
    for number, block in document.numbered():
        if isinstance(block, Items):
            file.paragraphs[-1].paragraph_format.keep_with_next = True
        _add(file, document, number, block)
    contents = BytesIO()
    file.save(contents)
    return contents.getvalue()


def _prepare(file: Any, document: Document) -> None:
    """Say what the file is, set its paper, its language, its numbering and its colours."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    about = file.core_properties
    about.title, about.author = document.title, document.author
    about.language = LANGUAGE
    about.created = about.modified = datetime.combine(document.on, time())
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDTH) / 2)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.element.get_or_add_rPr().append(OxmlElement("w:lang"))
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for name, size in SIZES.items():
        _plain(file.styles[name], size)
    file.styles["Title"].font.bold, file.styles["Intense Quote"].font.bold = True, False
    file.styles["Title"].paragraph_format.space_before = Pt(14)
    word_numbering.prepare(file, document.by_heading)
    word_fields.number_pages(section)


def _plain(style: Any, size: int) -> None:
    """Give a style of Word's the page's own look: upright, nearly black, without a line."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = "Arial", Pt(size)
    style.font.color.rgb, style.font.italic = RGBColor(0x1B, 0x1B, 0x1B), False
    theirs = style.element.rPr
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        theirs.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    for found in (style.element.pPr.find(qn("w:pBdr")), theirs.find(qn("w:spacing"))):
        if found is not None:
            found.getparent().remove(found)


def _add(file: Any, document: Document, number: str | None, block: Block) -> None:
    match block:
        case Heading():
            heading = file.add_heading(block.text, level=block.level)
            if number:
                word_numbering.number_heading(file, heading)
        case Paragraph():
            words = file.add_paragraph(
                style="Normal" if number is None else "List Number"
            )
            with word_fields.bookmarked(words, block.label):
                _say(words, document, block.text)
        case Items():
            listed = word_numbering.begin(file, block.form)
            for item in block.items:
                words = file.add_paragraph(style=LISTS[block.form])
                word_numbering.number(words, listed)
                _say(words, document, item)
        case Note():
            file.add_paragraph(block.text, style="Intense Quote")
        case Table():
            _caption(file, "Table", number, block)
            _add_table(file, block)
        case Picture():
            _add_picture(file, block)
            _caption(file, "Figure", number, block)


def _say(words: Any, document: Document, said: Said) -> None:
    """Add what is said; a pointer becomes a field that follows the number it shows."""
    labels = document.labels()
    for each in pieces(said):
        if isinstance(each, Reference):
            shown, block = labels[each.label]
            word_fields.refer(words, each.label, shown, isinstance(block, Paragraph))
        else:
            words.add_run(each)


def _caption(file: Any, kind: str, number: str | None, block: Table | Picture) -> None:
    words = file.add_paragraph(style="Caption")
    words.paragraph_format.keep_with_next = kind == "Table"
    if number:
        words.add_run(f"{kind} ")
        with word_fields.bookmarked(words, block.label):
            word_fields.add(words, f"SEQ {kind} \\* ARABIC", number)
        words.add_run(": ")
    words.add_run(block.caption)


def _add_table(file: Any, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    short = len(block.rows) <= SHORT
    table = file.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    shares = widths(block)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(WIDTH * share / sum(shares))
    for place, row in enumerate((block.columns, *block.rows)):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for column, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
            cell.width = Cm(WIDTH * shares[column] / sum(shares))
            words = cell.paragraphs[0]
            words.add_run(text).bold = place == 0 or column == 0
            words.paragraph_format.space_after = Pt(2)
            words.paragraph_format.keep_with_next = short and place < len(block.rows)
            if column in block.numbers:
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    file.add_paragraph()


def _add_picture(file: Any, block: Picture) -> None:
    from docx.shared import Cm

    shape = file.add_picture(BytesIO(png(block.svg)), width=Cm(WIDTH))
    about = shape._inline.docPr
    about.set("descr", block.alternative)
    about.set("title", block.caption)
    file.paragraphs[-1].paragraph_format.keep_with_next = True

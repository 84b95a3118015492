"""Documents: what cannot be read aloud is refused; Word and PDF hold what was said."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest

docx = pytest.importorskip("docx")
pytest.importorskip("typst")

from alongside.reckon.documents import (  # noqa: E402
    Document,
    Heading,
    NotADocument,
    Note,
    Paragraph,
    Picture,
    Table,
    pdf,
    word,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><rect width="9" height="3"/></svg>'
HOSTILE = 'Half #panic("x") of *all* $1/2$ <b>'


def a_document(**changed) -> Document:
    usual = {
        "title": "A pilot", "author": "Performance team", "on": date(2026, 3, 10),
        "blocks": [
            Heading("What it came to"),
            Paragraph(HOSTILE),
            Table("Figures", ("Figure", "Value"), (("Good", "+18.5"),), (1,)),
            Paragraph("Second"),
            Picture("The gap", SVG, "A black bar"),
            Paragraph("Apart", numbered=False),
            Note("Cannot tell"),
        ],
    }  # fmt: skip
    return Document(**usual | changed)


@pytest.mark.parametrize(
    "made",
    [
        lambda: Picture("The gap", SVG, " "),
        lambda: Picture("", SVG, "A black bar"),
        lambda: Table("", ("A",), (("1",),)),
        lambda: Table("Figures", ("A", "B"), (("1",),)),
        lambda: Table("Figures", ("A", ""), (("1", "2"),)),
        lambda: Heading("Deep", 3),
        lambda: Paragraph(""),
    ],
)
def test_what_cannot_be_read_aloud_is_refused(made):
    with pytest.raises(NotADocument):
        made()


def test_paragraphs_tables_and_pictures_are_numbered_each_by_itself():
    numbers = [number for number, _ in a_document().numbered()]
    assert numbers == [None, "1", "1", "2", "1", None, None]


def test_word_holds_it_in_words_own_styles():
    contents = word.write(a_document())
    file = docx.Document(BytesIO(contents))
    said = [(each.style.name, each.text) for each in file.paragraphs if each.text]
    assert ("Heading 1", "What it came to") in said
    assert ("List Number", HOSTILE) in said and ("Normal", "Apart") in said
    assert ("Caption", "Table 1: Figures") in said
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["Good", "+18.5"]
    raw = zipfile.ZipFile(BytesIO(contents)).read("word/document.xml").decode()
    assert 'descr="A black bar"' in raw and "w:tblHeader" in raw
    assert file.core_properties.language == "en-GB"


def test_no_column_is_narrower_than_its_longest_word():
    """Of a table wider than a line, those give way that hold more than one word."""
    heads = ("Team", "Outstanding", "Good", "Requires improvement", "Inadequate")
    rows = (("Broxtowe and Rushcliffe (pilot)", "0%", "100%", "9%", "25%"),)
    found = pdf.widths(Table("Grades", heads, rows, (1, 2, 3, 4)))
    assert sum(found) == pytest.approx(78_000, abs=3), "All of a line, and no more."
    words = (len("Rushcliffe"), len("Outstanding"), len("100%"), len("improvement"), len("Inadequate"))  # fmt: skip
    for share, letters in zip(found, words, strict=True):
        assert share >= 1000 * (letters + 3)
    assert found[0] > found[3] > found[1] > found[4] > found[2]


def test_a_short_table_has_room_for_each_of_its_cells():
    found = pdf.widths(
        Table("Loads", ("Team", "Caseload"), (("Assessment", "9"),), (1,))
    )
    assert found == [13_000, 11_000]


def test_pdf_is_tagged_accessible_and_takes_no_word_for_code():
    contents = pdf.write(a_document())
    assert contents.startswith(b"%PDF-1.7")
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", b"/Alt", b"/TH"):
        assert mark in contents
    assert pdf.write(a_document()) == contents


def test_a_picture_becomes_pixels_for_files_that_know_no_svg():
    drawn = pdf.png(SVG)
    width, height = (int.from_bytes(drawn[at : at + 4]) for at in (16, 20))
    assert drawn.startswith(b"\x89PNG") and (width, height) == (1400, 467)

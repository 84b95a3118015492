"""The same report is read alike from Word, a web page, markdown and wrapped text."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest

from alongside.reckon.reports.reading import Unread, opening, read, text
from alongside.reckon.reports.reading.word_numbers import W
from alongside.reckon.reports.report import Paragraph, Table

HEADS = ["Team", "Before", "After"]
ROWS = [["Ash", "12", "9"], ["Beech", "7", "8"]]
WORDS = "Support officers joined four teams, and caseloads are told in Table 1."

MARKDOWN = f"""
Date: 8 September 2026

# Support officers

## 1. Purpose

1.1 {WORDS}

Table 1: caseloads

| Team | Before | After |
|---|---:|---:|
| Ash | 12 | 9 |
| Beech | 7 | 8 |

- a first
- a second

## 2. Recommendations

2.1 That the report be noted.
"""

LAID_OUT = f"""
Date: 8 September 2026

                          SUPPORT OFFICERS FOR SOCIAL WORK

1.    PURPOSE

1.1   {WORDS[:40]}
      {WORDS[40:].strip()}

Table 1: caseloads

Team          Before     After
Ash               12         9
Beech              7         8

  - a first
  - a second

2.    RECOMMENDATIONS

2.1   That the report be noted.
"""

PAGE = f"""<!doctype html><html><head><title>Support officers</title>
<script>alert("no")</script></head><body><p>Date: 8 September 2026</p>
<h1>Support officers</h1><h2>1. Purpose</h2><p>1.1 {WORDS}</p>
<table><caption>Table 1: caseloads</caption>
<tr><th>Team<th>Before<th>After</tr><tr><td>Ash<td>12<td>9</tr>
<tr><td>Beech</td><td>7</td><td>8</td></tr></table>
<ul><li>a first</li><li>a second</ul>
<h2>2. Recommendations</h2><p>2.1 That the report be noted.</body></html>"""

NUMBERING = """<w:abstractNum xmlns:w="{w}" w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>""".format(w=W.strip("{}"))


def in_word():
    """The report as Word has it: the numbers are Word's own, and stand in no text."""
    from docx import Document
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn

    file = Document()
    numbering = file.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    numbering.append(
        parse_xml(
            f'<w:num xmlns:w="{W.strip("{}")}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
        )
    )

    def numbered(paragraph, level):
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        for name, value in (("w:ilvl", level), ("w:numId", 90)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            properties.append(child)

    file.add_paragraph("Date: 8 September 2026")
    file.add_paragraph("Support officers", style="Title")
    numbered(file.add_heading("Purpose", 1), 0)
    numbered(file.add_paragraph(WORDS), 1)
    file.add_paragraph("Table 1: caseloads", style="Caption")
    table = file.add_table(rows=3, cols=3)
    for at, row in enumerate([HEADS, *ROWS]):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    for words in ("a first", "a second"):
        file.add_paragraph(words, style="List Bullet")
    numbered(file.add_heading("Recommendations", 1), 0)
    numbered(file.add_paragraph("That the report be noted."), 1)
    contents = BytesIO()
    file.save(contents)
    return contents.getvalue()


@pytest.fixture
def opened(tmp_path):
    def write(contents, name="report"):
        path = tmp_path / name
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return read(path)

    return write


@pytest.mark.parametrize(
    "contents",
    [MARKDOWN, LAID_OUT, PAGE, in_word(), MARKDOWN.encode("utf-16")],
    ids=["markdown", "laid out", "web page", "Word", "UTF-16"],
)
def test_the_same_report_is_read_alike(opened, contents):
    report = opened(contents)
    assert report.meeting == date(2026, 9, 8)
    assert report.title.upper().startswith("SUPPORT OFFICERS")
    told = {
        (part.number, part.text)
        for part in report.parts
        if isinstance(part, Paragraph) and part.number and not part.level
    }
    assert told == {("1.1", WORDS), ("2.1", "That the report be noted.")}
    headings = [
        (part.number, part.text.capitalize())
        for part in report.parts
        if isinstance(part, Paragraph) and part.level and part.number
    ]
    assert headings == [("1", "Purpose"), ("2", "Recommendations")]
    [table] = [part for part in report.parts if isinstance(part, Table)]
    assert table == Table("Table 1: caseloads", [HEADS, *ROWS], 1)
    listed = [
        part.text
        for part in report.parts
        if isinstance(part, Paragraph) and part.text.startswith("•")
    ]
    assert listed == ["• a first", "• a second"]


def test_words_deleted_under_tracking_are_left_out_and_a_letter_is_counted(opened):
    from docx import Document
    from docx.oxml import parse_xml

    file = Document(BytesIO(in_word()))
    paragraph = file.paragraphs[-1]._p
    paragraph.append(
        parse_xml(
            f'<w:del xmlns:w="{W.strip("{}")}"><w:r><w:t> Not this.</w:t></w:r></w:del>'
        )
    )
    paragraph.append(
        parse_xml(
            f'<w:ins xmlns:w="{W.strip("{}")}"><w:r><w:t> But this.</w:t></w:r></w:ins>'
        )
    )
    contents = BytesIO()
    file.save(contents)
    report = opened(contents.getvalue())
    assert report.parts[-1] == Paragraph("2.1", "That the report be noted. But this.")


def test_rows_with_one_space_between_their_figures_are_a_table():
    report = text.read(
        "The table tells how audits went.\n\n"
        "Ash DCPT 0% 37% 63%\nBeech &\nBirch DCPT 8% . 20%\nCedar DCPT 5% 5% 90%\n"
    )
    [table] = [part for part in report.parts if isinstance(part, Table)]
    assert [row[0] for row in table.rows] == [
        "Ash DCPT",
        "Beech & Birch DCPT",
        "Cedar DCPT",
    ]
    assert table.rows[1][1:] == ["8%", ".", "20%"] and table.heads == 0


def zipped(**parts):
    contents = BytesIO()
    with zipfile.ZipFile(contents, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return contents.getvalue()


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"", "empty"),
        (in_word()[:3000], "damaged"),
        (zipped(other="<x/>"), "no Word file"),
        (zipped(word__document="<w:document"), "damaged"),
        (zipped(word__document='<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'), "harm"),
        (zipped(word__document=b" " * 5_000_000), "harm"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "before 2007"),
        (b"\x7fELF\0\0\0\0", "no report"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (b"word " * 1_300_000, "longer"),
    ],
    ids=["empty", "cut short", "another zip", "broken XML", "entities", "bomb", "old", "binary", "PDF", "long"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(opened, contents, says, monkeypatch):
    monkeypatch.setattr(opening, "MAX_INFLATED", 1_000_000)
    with pytest.raises(Unread) as refused:
        opened(contents)
    assert says in str(refused.value) and refused.value.do


def test_a_pdf_is_read_with_its_columns_and_without_what_runs_on_each_page(
    opened, tmp_path
):
    import typst

    page = tmp_path / "report.typ"
    page.write_text(
        "#set page(header: [Larkshire Council], footer: context counter(page).display())\n"
        f"Date: 8 September 2026\n\n== 1. Purpose\n\n1.1 {WORDS}\n\n"
        "#figure(caption: [caseloads], table(columns: 3, [Team], [Before], [After], [Ash], [12],"
        " [9], [Beech], [7], [8]))\n#pagebreak()\n1.2 More.\n#pagebreak()\n1.3 Still more.\n"
    )
    report = opened(typst.compile(str(page)))
    assert report.meeting == date(2026, 9, 8)
    [table] = [part for part in report.parts if isinstance(part, Table)]
    assert table == Table("Table 1: caseloads", [HEADS, *ROWS], 1)
    told = {
        part.number: part.text for part in report.parts if isinstance(part, Paragraph)
    }
    assert (told["1.1"], told["1.3"]) == (WORDS, "Still more.")
    assert "Larkshire" not in " ".join(told.values())

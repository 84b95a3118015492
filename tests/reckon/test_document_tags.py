"""A PDF of ours read by its tags, as a screen reader does: nothing is told by looks alone.

The typesetter refuses what breaks PDF/UA-1; this reads the file itself, so that a change of
the typesetter or of our template that loses a tag is found.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

pytest.importorskip("typst")

from alongside.reckon.documents import (  # noqa: E402
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Reference,
    Table,
    pdf,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><rect width="9" height="3"/></svg>'
REF = re.compile(rb"(\d+) 0 R")


@pytest.fixture(scope="module")
def objects():
    """The objects of a PDF by their numbers."""
    document = Document(
        "A report", "Director", date(2026, 3, 10),
        [
            Heading("First", numbered=True),
            Paragraph(("As ", Reference("costs"), " says."), label="said"),
            Items(("a point",)),
            Items(("one", "two"), "letters"),
            Heading("Below", 2),
            Table("Costs", ("Post", "Cost"), (("Senior", "£5"), ("Other", "")), (1,), "costs"),
            Picture("Drawn", SVG, "A black bar", "drawn"),
            Heading("Second", numbered=True),
            Paragraph(("See ", Reference("said"), ".")),
        ],
        above=("Report to Committee",),
    )  # fmt: skip
    found = re.findall(rb"(\d+) 0 obj\s(.*?)endobj", pdf.write(document), re.S)
    return {int(number): told for number, told in found}


def catalog(objects) -> bytes:
    (found,) = [told for told in objects.values() if b"/Type/Catalog" in told]
    return found


def tree(objects):
    """Yield each tag in the order it is read, with how deep it lies, and what is told of it."""
    root = int(re.search(rb"/StructTreeRoot (\d+) 0 R", catalog(objects))[1])

    def below(number, deep):
        told = objects[number]
        if kind := re.search(rb"/S/(\w+)", told):
            yield deep, kind[1].decode(), told
        children = re.search(rb"/K\s?(\[.*?\](?=/|>>)|\d+ 0 R)", told, re.S)
        for child in REF.findall(
            re.sub(rb"<<.*?>>", b"", children[1] if children else b"")
        ):
            yield from below(int(child), deep + 1)

    return list(below(root, 0))


def tagged(objects, kind) -> list[bytes]:
    return [told for _, each, told in tree(objects) if each == kind]


def test_it_says_its_title_its_language_and_that_it_is_tagged(objects):
    told = catalog(objects)
    assert b"/Lang(en-GB)" in told and b"/Marked true" in told
    assert b"/DisplayDocTitle true" in told
    packets = b"".join(objects.values())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packets
    assert re.search(rb"<dc:title>.*A report.*</dc:title>", packets, re.S)


def test_headings_are_tagged_and_skip_no_level(objects):
    levels = [
        int(kind[1]) for _, kind, _ in tree(objects) if re.fullmatch(r"H\d", kind)
    ]
    assert levels == [1, 2, 1]
    assert all(
        after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)
    )
    assert len(tagged(objects, "Title")) == 1


def test_a_table_has_its_caption_its_rows_and_heads_with_their_scope(objects):
    kinds = [kind for _, kind, _ in tree(objects)]
    assert kinds.count("Table") == 1 and kinds.count("TR") == 3
    heads = tagged(objects, "TH")
    assert len(heads) == 2 and all(b"/Scope/Column" in told for told in heads)
    assert kinds.count("TD") == 4 and kinds.count("Caption") == 2


def test_every_picture_has_its_words(objects):
    (figure,) = tagged(objects, "Figure")
    assert b"/Alt(A black bar)" in figure


def test_lists_are_lists_and_numbered_paragraphs_are_paragraphs(objects):
    kinds = [kind for _, kind, _ in tree(objects)]
    assert kinds.count("L") == 2 and kinds.count("LI") == kinds.count("LBody") == 3
    assert kinds.count("P") >= 3


def test_pointers_are_links(objects):
    assert len(tagged(objects, "Link")) == 2
    links = [told for told in objects.values() if b"/Subtype/Link" in told]
    assert len(links) == 2 and all(b"/Contents" in told for told in links)


def test_every_page_is_read_in_the_order_of_its_tags(objects):
    pages = [
        told for told in objects.values() if re.search(rb"/Type/Page\b(?!s)", told)
    ]
    assert pages and all(b"/StructParents" in told for told in pages)
    assert all(b"/Tabs/S" in told for told in pages)

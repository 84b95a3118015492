"""Files that are not read: each is a sentence, never an exception, and leaves nothing."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from workbooks import LIIA, ofsted, row, said, save

from alongside.reckon.intake import extent, gate, read

_CELL = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path) -> str:
    """What a file is refused for; it must leave no lists and no records."""
    reading = read(path)
    assert reading.refused
    assert (reading.format, reading.lists, reading.records.rows) == ("unknown", [], {})
    (finding,) = (each for each in reading.findings if each.kind == "refused")
    assert finding.do.endswith(".")
    return finding.what


def altered(source: Path, to: Path, changes: dict[str, bytes]) -> Path:
    """A copy of a zip with some of its parts replaced or added."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.pop(name, None) or old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return to


PLAIN = [
    (b"", "empty"),
    (b"  \r\n ", "empty"),
    (b"hello there", "plain text, and not a table"),
    (b"hello, there\nyou, too\n", "Nothing in it was recognised"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<p>Log in", "web page"),
    (b"%PDF-1.7 and then only text\n", "This is a PDF"),
    (b"%PDF-1.4\n\0\0", "This is a PDF"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "not a workbook"),
    (b"PK\x03\x04 and no more", "damaged"),
    (_OLE + b"\0" * 4096, "damaged, or not a workbook"),
    (_OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "password"),
]


@pytest.mark.parametrize(("content", "why"), PLAIN)
def test_what_is_no_workbook_is_refused(tmp_path, content, why):
    path = tmp_path / "annex.xlsx"
    path.write_bytes(content)
    assert why in refusal(path)
    assert len(read(path).findings) == 1, "One clear sentence, and nothing beside it."


def test_a_zip_with_a_workbook_in_it_says_to_take_it_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "annex.zip", "w") as file:
        file.write(LIIA, "Annex A.xlsx")
    assert refusal(tmp_path / "annex.zip").startswith("The zip holds a workbook")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "cannot be opened" in refusal(tmp_path / "none.xlsx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_cut_short_is_refused(tmp_path, share):
    path = tmp_path / "cut.xlsx"
    content = LIIA.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("spoilt", [b"UTF-9", b"UTF-16", b"utf-32"])
def test_an_unknown_encoding_is_refused(tmp_path, spoilt):
    part = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(LIIA) as archive:
        body = archive.read(part).replace(b"UTF-8", spoilt)
    assert "damaged" in refusal(altered(LIIA, tmp_path / "a.xlsx", {part: body}))


def test_the_wrong_workbook_is_refused(tmp_path):
    path = save(
        tmp_path / "money.xlsx", {"Budget": [["Cost centre", "Amount"], ["A", 1]]}
    )
    assert "Nothing in it was recognised" in refusal(path)


@pytest.mark.parametrize("name", ["xl/workbook.bin", "mimetype"])
def test_other_kinds_of_workbook_are_refused(tmp_path, name):
    path = tmp_path / "book.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    assert "not read" in refusal(path)


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "MAX_BYTES", 20_000)
    path = tmp_path / "big.xlsx"
    path.write_bytes(LIIA.read_bytes())
    assert refusal(path).startswith("The file is 0 MB; at most 0 MB")


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path):
    path = altered(LIIA, tmp_path / "a.xlsx", {"xl/media/a.bin": b"\0" * 30_000_000})
    assert "packed beyond what is safe" in refusal(path)


def test_a_zip_that_declares_too_much_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "MAX_INFLATED", 10_000)
    path = tmp_path / "a.xlsx"
    path.write_bytes(LIIA.read_bytes())
    assert "packed beyond what is safe" in refusal(path)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path):
    """The directory says 10 bytes, with a checksum to match; the part inflates to 50,000."""
    path, lie = tmp_path / "a.zip", b"a,b\n1,2\n" + b"x" * 2
    truth = lie + b"y" * 50_000
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(truth) + packed.flush()
    name, crc = b"ssd_person.csv", zlib.crc32(lie)
    sizes = struct.pack("<III", crc, len(body), len(lie))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<HH", len(name), 0) + name + body
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    central += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0
    )
    path.write_bytes(local + central + end)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("ssd_person.csv") == lie  # Python itself is deceived
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("where", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entities_are_refused(tmp_path, where):
    with zipfile.ZipFile(LIIA) as archive:
        body = archive.read(where)
    head, _, rest = body.partition(b"?>")
    trick = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    path = altered(LIIA, tmp_path / "a.xlsx", {where: head + b"?>" + trick + rest})
    assert "document type declarations" in refusal(path)


def one_sheet(tmp_path: Path, cells: str) -> Path:
    """A workbook of which List 2 holds the given cells, as XML."""
    source = ofsted(tmp_path / "b.xlsx", {1: [row(1)], 2: [row(2)]})
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    changes = {"xl/worksheets/sheet2.xml": sheet.encode()}
    return altered(source, tmp_path / "a.xlsx", changes)


FAR = [
    f'<row r="1">{_CELL}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    f'<row r="1">{_CELL}<c r="XFD1048576"><v>1</v></c></row>',
]


@pytest.mark.parametrize("cells", FAR)
def test_a_cell_in_the_last_corner_does_not_take_all_memory(tmp_path, cells):
    """Laid out in full it would be 17,000 million cells; the other list is still read."""
    reading = read(one_sheet(tmp_path, cells))
    assert [each.sheet for each in reading.lists] == ["List_1"]
    assert "laid out over 1,048,576 rows" in said(reading, "left out")[0]


def test_a_long_text_repeated_is_weighed_before_it_is_copied(monkeypatch):
    monkeypatch.setattr(extent, "MAX_TEXT", 1_000)
    shared = extent.lengths(
        b"<sst><si><t>" + b"x" * 400 + b"</t></si><si><t>a</t></si></sst>"
    )
    cell = '<c r="A{}" t="s"><v>{}</v></c>'
    light = "".join(cell.format(n, 1) for n in range(1, 9)).encode()
    extent.check(light, shared)
    heavy = "".join(cell.format(n, 0) for n in range(1, 9)).encode()
    with pytest.raises(gate.Refused, match="repeats long texts"):
        extent.check(heavy, shared)


def test_one_spoilt_sheet_does_not_spoil_the_others(tmp_path):
    reading = read(one_sheet(tmp_path, "<row r='1'><c r='A1'><v>"))
    assert [each.sheet for each in reading.lists] == ["List_1"]


def test_reading_writes_nothing(tmp_path):
    path = ofsted(tmp_path / "a.xlsx", {1: [row(1)]})
    before = sorted(tmp_path.iterdir()), path.read_bytes()
    read(path)
    assert (sorted(tmp_path.iterdir()), path.read_bytes()) == before


def test_a_large_file_of_padding_is_read(tmp_path):
    """Two hundred megabytes of pictures do not keep a small list from being read."""
    noise = zlib.compress(bytes(range(256)) * 10)[:2_000] * 1_000
    path = tmp_path / "a.xlsx"
    source = ofsted(tmp_path / "b.xlsx", {1: [row(1)]})
    path.write_bytes(source.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        for n in range(20):
            archive.writestr(f"xl/media/{n}.png", noise)
    assert [each.rows for each in read(path).lists] == [1]

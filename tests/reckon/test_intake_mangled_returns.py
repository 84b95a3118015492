"""Mangled copies of returns, old workbooks and reports: no crash, every row accounted for."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_intake_mangled import TYPED, holds_anything
from workbooks import DATA, LIIA

from alongside.reckon.intake import read
from alongside.reckon.intake.layouts import book_of, layouts
from alongside.reckon.intake.reports import load, look, preview, propose, read_with

HERE = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WHOLE = [
    DATA / "annex_a_lists_3_and_4.xls",
    DATA / "annex_a_lists_3_and_4.ods",
    DATA / "CIN_Census_2026.xml",
    DATA / "csww_2022.xml",
    DATA / "ssda903.zip",
]


def accounted_for(reading) -> None:
    """What must be true of any reading whatever the file held."""
    assert reading.refused or reading.lists
    for told in reading.lists:
        assert told.rows == told.kept + told.left_out
    for finding in reading.findings:
        assert finding.what.strip() and finding.do.strip()
    if reading.refused:
        assert reading.records.rows == {} and reading.lists == []
    for table, made in reading.records.rows.items():
        keys = [next(iter(row.values())) for row in made]
        assert len(keys) == len(set(keys)), table


@HERE
@given(data=st.data())
@pytest.mark.parametrize("whole", WHOLE, ids=lambda path: path.name)
def test_spoiled_bytes_of_any_export_never_crash(tmp_path: Path, whole, data):
    content = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    path = tmp_path / "export"
    path.write_bytes(content)
    accounted_for(read(path))


@cache
def files_of_the_903():
    """The first forty lines of each file of the sample, as cells."""
    found = {}
    with zipfile.ZipFile(DATA / "ssda903.zip") as packed:
        for name in packed.namelist():
            text = packed.read(name).decode("utf-8-sig")
            found[name] = list(csv.reader(io.StringIO(text)))[:40]
    return found


@st.composite
def spoiled_rows(draw, rows):
    rows = [list(row) for row in rows]
    for _ in range(draw(st.integers(0, 6))):
        row = rows[draw(st.integers(1, len(rows) - 1)) if len(rows) > 1 else 0]
        row[draw(st.integers(0, len(row) - 1))] = str(draw(TYPED))
    change = draw(
        st.sampled_from(["doubled", "shuffled", "cut", "short", "left", "none"])
    )
    if change == "doubled":
        rows += rows
    elif change == "shuffled":
        rows[1:] = draw(st.permutations(rows[1:]))
    elif change == "cut":
        rows = rows[: draw(st.integers(1, len(rows)))]
    elif change == "short":
        rows[1:] = [row[: draw(st.integers(0, len(row)))] for row in rows[1:]]
    elif change == "left":
        rows[1:] = [row[1:] for row in rows[1:]]
    return rows


@HERE
@given(st.data(), st.sampled_from([",", ";", "\t", "|"]))
def test_every_row_of_a_mangled_903_is_accounted_for(tmp_path: Path, data, separator):
    name = data.draw(st.sampled_from(sorted(files_of_the_903())))
    rows = data.draw(spoiled_rows(files_of_the_903()[name]))
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    reading = read(path)
    accounted_for(reading)
    if not reading.refused:
        (told,) = reading.lists
        assert (reading.format, told.header_row) == ("ssda903", 1)
        assert told.rows == sum(map(holds_anything, rows[1:]))


@HERE
@given(st.data())
def test_every_element_of_a_mangled_census_is_accounted_for(tmp_path: Path, data):
    """What stands where the schema has it is counted here a second way."""
    root = ElementTree.parse(DATA / "CIN_Census_2026.xml").getroot()
    children = root.find("Children")
    assert children is not None
    for _ in range(data.draw(st.integers(1, 5))):
        _spoil(data, [each for each in children.iter() if len(each)] or [children])
    path = tmp_path / "export.xml"
    ElementTree.ElementTree(root).write(path, encoding="utf-8")
    reading = read(path)
    accounted_for(reading)
    told = {each.name: each.rows for each in reading.lists}
    if reading.refused:
        assert not any(each.tag.lower() == "child" for each in children)
        return
    there = Counter(title for title, _ in _rows_in(root))
    blank = Counter(title for title, holds in _rows_in(root) if not holds)
    # Of a child of whom nothing is said there is no row, but of what is theirs there is.
    assert told.pop("Children") <= there.pop("Children")
    for name in told.keys() | there.keys():  # an element that holds nothing is no row
        assert there[name] - blank[name] <= told.get(name, 0) <= there[name], name


def _rows_in(element, path=()):
    """Yield the title of each list that an element, where it stands, is a row of, and
    whether there is any text in it."""
    wraps = {each.lower() for each in book_of("cin_census")["wraps"]}
    known = {
        tuple(at.lower().split("/")): layout.title
        for layout in layouts("cin_census").values()
        for at in layout.at
    }
    for part in element:
        name = part.tag.lower()
        here = (*path, name)
        if here in known:
            yield (
                known[here],
                bool("".join(part.itertext()).replace("\u200b", "").strip()),
            )
            yield from _rows_in(part, here)
        elif name in wraps and path:
            yield from _rows_in(part, path)
        elif not path and name == "children":
            yield from _rows_in(part)


def _spoil(data, parents) -> None:
    parent = data.draw(st.sampled_from(parents))
    if not len(parent):
        return
    part = data.draw(st.sampled_from(list(parent)))
    change = data.draw(
        st.sampled_from(["gone", "doubled", "renamed", "retyped", "moved", "emptied"])
    )
    if change == "gone":
        parent.remove(part)
    elif change == "doubled":
        parent.append(part)
    elif change == "renamed":
        part.tag = data.draw(st.sampled_from(["Foo", part.tag.upper(), part.tag + "s"]))
    elif change == "retyped":
        part.text = str(data.draw(TYPED)).replace("\x00", "")
    elif change == "moved":
        data.draw(
            st.sampled_from([each for each in parents if each is not part])
        ).append(ElementTree.Element(part.tag))
    else:
        part.clear()


@HERE
@given(st.data())
def test_merged_cells_lose_no_row(tmp_path: Path, data):
    book = openpyxl.load_workbook(LIIA, data_only=True)
    name = data.draw(
        st.sampled_from([each for each in book.sheetnames if "List" in each])
    )
    for each in book.sheetnames:
        if each != name:
            del book[each]
    sheet = book[name]
    for _ in range(data.draw(st.integers(1, 3))):
        top = data.draw(st.integers(2, sheet.max_row))
        left = data.draw(st.integers(1, sheet.max_column))
        down = data.draw(st.integers(top, sheet.max_row))
        right = data.draw(st.integers(left, min(left + 4, sheet.max_column)))
        sheet.merge_cells(
            start_row=top, end_row=down, start_column=left, end_column=right
        )
    path = tmp_path / "merged.xlsx"
    book.save(path)
    present = sum(
        holds_anything(row) for row in sheet.iter_rows(min_row=2, values_only=True)
    )
    reading = read(path)
    accounted_for(reading)
    assert [told.rows for told in reading.lists] == [present] or reading.refused


MINE = {
    "name": "Mine", "headers": ["Child ID", "Date of referral", "Note"], "columns": [
        {"header": "Child ID", "to": "child"},
        {"header": "Date of referral", "to": "ssd_cin_episodes.cine_referral_date",
         "date": "dd/mm/yyyy"},
        {"header": "Note", "to": "ssd_cin_episodes.cine_referral_nfa"}],
}  # fmt: skip
CELLS = st.one_of(TYPED, st.sampled_from(["27/03/2026", "28/03/2026", "Y"]))


@HERE
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.sampled_from(",;\t|"))
def test_any_report_at_all_is_looked_at_and_read(tmp_path: Path, rows, separator):
    """Whatever is found in it is read again by the layout that is made of it."""
    path = tmp_path / "report.csv"
    top = ["Child ID", "Date of referral", "Note"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows([["A title"], top, *rows])
    (seen, *_) = tables = [
        each for each in look(path) if each.headers == tuple(top)
    ] or [None]
    made = load(MINE)
    reading = read_with(path, made)
    accounted_for(reading)
    assert reading.refused == (seen is None)
    if seen:
        assert sum(told.rows for told in reading.lists) == sum(
            each.rows for each in tables
        )
        assert len(preview(seen, made).cells) <= 5
        propose(seen)


@HERE
@given(
    st.binary(max_size=300), st.sampled_from([b"<a>", b"<Message><Child>", b"\xff\xfe"])
)
def test_any_bytes_after_the_start_of_a_return_are_refused(
    tmp_path: Path, content, start
):
    path = tmp_path / "export"
    path.write_bytes(start + content)
    accounted_for(read(path))

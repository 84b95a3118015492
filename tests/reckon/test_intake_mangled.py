"""Mangled copies of the public workbook: no crash, and every row accounted for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import LIIA, save

from alongside.reckon.intake import read
from alongside.reckon.intake.layouts import HEADER_IN_FIRST

SLOW = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@cache
def sheets():
    """The cells of the sample, formulas aside, by sheet."""
    book = openpyxl.load_workbook(LIIA, data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


TYPED = st.sampled_from(
    ["", " ", "x", "31/02/2026", "#N/A", "None", -1, 0, 3.5, 44000, 1e18, True, "=1+1"]
    + ["27/03/26", "2020-01-01", "a) Yes", "N1", "\xa0", "9" * 400, "Ā\u200b"]
)


@st.composite
def mangled(draw):
    """The sample with one or more cells, rows or headers spoiled, moved, lost or doubled."""
    name = draw(st.sampled_from(sorted(sheets())))
    rows = [list(row) for row in sheets()[name]]
    for _ in range(draw(st.integers(1, 6))):
        row = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, max(len(rows[row]) - 1, 0)))
        if rows[row]:
            rows[row][column] = draw(TYPED)
    change = draw(
        st.sampled_from(["down", "right", "left", "doubled", "shuffled", "cut", "none"])
    )
    if change == "down":
        rows = [[]] * draw(st.integers(1, 12)) + rows
    elif change == "right":
        rows = [[None, *row] for row in rows]
    elif change == "left":
        rows = [rows[0], *([*row[1:]] for row in rows[1:])]
    elif change == "doubled":
        rows = rows + rows
    elif change == "shuffled":
        rows = draw(st.permutations(rows))
    elif change == "cut":
        rows = [row[: draw(st.integers(0, len(row)))] for row in rows]
    return name, rows


def holds_anything(row) -> bool:
    return any(
        cell is not None and str(cell).replace("\u200b", "").strip() for cell in row
    )


@SLOW
@given(mangled())
def test_every_row_present_is_kept_or_left_out(tmp_path: Path, spoiled):
    name, rows = spoiled
    reading = read(save(tmp_path / "a.xlsx", {name: rows}))
    for told in reading.lists:
        assert told.rows == told.kept + told.left_out
        present = [row for row in rows[told.header_row :] if holds_anything(row)]
        assert told.rows == len(present)
        assert 1 <= told.header_row <= HEADER_IN_FIRST + 12
    if not reading.lists:
        assert reading.refused
    for finding in reading.findings:
        assert finding.what.strip() and finding.do.strip()
        assert finding.row is None or 1 <= finding.row <= len(rows)
    for table, made in reading.records.rows.items():
        keys = [next(iter(row.values())) for row in made]
        assert len(keys) == len(set(keys)), table


@SLOW
@given(data=st.data())
def test_spoiled_bytes_never_crash(tmp_path: Path, data):
    content = bytearray(LIIA.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    reading = read(path)
    assert reading.refused or reading.lists


@SLOW
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"a,b\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    ),
)
def test_any_bytes_at_all_are_read_or_refused(tmp_path: Path, content, start):
    path = tmp_path / "a.csv"
    path.write_bytes(start + content)
    assert read(path).refused


@SLOW
@given(st.lists(st.lists(TYPED, max_size=9), max_size=9), st.booleans())
def test_any_table_is_accounted_for(tmp_path: Path, rows, header):
    top = (
        ["cont_contact_id", "cont_person_id", "cont_contact_date"] if header else ["x"]
    )
    lines = [",".join(str(cell) for cell in row) for row in [top, *rows]]
    path = tmp_path / "ssd_contacts.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    (told,) = read(path).lists
    assert told.rows == told.kept + told.left_out
    assert told.rows == sum(
        bool(line.replace(",", "").replace("\u200b", "").strip()) for line in lines[1:]
    )


@pytest.mark.parametrize("name", [f"List {n}" for n in range(1, 12)])
def test_a_sheet_moved_down_and_right_reads_the_same(tmp_path, name):
    rows = sheets()[name]
    plain = read(save(tmp_path / "a.xlsx", {name: rows}))
    moved = read(
        save(tmp_path / "b.xlsx", {name: [[], [], *([None, *row] for row in rows)]})
    )
    assert moved.records.rows == plain.records.rows
    assert [told.header_row for told in moved.lists] == [3]
    rows_told = [(f.row, f.kind, f.what) for f in plain.findings if f.row]
    assert [(f.row - 2, f.kind, f.what) for f in moved.findings if f.row] == rows_told

"""The findings workbook: every finding, and the rows concerned with their cells marked."""

from __future__ import annotations

import json
import time
from datetime import date

import openpyxl
import pytest
from workbooks import DATA, ofsted, row

from alongside.reckon.cli import main
from alongside.reckon.intake import read
from alongside.reckon.intake.findings import ALL, Finding
from alongside.reckon.intake.marked import marked_workbook

CONTACT = "Date of Contact"


@pytest.fixture
def export(tmp_path):
    """Three contacts: one on no day, one in order, one on another no day."""
    rows = [
        row(1, Child="7", Date_of_Contact="the 3rd"),
        row(1, Child="8", Date_of_Contact=date(2026, 3, 2)),
        row(1, Child="9", Date_of_Contact="a Monday"),
    ]
    return ofsted(tmp_path / "export.xlsx", {1: rows})


def opened(path, tmp_path, **more):
    reading = read(path, as_at=date(2026, 3, 9), each=ALL)
    headers = [(part.sheet, part.header_row) for part in reading.lists]
    made = tmp_path / "made.xlsx"
    made.write_bytes(
        marked_workbook(path, reading.findings, headers, ["Said first."], **more)
    )
    return reading, openpyxl.load_workbook(made)


def test_all_findings_stand_on_the_first_sheet(export, tmp_path):
    reading, book = opened(export, tmp_path)
    sheet = book["Findings"]
    assert sheet["A1"].value == "Said first."
    assert [cell.value for cell in sheet[2]][:7] == [
        "Number", "Kind", "Sheet or file", "Row", "Column", "Child", "What",
    ]  # fmt: skip
    told = [[cell.value or "" for cell in line] for line in sheet.iter_rows(min_row=3)]
    assert told == [
        [n, f.kind, f.sheet or "", f.row or "", f.column or "", f.child or "", f.what,
         f.do, f.weight or ""]
        for n, f in enumerate(reading.findings, 1)
    ]  # fmt: skip
    assert any(line[5] == "7" for line in told)


def test_a_cell_is_marked_by_fill_note_and_words_and_its_row_is_as_it_stood(
    export, tmp_path
):
    _, book = opened(export, tmp_path)
    sheet = book["List_1"]
    names = [cell.value for cell in sheet[1]]
    at = names.index(CONTACT)
    assert names[:2] == ["Row in the export", "What was found"]
    first = sheet[2]
    assert first[names.index("Child Unique ID")].value == "7"
    assert first[at].value == "the 3rd"
    assert first[at].fill.fgColor.rgb == "00FFE08A"
    words = "'the 3rd' is not a date; it was left blank."
    assert words in first[at].comment.text
    assert f"F: {CONTACT}: {words}" in first[1].value.splitlines()
    unmarked = [cell for cell in first if cell.comment is None]
    assert {cell.fill.fill_type for cell in unmarked} == {None}
    assert {line[0].value for line in sheet.iter_rows(min_row=2)} == {3, 5}, (
        "Rows 3 and 5 of the export have a finding, and row 4 has none."
    )


def test_no_cell_is_a_formula(tmp_path):
    table = tmp_path / "ssd_s47_enquiry.csv"
    table.write_text(
        "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,=1+1\n"
        "=cmd|' /c calc'!A0,A,=2+5,x\n"
    )
    _, book = opened(table, tmp_path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert "f" not in {cell.data_type for cell in cells}
    assert {"=cmd|' /c calc'!A0", "=2+5", "=1+1"} <= {cell.value for cell in cells}


def test_a_row_that_may_not_be_shown_is_not(export, tmp_path):
    _, book = opened(export, tmp_path, may_show=lambda finding: finding.child == "9")
    ids = {cell.value for cell in book["List_1"]["C"]}
    assert "9" in ids and "7" not in ids


def test_what_stands_in_the_cell_is_told_to_the_finding(export):
    found = read(export, as_at=date(2026, 3, 9)).findings
    held = {f.child: f.held for f in found if f.column and CONTACT in f.column}
    assert held == {"7": "the 3rd", "9": "a Monday"}


def test_a_csv_and_an_xml_have_their_rows_too(tmp_path):
    table = tmp_path / "ssd_s47_enquiry.csv"
    table.write_text(
        "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date\n"
        "E1,A,2026-03-02,2026-03-01\n"
    )
    _, book = opened(table, tmp_path)
    assert [cell.value for cell in book["ssd_s47_enquiry.csv"][2]][2:] == [
        "E1", "A", "2026-03-02", "2026-03-01",
    ]  # fmt: skip
    census = tmp_path / "census.xml"
    census.write_text(
        "<Message>\n<Children>\n<Child>\n<ChildIdentifiers>\n<LAchildID>77</LAchildID>\n"
        "<PersonBirthDate>soon</PersonBirthDate>\n</ChildIdentifiers>\n"
        "<CINdetails>\n<CINreferralDate>2026-01-05</CINreferralDate>\n</CINdetails>\n"
        "</Child>\n</Children>\n</Message>\n"
    )
    reading, book = opened(census, tmp_path)
    about = next(f for f in reading.findings if f.row and "PersonBirthDate" in f.column)
    sheet = book[about.sheet[:31]]
    names = [cell.value for cell in sheet[1]]
    at = names.index("PersonBirthDate")
    assert (sheet[2][0].value, sheet[2][at].value) == (about.row, "soon")
    assert sheet[2][at].comment and about.held == "soon"


def test_five_thousand_findings_are_written_in_seconds(tmp_path):
    rows = [row(1, Child=str(n), Date_of_Contact="soon") for n in range(2_500)]
    path = ofsted(tmp_path / "export.xlsx", {1: rows})
    reading = read(path, each=ALL)
    assert sum(f.row is not None for f in reading.findings) == 5_000, "two a row"
    began = time.process_time()
    marked_workbook(path, reading.findings, [("List_1", 2)], [])
    assert time.process_time() - began < 15, (
        "It takes about two seconds of one processor."
    )


def test_a_list_of_a_name_that_excel_does_not_take(tmp_path):
    table = tmp_path / "a list: of [contacts] with a very long name indeed.csv"
    table.write_text("Child Unique ID,Date of Contact\n7,soon\n")
    finding = Finding(
        "x", table.name, 2, "B: Date of Contact", "No day.", "", "left out"
    )
    contents = marked_workbook(table, [finding], [(table.name, 1)], [])
    (tmp_path / "made.xlsx").write_bytes(contents)
    names = openpyxl.load_workbook(tmp_path / "made.xlsx").sheetnames
    assert names == ["Findings", "a list  of  contacts  with a ve"]


def test_an_analyst_has_it_from_the_command_line(export, tmp_path, capsys):
    made = tmp_path / "made.xlsx"
    asked = ["read", str(export), "--as-at", "2026-03-09", "--workbook", str(made)]
    assert main([*asked, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    sheet = openpyxl.load_workbook(made)["Findings"]
    assert sheet.max_row - 2 == len(told["findings"]) > 2
    weights = [line[8].value for line in sheet.iter_rows(min_row=3)]
    assert weights == [f["weight"] for f in told["findings"]]


def test_the_command_writes_over_no_export_and_takes_one(export, capsys):
    assert main(["read", str(export), "--workbook", str(export)]) == 2
    assert "is the export itself" in capsys.readouterr().err
    two = [str(export), str(DATA / "ofsted_2019-08_2015-01-sample.xlsx")]
    assert main(["read", *two, "--workbook", "x.xlsx"]) == 2
    assert "Name one file" in capsys.readouterr().err

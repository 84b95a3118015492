"""Cells into values: each way of writing, and each way of writing it wrongly."""

from __future__ import annotations

import csv
from datetime import date, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import BORN, ofsted, row, said

from alongside.reckon.intake import read
from alongside.reckon.intake.codes import _all_codes, _plain, code_list
from alongside.reckon.intake.values import as_date, as_flag, as_id, as_name, tidy

SEVERAL = (
    files("alongside.reckon.reference")
    .joinpath("wordings_of_several.csv")
    .read_text("utf-8")
)
DATES = [
    (date(2026, 3, 27), date(2026, 3, 27)),
    (datetime(2026, 3, 27), date(2026, 3, 27)),
    ("27/03/2026", date(2026, 3, 27)),
    ("7/3/2026", date(2026, 3, 7)),
    ("2010-01-02", date(2010, 1, 2)),  # pandas with the day first says 1 February
    ("16/09/2020 00:00:00", date(2020, 9, 16)),
    ("2024-01-02T00:00:00", date(2024, 1, 2)),
    ("2024-01-02 00:00:00.000", date(2024, 1, 2)),
    ("\xa027/03/2026 ", date(2026, 3, 27)),
    ("", None),
    ("NULL", None),
    ("1900-01-01", None),  # what some systems write for no end date
]


@pytest.mark.parametrize(("cell", "day"), DATES)
def test_a_date_is_read_without_a_word(cell, day):
    assert as_date(cell) == (day, None)


NOTED = [
    (43831, date(2020, 1, 1), "serial"),
    (43831.75, date(2020, 1, 1), "serial"),
    (datetime(2026, 3, 27, 14, 30), date(2026, 3, 27), "time"),
    ("27/03/2026 14:30", date(2026, 3, 27), "time"),
    ("May be 8 Jan 2000", date(2000, 1, 8), "approximate"),
]


@pytest.mark.parametrize(("cell", "day", "alike"), NOTED)
def test_a_date_is_read_and_something_said(cell, day, alike):
    value, problem = as_date(cell)
    assert value == day
    assert (problem.kind, problem.alike) == ("note", alike)


NO_DATES = [
    ("31/02/2026", "no such day"),
    ("2026-13-01", "no such day"),
    ("27/03/26", "two-digit year"),
    ("27-03-26", "two-digit year"),
    ("soon", "not a date"),
    ("27.03.2026", "not a date"),
    ("03/2026", "not a date"),
    (True, "not a date"),
    (20260327, "not a date"),
    (9_999, "not a date"),
    (60_001, "not a date"),
    ("01/01/2126", "after 2099"),
    ("#N/A", "error value"),
]


@pytest.mark.parametrize(("cell", "alike"), NO_DATES)
def test_what_is_no_date_is_left_blank_and_said(cell, alike):
    value, problem = as_date(cell)
    assert value is None
    assert problem.alike == alike
    assert problem.kind == "left out"


@given(st.dates(date(1927, 5, 18), date(2064, 4, 8)))
def test_every_way_of_writing_a_day_gives_that_day(day):
    serial = (day - date(1899, 12, 30)).days
    ways = (day, str(day), f"{day:%d/%m/%Y}", serial, f"{day.day} {day:%b %Y}")
    assert {as_date(way)[0] for way in ways} == {day}


IDS = [("00123", "00123"), (123.0, "123"), (123, "123"), ("A\xa01", "A 1"), ("", None)]


@pytest.mark.parametrize(("cell", "text"), IDS)
def test_an_identifier_is_text_with_its_zeros(cell, text):
    assert as_id(cell) == (text, None)


def test_a_number_too_long_for_a_spreadsheet_is_suspicious():
    value, problem = as_id(1234567890123456.0)
    assert value == "1234567890123456"
    assert problem.kind == "suspicious"


def test_nobody_is_nobody():
    assert [as_name(cell)[0] for cell in ("-1", "NULL", "Unallocated", "")] == [
        None
    ] * 4
    assert as_name("Dustin\xa0 Hazlett") == ("Dustin Hazlett", None)


FLAGS = [
    ("Y", "a) Yes", "yes", "Y", "1 - Yes", "a. Yes", True, 1.0, "NFA", "a) YES"),
    ("N", "b) No", "no", "N", "0 - No", "b. No", False, 0.0, "FA"),
    (None, "c) Unknown", "Unknown", ""),
]


@pytest.mark.parametrize("flags", FLAGS, ids=["yes", "no", "not known"])
def test_yes_no_and_not_known(flags):
    meant, *cells = flags
    assert [as_flag(cell) for cell in cells] == [(meant, None)] * len(cells)


def test_neither_yes_nor_no_is_said():
    value, problem = as_flag("CS Assessment Updated")
    assert (value, problem.alike) == (None, "not yes or no")


CODES = [
    ("ethnicity", "s) NOBT", "NOBT"),
    ("ethnicity", "s) REFU", "REFU"),  # the same letter as NOBT in Ofsted's list
    ("ethnicity", "White British", "WBRI"),
    ("sex", "b) Female", "F"),
    ("sex", "M", "M"),
    ("sex", 1.0, "M"),
    ("sex", "c) Not stated/recorded", "U"),
    ("sex", "d) Neither", "I"),
    ("source", "e) 2A: Schools", "2A"),
    ("source", "q) 6: Police", "6"),
    ("source", "6 Police", "6"),
    ("source", 6.0, "6"),
    ("source", "u) 10: Unknown", "10"),
    ("source", "School", "2A"),
    ("need", "N1 - Abuse or Neglect", "N1"),
    ("need", "Family dysfunction", "N5"),
    ("closure", "(RC7) Services ceased", "RC7"),
    ("legal", "E1: Placement order", "E1"),
    ("legal", "C2 - Full care order", "C2"),
    ("ceased", "k) E47: Special Guardianship Orders - relative/friend", "E47"),
    ("ceased", "e) E4A: Returned home", "E4A"),
    ("placement", "zz) T4: Temporary, not covered by codes T1 to T3", "T4"),
    ("provider", "e) PR4 - Private provision", "PR4"),
    ("provider", "PR4: Private provision", "PR4"),
    ("abuse", "Physical abuse", "PHY"),
    ("abuse", "e) Multiple/not recommended", "MUL"),
    ("permanence", "f) Long-term fostering", "P6"),
    ("accommodation", "B: Parents/relatives", "B"),
    ("accommodation", "(Z) With former foster carer", "Z"),
    ("accommodation", "W Bed and breakfast", "W"),
    ("suitability", "a) Suitable", "1"),
    ("suitability", "2 - Unsuitable", "2"),
    ("in_touch", "a) Yes", "YES"),
    ("in_touch", "f) Rhom", "RHOM"),
    ("activity", "F1: Full time in higher education", "F1"),
    ("reversed", "RD2: Court did not make a placement order", "RD2"),
    ("need", "Abuse or Neglect - Emotional Abuse", "N1"),  # as councils have sent it
    ("source", "Court / probation", "7"),
    ("left", "1 - Adopter withdrew from process", "1"),
]


@pytest.mark.parametrize(("name", "cell", "code"), CODES)
def test_a_code_is_read_by_its_dfe_code_or_its_wording(name, cell, code):
    assert code_list(name).read(cell) == (code, None)


NO_CODES = [
    ("ethnicity", "s)"),  # a bare letter, which two codes share
    ("sex", "a)"),
    ("need", "PSRMEM - Support with memory and cognition"),
    ("accommodation", "B and B hotel"),
]


@pytest.mark.parametrize(("name", "cell"), NO_CODES)
def test_what_is_no_code_is_left_blank_and_said(name, cell):
    value, problem = code_list(name).read(cell)
    assert value is None
    assert problem.alike == "not a code"


def test_two_codes_in_one_text_are_neither():
    assert code_list("legal").read("Under C2, was E1")[0] is None


@pytest.mark.parametrize("name", _all_codes())
def test_no_wording_stands_for_two_codes(name):
    codes = _all_codes()[name]
    wordings = [
        _plain(said) for each in codes.values() for said in set(map(_plain, each))
    ]
    assert sorted(wordings) == sorted(set(wordings))


@pytest.mark.parametrize("name", _all_codes())
def test_every_code_and_its_label_read_as_the_code(name):
    for code, wordings in _all_codes()[name].items():
        label = wordings[0]
        ways = (
            code,
            f"{code}: {label}",
            f"a) {code}: {label}",
            f"{code} - {label}",
            label,
        )
        assert {code_list(name).read(way)[0] for way in ways} == {code}, label


@given(st.one_of(st.text(), st.floats(allow_nan=False), st.booleans(), st.dates()))
def test_no_cell_breaks_a_reader(cell):
    for reader in (as_date, as_flag, as_id, as_name, code_list("source").read):
        value, problem = reader(cell)
        assert value is None or problem is None or problem.kind != "left out"
    assert tidy(cell) == " ".join(tidy(cell).split())


def test_an_unborn_child_has_an_expected_date_and_no_date_of_birth(tmp_path):
    due = date(2026, 6, 1)
    unborn = {"Age": -1, "Date_of_Birth": due, "Date_of_Contact": date(2026, 3, 2)}
    path = ofsted(tmp_path / "a.xlsx", {1: [row(1, **unborn)]})
    person = read(path).records.rows["ssd_person"][0]
    assert (person["pers_dob"], person["pers_expected_dob"]) == (None, due)


def test_a_birth_after_the_extract_is_expected(tmp_path):
    due = date(2026, 6, 1)
    unborn = {"Age": None, "Date_of_Birth": due, "Date_of_Contact": date(2026, 3, 2)}
    path = ofsted(tmp_path / "a.xlsx", {1: [row(1, **unborn)]})
    person = read(path, as_at=date(2026, 3, 31)).records.rows["ssd_person"][0]
    assert (person["pers_dob"], person["pers_expected_dob"]) == (None, due)
    assert read(path).records.rows["ssd_person"][0]["pers_dob"] == due


def test_serial_numbers_are_noted_once_a_column(tmp_path):
    rows = [row(1, Child=str(n), Date_of_Contact=43831 + n) for n in range(30)]
    reading = read(ofsted(tmp_path / "a.xlsx", {1: rows}))
    notes = said(reading, "note", "Date of Contact")
    assert len(notes) == 1 and "30 of 30" in notes[0]
    contacts = reading.records.rows["ssd_contacts"]
    assert contacts[1]["cont_contact_date"] == date(2020, 1, 2)


def test_a_formula_without_a_result_is_said_and_blank(tmp_path):
    bad = row(1, Child="2", Date_of_Contact="=A1+5")
    good = row(1, Date_of_Contact=date(2026, 3, 2))
    reading = read(ofsted(tmp_path / "a.xlsx", {1: [good, bad]}))
    finding = next(each for each in reading.findings if "formula" in each.what)
    assert (finding.sheet, finding.row, finding.kind) == ("List_1", 4, "left out")
    assert finding.column == "F: Date of Contact"
    assert len(reading.records.rows["ssd_contacts"]) == 1
    assert reading.lists[0].kept == 2  # the child can still be used


@pytest.mark.parametrize(
    ("name", "text", "choices"),
    [
        ("source", "Health", "3A, 3B, 3C, 3D, 3E or 3F"),
        ("source", "LADO", "5A, 5B, 5C, 5D or 8"),
        ("source", "h) Ambulance service", "3A, 3B, 3C, 3D, 3E, 3F or 8"),
        ("ethnicity", "White (Scottish)", "WBRI, WIRI, WIRT, WOTH or WROM"),
        ("placement", "Temporary", "T0, T1, T2, T3 or T4"),
    ],
)
def test_a_wording_that_stands_for_several_codes_is_asked_and_not_guessed(
    name, text, choices
):
    value, problem = code_list(name).read(text)
    assert value is None and problem is not None
    assert (problem.kind, problem.alike) == ("left out", "several codes")
    assert f"{text!r} could be {choices} of the national list" in problem.what


def test_no_wording_of_several_codes_is_read_as_one():
    for told in csv.DictReader(SEVERAL.splitlines()):
        codes = told["codes"].split()
        assert len(codes) > 1 and set(codes) <= set(_all_codes()[told["list"]])
        value, problem = code_list(told["list"]).read(told["wording"])
        assert value is None and problem.alike == "several codes", told


def test_a_row_without_its_first_date_is_said(tmp_path):
    rows = [row(3, Date_of_referral=None), row(3, Child="2", Date_of_referral=BORN)]
    reading = read(ofsted(tmp_path / "a.xlsx", {3: rows}))
    (what,) = said(reading, "suspicious", "Date of referral")
    assert "nothing is reckoned from this row" in what
    assert [r["cine_person_id"] for r in reading.records.rows["ssd_cin_episodes"]] == [
        "2"
    ]

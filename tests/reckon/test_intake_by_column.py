"""Read column by column, and in pieces: no value, row or finding may differ for it."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from workbooks import ofsted, row, said

from alongside.reckon.intake import gate, read

DAY = date(2026, 3, 2)


def contact(child="1001", **cells):
    return row(1, Child=child, **({"Date_of_Contact": DAY} | cells))


@pytest.fixture
def book(tmp_path):
    return tmp_path / "book.xlsx"


def people(reading):
    return {row["pers_person_id"]: row for row in reading.records.rows["ssd_person"]}


def test_what_is_said_first_of_a_child_stays_though_it_is_said_again_after_another(
    book,
):
    first, other = date(2015, 5, 4), date(2015, 5, 5)
    days = {"5": first, "6: Police": other, "7": first}
    rows = [contact(Contact_Source=s, Date_of_Birth=d) for s, d in days.items()]
    reading = read(ofsted(book, {1: [*rows, contact("2")]}))
    assert people(reading)["1001"]["pers_dob"] == first
    (finding,) = [each for each in reading.findings if each.kind == "suspicious"]
    assert (finding.row, finding.child) == (4, "1001")
    assert "on sheet List_1, row 3" in finding.what


def test_a_child_told_of_by_two_lists_is_who_the_first_says_that_says_it(book):
    lists = {
        1: [contact("1", Gender=None), contact("2")],
        3: [row(3, Child="1", Gender="a) Male", Date_of_referral=DAY)],
    }
    reading = read(ofsted(book, lists))
    assert [people(reading)[child]["pers_sex"] for child in "12"] == ["M", "F"]


@pytest.mark.parametrize(
    ("child", "kept"),
    [
        ("007", "007"),
        ("A7", "A7"),
        ("null", None),
        ("Total", None),
        (7, "7"),
        ("7 ", "7"),
    ],
)
def test_an_identifier_among_plain_ones_is_read_as_any(book, child, kept):
    reading = read(ofsted(book, {1: [contact("1"), contact(child), contact("2")]}))
    assert list(people(reading)) == ["1", *filter(None, [kept]), "2"]
    assert [each.row for each in reading.findings] == ([] if kept else [4])


def test_a_word_for_nothing_among_plain_texts_is_nothing(book):
    rows = [
        row(6, Child=str(n), CIN_Start=DAY, Allocated_Team=f"Team{n}") for n in (1, 2)
    ]
    rows.append(row(6, Child="3", CIN_Start=DAY, Allocated_Team="None"))
    reading = read(ofsted(book, {6: rows}))
    teams = [each["dept_team_name"] for each in reading.records.rows["ssd_department"]]
    assert teams == ["Team1", "Team2"]
    assert said(reading, "suspicious", "Team") == ["This is open and names no team."]


@pytest.mark.parametrize(("cell", "told"), [("=1+1", "formula"), ("#N/A", "#N/A")])
def test_a_cell_cut_in_two_as_its_sheet_inflates_is_found(
    book, cell, told, monkeypatch
):
    ofsted(book, {1: [contact("1", Contact_Source=cell), contact("2")]})
    for size in range(3, 40):
        monkeypatch.setattr(gate, "_CHUNK", size)
        (finding,) = read(book).findings
        assert finding.row == 3 and told in finding.what, size


def test_a_far_corner_cut_in_two_as_its_sheet_inflates_is_found(book, monkeypatch):
    saved = openpyxl.load_workbook(ofsted(book, {1: [contact("1")]}))
    saved["List_1"]["ZZZ1048576"] = "x"
    saved.save(book)
    for size in range(3, 40):
        monkeypatch.setattr(gate, "_CHUNK", size)
        assert "laid out over" in said(read(book), "left out")[0], size

"""What is found in a file, in the file's order, and whose row it is about."""

from __future__ import annotations

import re

import pytest
from workbooks import ofsted, row

from alongside.reckon.dues import gaps
from alongside.reckon.events import EVENTS
from alongside.reckon.intake import read
from alongside.reckon.intake.findings import Findings
from alongside.reckon.records import TABLES
from alongside.reckon.reference.lists import called, in_words
from alongside.reckon.rulebook import england


def test_every_table_is_called_something_in_plain_words():
    assert set(called()) == set(TABLES), (
        "Say in alongside/reckon/reference/lists.csv what people call each table."
    )


@pytest.fixture
def book(tmp_path):
    return tmp_path / "book.xlsx"


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (["local_core_groups"], "core groups"),
        (["ssd_cp_plans", "local_core_groups"], "child protection plans and core groups"),
        (
            ["ssd_cla_reviews", "ssd_cp_plans", "local_core_groups"],
            "child protection plans, core groups and looked after reviews",
        ),
    ],
)  # fmt: skip
def test_tables_are_named_as_people_call_them(tables, words):
    assert in_words(tables) == words


def test_no_reason_why_a_rule_is_not_reckoned_names_a_table():
    said = [event.lacks(frozenset()) for event in EVENTS.values() if event.sql]
    said += [each for each in gaps(england(), frozenset()).values() if "has no" in each]
    assert "list of child protection plans or core groups" in said
    named = [each for each in said if re.search(r"(?:ssd|local)_", each.split(".")[0])]
    assert not named


def test_no_finding_names_a_table(book):
    """A workbook of every list without the columns that each needs."""
    path = ofsted(book, {n: [{"Child Unique ID": "1"}] for n in (4, 6, 7, 8)})
    assert not [f for f in read(path).findings if re.search(r"(?:ssd|local)_", f.what)]


def test_findings_stand_in_the_order_of_the_file():
    findings = Findings("x")
    for sheet, line, kind in (
        ("B", 9, "note"), ("B", 4, "left out"), ("A", 7, "note"), ("B", None, "note"),
        ("B", 4, "suspicious"), (None, None, "note"), (None, None, "refused"),
    ):  # fmt: skip
        findings.add(kind, f"{sheet} {line} {kind}", "", sheet=sheet, row=line)
    assert [each.what for each in findings.listed()] == [
        "None None refused", "None None note",
        "B None note", "B 4 left out", "B 4 suspicious", "B 9 note", "A 7 note",
    ]  # fmt: skip


def test_the_rest_of_a_sort_is_counted_after_the_last_that_is_given():
    findings = Findings("x")
    for line in range(1, 31):
        findings.add("note", "Odd.", "", sheet="A", row=line)
    findings.add("note", "Even.", "", sheet="A", row=25)
    told = [(each.row, each.what) for each in findings.listed()]
    assert told[19:] == [
        (20, "Odd."), (None, "And 10 more here like the 20 given."), (25, "Even."),
    ]  # fmt: skip


def test_a_finding_says_whose_row_it_is_about(book):
    rows = [
        row(1, Child_Unique_ID="007", Date_of_Contact="31/02/2026"),
        row(1, Child_Unique_ID="8", Date_of_Contact="02/03/2026"),
        row(1, Child_Unique_ID="", Date_of_Contact="02/03/2026"),
    ]
    reading = read(ofsted(book, {1: rows}))
    whose = {each.row: each.child for each in reading.findings if each.row}
    assert whose == {3: "007", 5: None}
    assert reading.to_json()["findings"][-1].keys() >= {"child", "row"}


def test_in_a_table_the_child_is_not_the_key(tmp_path):
    path = tmp_path / "ssd_contacts.csv"
    path.write_text(
        "cont_contact_id,cont_person_id,cont_contact_date\n1,007,31/02/2026\n"
    )
    (found,) = (each for each in read(path).findings if each.row)
    assert (found.row, found.child) == (2, "007")

"""Workbooks of every kind (.xls, .ods, .xlsx), and what their sheets may be called."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from workbooks import DATA, headers, row, said, save

from alongside.reckon.intake import extent, read

OLD = DATA / "annex_a_lists_3_and_4.xls"
OPEN = DATA / "annex_a_lists_3_and_4.ods"


@pytest.mark.parametrize("path", [OLD, OPEN], ids=["xls", "ods"])
def test_old_and_open_workbooks_are_read_as_new_ones_are(path):
    reading = read(path)
    assert reading.format == "annex_a"
    assert [(told.name, told.kept, told.header_row) for told in reading.lists] == [
        ("List 3: Referral", 2, 2),
        ("List 4: Assessments", 1, 1),
    ]
    first, second = reading.records.rows["ssd_cin_episodes"]
    assert first["cine_person_id"] == "00123"
    assert first["cine_referral_date"] == date(2026, 1, 5)
    assert (second["cine_referral_source_code"], second["cine_referral_nfa"]) == (
        "2A",
        "Y",
    )
    assert second["cine_referral_team"] is None  # #N/A
    (assessment,) = reading.records.rows["ssd_cin_assessments"]
    assert assessment["cina_assessment_start_date"] == date(2026, 1, 6)
    assert assessment["cina_referral_id"] == first["cine_referral_id"]


def test_the_days_of_an_old_workbook_may_be_numbers():
    (said_of_start,) = said(read(OLD), "note", "Continuous Assessment Start Date")
    assert "Excel's number for a day" in said_of_start


NAMES = ["List_4", "List 4", "list-04", "LIST 4: Assessments", "4", "04", "Sheet1"]


@pytest.mark.parametrize("name", [name for name in NAMES if ":" not in name])
@pytest.mark.parametrize("above", [0, 1])
def test_a_list_is_known_whatever_its_sheet_is_called(tmp_path, name, above):
    cells = row(4, Continuous_Assessment_Start="x")
    sheet = [["List 4: Assessments"]] * above + [headers(4), cells]
    (told,) = read(save(tmp_path / "a.xlsx", {name: sheet})).lists
    assert (told.name, told.header_row) == ("List 4: Assessments", 1 + above)


@pytest.mark.parametrize("name", ["List_4", "4"])
def test_a_sheet_named_as_a_list_without_its_headers_is_said(tmp_path, name):
    sheets = {name: [["nothing", "here"]], "List_3": [headers(3), row(3)]}
    reading = read(save(tmp_path / "a.xlsx", sheets))
    assert any(
        f.sheet == name and "named as list 4" in f.what for f in reading.findings
    )


def test_a_year_is_no_list(tmp_path):
    reading = read(
        save(tmp_path / "a.xlsx", {"2024": [["x"]], "L": [headers(3), row(3)]})
    )
    assert [f.kind for f in reading.findings if f.sheet == "2024"] == ["note"]


def test_the_sex_column_of_2026_is_read(tmp_path):
    sheet = [["Sex" if each == "Gender" else each for each in headers(3)], row(3)]
    sheet[1][headers(3).index("Date of referral")] = date(2026, 1, 5)
    reading = read(save(tmp_path / "a.xlsx", {"List_3": sheet}))
    assert reading.records.rows["ssd_person"][0]["pers_sex"] == "F"


LIST_9_IN_2024 = [
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Does the Child have a Disability", "Allocated Team", "Allocated Worker",
    "Allocated Personal Advisor", "Eligibility Category", "Latest Pathway Plan Review Date",
    "LA in Touch", "Latest Date of Contact", "Type of Accommodation",
    "Suitability of Accommodation", "Activity Status",
]  # fmt: skip


def test_the_seventeen_columns_of_the_newer_list_9_are_read(tmp_path):
    cells = ["7", "a) Male", "WBRI", date(2006, 1, 1), 20, "b) No", "b) No", "Leaving Care",
             "A Worker", "An Adviser", "b) Former relevant child", date(2026, 2, 1), "a) Yes",
             date(2026, 3, 1), "U", "a) Suitable", "F2"]  # fmt: skip
    reading = read(save(tmp_path / "a.xlsx", {"9": [LIST_9_IN_2024, cells]}))
    (leaver,) = reading.records.rows["ssd_care_leavers"]
    assert leaver["clea_pathway_plan_review_date"] == date(2026, 2, 1)
    assert leaver["clea_care_leaver_latest_contact"] == date(2026, 3, 1)
    assert leaver["clea_care_leaver_personal_advisor"] == "An Adviser"
    assert not [f for f in reading.findings if f.kind == "left out"]


def altered(to: Path, old: bytes, new: bytes, part: str = "content.xml") -> Path:
    with (
        zipfile.ZipFile(OPEN) as source,
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            out.writestr(name, content)
    return to


def test_empty_rows_and_columns_to_the_edge_of_a_sheet_do_no_harm():
    with zipfile.ZipFile(OPEN) as archive:
        content = archive.read("content.xml")
    assert b'number-rows-repeated="1048000"' in content
    assert b'number-columns-repeated="16000"' in content
    extent.check_opendocument(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<table:table-cell table:number-columns-repeated="16384"/>',
         b'<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
         b'office:value="1"/>'),
        (b'<table:table-row><table:table-cell office:value-type="string"><text:p>00123',
         b'<table:table-row table:number-rows-repeated="900000000"><table:table-cell '
         b'office:value-type="string"><text:p>00123'),
    ],
)  # fmt: skip
def test_a_cell_or_row_repeated_beyond_reason_is_refused(tmp_path, old, new):
    reading = read(altered(tmp_path / "a.ods", old, new))
    assert reading.refused and "more than can be read" in reading.findings[0].what


def test_a_long_text_repeated_beyond_reason_is_refused(tmp_path):
    old = b'<table:table-cell office:value-type="string"><text:p>00124'
    new = old.replace(b"office:", b'table:number-columns-repeated="9000" office:', 1)
    path = altered(tmp_path / "a.ods", old, new + b"x" * 200_000)
    assert "repeats long texts" in read(path).findings[0].what


def test_a_document_that_is_no_spreadsheet_is_refused(tmp_path):
    path = altered(tmp_path / "a.odt", b"spreadsheet", b"text", part="mimetype")
    assert "no spreadsheet" in read(path).findings[0].what


def test_a_protected_spreadsheet_is_refused(tmp_path):
    new = b"<manifest:encryption-data/></manifest:manifest>"
    path = altered(
        tmp_path / "a.ods", b"</manifest:manifest>", new, part="META-INF/manifest.xml"
    )
    assert "password" in read(path).findings[0].what

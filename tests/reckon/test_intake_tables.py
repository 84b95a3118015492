"""The sector dataset as CSV: folder, zip and single file, with what real ones hold."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from workbooks import headers, row, said

from alongside.reckon.council import build, write_exports
from alongside.reckon.council.casebook import KEPT
from alongside.reckon.intake import read
from alongside.reckon.records import TABLES

AS_AT = date(2026, 3, 31)
PEOPLE = "pers_person_id,pers_sex,pers_dob\n007,M,2015-05-04\n8,F,2016-06-05\n"


def csv_file(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_single_table_is_read(tmp_path):
    reading = read(csv_file(tmp_path, "SSD_Person.CSV", PEOPLE))
    assert (reading.format, reading.invented) == ("ssd", False)
    (told,) = reading.lists
    assert (told.name, told.sheet, told.header_row) == (
        "ssd_person",
        "SSD_Person.CSV",
        1,
    )
    first = reading.records.rows["ssd_person"][0]
    assert first["pers_person_id"] == "007"
    assert first["pers_dob"] == date(2015, 5, 4)
    assert list(first) == list(TABLES["ssd_person"].columns)


def test_a_table_is_known_by_its_key_when_its_file_is_called_otherwise(tmp_path):
    reading = read(csv_file(tmp_path, "extract (3).csv", PEOPLE))
    assert reading.lists[0].name == "ssd_person"


DATES = {
    "2024-01-02": date(2024, 1, 2),
    "2024-01-02T00:00:00": date(2024, 1, 2),
    "2024-01-02 00:00:00.000": date(2024, 1, 2),
    "02/01/2024": date(2024, 1, 2),
    "1900-01-01": None,
    "1900-01-01T00:00:00": None,
    "NULL": None,
    "": None,
}


@pytest.mark.parametrize("text", DATES)
def test_dates_and_sentinels(tmp_path, text):
    content = f"cont_contact_id,cont_person_id,cont_contact_date\n1,007,{text}\n"
    reading = read(csv_file(tmp_path, "ssd_contacts.csv", content))
    row = reading.records.rows["ssd_contacts"][0]
    assert row["cont_contact_date"] == DATES[text]
    assert said(reading, "left out") == []


def test_roles_workers_and_teams(tmp_path):
    content = (
        "INVO_INVOLVEMENTS_ID,invo_professional_id,invo_professional_role_id,"
        "invo_professional_team,invo_person_id\n"
        "1,-1,ALLOCATED CASE WORKER,-1,007\n2,55,CW,T9,007\n"
    )
    reading = read(csv_file(tmp_path, "ssd_involvements.csv", content))
    first, second = reading.records.rows["ssd_involvements"]
    assert (first["invo_professional_id"], first["invo_professional_team"]) == (
        None,
        None,
    )
    assert first["invo_professional_role_id"] == "CW"
    assert (second["invo_professional_id"], second["invo_professional_team"]) == (
        "55",
        "T9",
    )


def test_columns_missing_and_extra_are_noted(tmp_path):
    reading = read(
        csv_file(tmp_path, "ssd_person.csv", PEOPLE.replace("sex", "gender"))
    )
    assert "There is no column pers_sex; it stays blank." in said(reading, "note")
    assert len(said(reading, "note", "pers_gender")) == 1


def test_rows_without_a_key_or_with_one_used_are_left_out(tmp_path):
    content = PEOPLE + "8,F,2016-06-05\n8,M,2016-06-05\n,F,2016-06-05\n"
    reading = read(csv_file(tmp_path, "ssd_person.csv", content))
    (told,) = reading.lists
    assert (told.rows, told.kept, told.left_out) == (5, 2, 3)
    where = {each.row: each.what for each in reading.findings if each.row}
    assert "repeats an earlier row" in where[4]
    assert "same key" in where[5]
    assert "no identifier" in where[6]


def test_a_table_without_its_key_is_left_out(tmp_path):
    reading = read(csv_file(tmp_path, "ssd_person.csv", "pers_sex\nM\n"))
    assert (reading.lists[0].rows, reading.lists[0].left_out) == (1, 1)
    assert "ssd_person" not in reading.records.rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path, encoding):
    content = "pers_person_id,pers_forename\n1,Zoë\n"
    reading = read(csv_file(tmp_path, "ssd_person.csv", content, encoding))
    assert reading.records.rows["ssd_person"][0]["pers_forename"] == "Zoë"
    noted = any("Windows text" in what for what in said(reading, "note"))
    assert noted == (encoding == "cp1252")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(tmp_path, ending):
    path = csv_file(tmp_path, "ssd_person.csv", PEOPLE.replace("\n", ending))
    assert read(path).lists[0].kept == 2


def test_a_zip_is_read_and_what_is_nested_is_not(tmp_path):
    path = tmp_path / "tables.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ssd_person.csv", PEOPLE)
        archive.writestr("../ssd_contacts.csv", "cont_contact_id\n1\n")
        archive.writestr("old/ssd_contacts.csv", "cont_contact_id\n1\n")
        archive.writestr("readme.txt", "hello")
        archive.writestr("mine.csv", "a,b\n1,2\n")
    reading = read(path)
    assert [each.name for each in reading.lists] == ["ssd_person"]
    assert [each.sheet for each in reading.findings if "passed over" in each.what] == [
        "mine.csv"
    ]


def test_a_folder_is_one_file_and_may_say_that_it_is_invented(tmp_path):
    csv_file(tmp_path, "ssd_person.csv", PEOPLE)
    csv_file(tmp_path, "INVENTED.txt", "INVENTED DATA, as at 2026-03-31")
    reading = read(tmp_path)
    assert (reading.file, reading.invented, reading.as_at) == (
        tmp_path.name,
        True,
        AS_AT,
    )


def test_what_looks_wrong_is_said(tmp_path):
    content = (
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
        "cppl_cp_plan_worker_id\n1,007,2026-03-02,2026-03-01,W\n2,8,2026-04-01,,-1\n"
    )
    reading = read(csv_file(tmp_path, "ssd_cp_plans.csv", content), as_at=AS_AT)
    assert said(reading, "suspicious") == [
        "cppl_cp_plan_end_date is before cppl_cp_plan_start_date.",
        "This is open and names no worker.",
        "01/04/2026 is after 31/03/2026, the day this export speaks for.",
    ]


def test_a_list_of_annex_a_as_csv_is_read_as_that_list(tmp_path):
    cells = row(1, Date_of_Birth="04/05/2015", Date_of_Contact="02/03/2026")
    lines = [",".join(headers(1)), ",".join(map(str, cells))]
    reading = read(csv_file(tmp_path, "list_1.csv", "\n".join(lines)))
    assert (reading.format, reading.lists[0].name) == ("annex_a", "List 1: Contacts")
    contact = reading.records.rows["ssd_contacts"][0]
    assert contact["cont_contact_date"] == date(2026, 3, 2)


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    council, folder = build(60, 5, AS_AT), tmp_path_factory.mktemp("council")
    write_exports(council, AS_AT, folder, faults=False)
    return council.extract(AS_AT, False), folder


@pytest.mark.parametrize("name", ["ssd", "ssd.zip"])
def test_the_invented_councils_tables_come_back_exactly(council, name):
    records, folder = council
    reading = read(folder / name)
    assert (reading.invented, reading.as_at) == (True, AS_AT)
    assert all(told.left_out == 0 for told in reading.lists)
    for table_name in KEPT:
        table = TABLES[table_name]
        written = records.rows.get(table_name, [])
        given = [{name: row.get(name) for name in table.columns} for row in written]
        assert reading.records.rows[table_name] == given


def test_the_invented_councils_annex_a_is_read_in_full(council):
    reading = read(council[1] / "annex_a.xlsx")
    assert (reading.format, reading.invented, reading.as_at) == ("annex_a", True, AS_AT)
    assert len(reading.lists) == 11
    assert all(told.left_out == 0 for told in reading.lists)
    assert said(reading, "left out") == []

"""What the invented council exports: the official layouts, and INVENTED on all of it."""

import csv
import time
from collections import Counter
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from alongside.reckon.council import build, write, write_exports
from alongside.reckon.council.annex_a_layout import HEADERS, TITLES
from alongside.reckon.council.casebook import KEPT
from alongside.reckon.records import TABLES

AS_AT = date(2026, 3, 31)
SIX_MONTHS = date(2025, 9, 30)


@pytest.fixture(scope="module")
def town():
    return build(300, 23, AS_AT)


@pytest.fixture(scope="module")
def folder(town, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    write_exports(town, AS_AT, folder, faults=False)
    return folder


@pytest.fixture(scope="module")
def workbook(folder):
    return CalamineWorkbook.from_path(folder / "annex_a.xlsx")


@pytest.fixture(scope="module")
def seen(town):
    return town.extract(AS_AT).rows


def sheet(workbook, number):
    return workbook.get_sheet_by_name(f"List_{number}").to_python(skip_empty_area=False)


def column(workbook, number, header):
    place = HEADERS[number].index(header)
    return [row[place] for row in sheet(workbook, number)[2:]]


def lines(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_four_sheets_of_words_come_before_eleven_lists(workbook):
    words = ["Front_Sheet", "FAQ_and_changes", "Guidance", "Codes_used"]
    assert workbook.sheet_names == words + [f"List_{n}" for n in range(1, 12)]


def test_the_first_cell_says_the_data_are_invented_and_how(workbook):
    first = workbook.get_sheet_by_name("Front_Sheet").to_python()[0][0]
    assert first.startswith("INVENTED DATA")
    assert "seed 23" in first and "31 March 2026" in first and "Alongside" in first


@pytest.mark.parametrize("number", range(1, 12))
def test_a_list_has_its_title_its_headers_and_rows(workbook, number):
    rows = sheet(workbook, number)
    assert rows[0][0] == TITLES[number]
    assert tuple(rows[1]) == HEADERS[number]
    assert len(rows) > 2
    merged = workbook.get_sheet_by_name(f"List_{number}").merged_cell_ranges
    assert merged == [((0, 0), (0, len(HEADERS[number]) - 1))]


def test_official_headers_keep_their_stray_spaces_and_curly_quotes():
    assert "Date Ceased to be Looked After " in HEADERS[8]
    assert "LA In Touch " in HEADERS[9]
    assert any("‘Missing’" in header for header in HEADERS[8])
    assert [len(HEADERS[n]) for n in HEADERS] == [
        7,
        8,
        11,
        12,
        14,
        14,
        17,
        34,
        13,
        16,
        19,
    ]


def test_lists_of_events_hold_the_last_six_months(workbook, seen):
    dates = [row["cont_contact_date"] for row in seen["ssd_contacts"]]
    kept = [day for day in dates if SIX_MONTHS <= day <= AS_AT]
    assert sorted(column(workbook, 1, "Date of Contact")) == sorted(kept)
    assert min(column(workbook, 3, "Date of referral")) >= SIX_MONTHS


def test_every_open_assessment_is_listed(workbook, seen):
    open_ones = [
        r for r in seen["ssd_cin_assessments"] if not r["cina_assessment_auth_date"]
    ]
    done = column(workbook, 4, "Continuous Assessment Date of Authorisation")
    assert sum(not day for day in done) == len(open_ones)


def test_one_row_a_child_for_every_open_child(workbook, seen):
    children = column(workbook, 6, "Child Unique ID")
    open_now = {
        r["cine_person_id"]
        for r in seen["ssd_cin_episodes"]
        if not r["cine_close_date"]
    }
    assert len(children) == len(set(children))
    assert open_now <= set(children)


def test_case_status_counts_each_child_where_it_first_applies(workbook, seen):
    statuses = Counter(column(workbook, 6, "Case status"))
    care = {
        r["clae_person_id"]
        for r in seen["ssd_cla_episodes"]
        if not r["clae_cla_episode_ceased_date"]
    }
    assert statuses["a) Looked after child"] == len(care)
    assert sum(v for k, v in statuses.items() if not k.startswith("e)")) == 300


def test_plans_and_care_are_one_row_a_child(workbook):
    for number in (7, 8):
        children = column(workbook, number, "Child Unique ID")
        assert len(children) == len(set(children)) > 10


def test_unborn_children_are_minus_one(workbook):
    born = column(workbook, 1, "Date of Birth")
    ages = column(workbook, 1, "Age of Child (Years)")
    for day, age in zip(born, ages, strict=True):
        assert age == -1 or day <= AS_AT
        assert age >= 0 or day > AS_AT - timedelta(30)  # a birth may be overdue
    assert -1 in ages


def test_days_are_real_dates_shown_day_first(folder, workbook):
    assert all(isinstance(d, date) for d in column(workbook, 3, "Date of referral"))
    with ZipFile(folder / "annex_a.xlsx") as packed:
        assert b"DD/MM/YYYY" in packed.read("xl/styles.xml")


def test_the_worker_is_named(workbook, town):
    names = {worker.name for worker in town.workers}
    found = set(column(workbook, 6, "Allocated Worker")) - {"", None}
    assert found and found <= names


def test_tables_are_as_the_records_have_them(folder, seen):
    for name in KEPT:
        table, rows = TABLES[name], lines(folder, f"ssd/{name}.csv")
        assert list(rows[0]) == list(table.columns)
        wanted = [
            {column: "" if v is None else str(v) for column, v in row.items()}
            for row in seen[name]
        ]
        assert rows == wanted


def test_the_zip_holds_the_same_tables(folder):
    with ZipFile(folder / "ssd.zip") as packed:
        names = set(packed.namelist())
        body = packed.read("ssd_person.csv")
    assert names == {f"{name}.csv" for name in KEPT} | {"INVENTED.txt"}
    assert body == (folder / "ssd/ssd_person.csv").read_bytes()


def test_the_return_of_looked_after_children_names_everybody_in_care(folder, seen):
    in_return = {row["CHILD"] for row in lines(folder, "ssda903/header.csv")}
    care = {
        r["clae_person_id"]
        for r in seen["ssd_cla_episodes"]
        if (r["clae_cla_episode_ceased_date"] or AS_AT) >= date(2025, 4, 1)
    }
    assert in_return == care
    for name in ("episodes", "reviews", "missing", "sw_episodes"):
        assert {row["CHILD"] for row in lines(folder, f"ssda903/{name}.csv")} <= care


def test_episodes_of_care_chain_from_one_to_the_next(folder):
    rows = lines(folder, "ssda903/episodes.csv")
    for row, later in zip(rows, rows[1:], strict=False):
        if row["REC"] == "X1":
            assert (later["CHILD"], later["DECOM"]) == (row["CHILD"], row["DEC"])
        assert row["LS"] and row["PLACE"] and row["PLACE_PROVIDER"]


def test_social_workers_changed_for_reasons_the_return_knows(folder):
    reasons = {row["SW_REASON"] for row in lines(folder, "ssda903/sw_episodes.csv")}
    known = "MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS"
    assert reasons - {""} <= set(known.split()) and "TSPROC" in reasons


def test_staff_and_absence_name_the_same_people(folder):
    staff = {row["staff_id"] for row in lines(folder, "staff.csv")}
    assert staff and {row["staff_id"] for row in lines(folder, "absence.csv")} <= staff


def test_everything_is_written_twice_the_same(tmp_path):
    for name in ("one", "two"):
        paths = write(40, 9, AS_AT, tmp_path / name)
        assert all(path.exists() for path in paths)
    for path in sorted((tmp_path / "one").rglob("*.csv")):
        twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin.read_bytes()


@pytest.mark.slow
def test_a_council_of_two_thousand_is_quick():
    start = time.process_time()
    build(2000, 1, AS_AT).extract(AS_AT)
    assert time.process_time() - start < 12

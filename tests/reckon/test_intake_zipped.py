"""A zip of Parquet is read as the folder of the same files is; and a read file is not read again."""

from __future__ import annotations

from zipfile import ZipFile

import duckdb
import pytest

from alongside.reckon.intake import read
from alongside.reckon.intake.reports import load, read_by

PLANS = """select '1' as cppl_cp_plan_id, '00017' as cppl_person_id,
    date '2026-01-05' as cppl_cp_plan_start_date"""
PEOPLE = "select '00017' as pers_person_id, date '2014-05-02' as pers_dob"


@pytest.fixture
def lake(tmp_path):
    """A folder with two tables as Parquet, and one as CSV."""
    folder = tmp_path / "lake"
    folder.mkdir()
    duckdb.sql(PLANS).write_parquet(str(folder / "ssd_cp_plans.parquet"))
    duckdb.sql(PEOPLE).write_parquet(str(folder / "people of today.parquet"))
    visits = "cppv_cp_visit_id,cppv_cp_visit_date\nv1,2026-01-07\n"
    (folder / "ssd_cp_visits.csv").write_text(visits)
    return folder


def zipped(folder, path, under=""):
    with ZipFile(path, "w") as archive:
        for each in sorted(folder.iterdir()):
            archive.write(each, under + each.name)
    return path


def test_a_zip_of_parquet_is_read_as_the_folder_is(lake, tmp_path):
    asked, told = read(lake), read(zipped(lake, tmp_path / "lake.zip"))
    assert told.records == asked.records and told.format == "ssd"
    assert {each.name: each.kept for each in told.lists} == {
        "ssd_cp_plans": 1, "ssd_person": 1, "ssd_cp_visits": 1,
    }  # fmt: skip
    assert told.records.rows["ssd_cp_plans"][0]["cppl_person_id"] == "00017"


def test_a_zip_of_nothing_but_parquet_is_one_too(lake, tmp_path):
    (lake / "ssd_cp_visits.csv").unlink()
    reading = read(zipped(lake, tmp_path / "lake.zip"))
    assert sorted(reading.records.rows) == ["ssd_cp_plans", "ssd_person"]


def test_damaged_parquet_in_a_zip_is_refused_as_it_is_alone(lake, tmp_path):
    plans = lake / "ssd_cp_plans.parquet"
    plans.write_bytes(plans.read_bytes()[:-20])
    (finding,) = read(zipped(lake, tmp_path / "lake.zip")).findings
    assert finding.what == "The Parquet file is damaged or was cut short."


def test_files_in_folders_of_a_zip_are_passed_over(lake, tmp_path):
    assert read(zipped(lake, tmp_path / "lake.zip", under="inner/")).refused


@pytest.mark.parametrize("name", ["report.csv", "report.xlsx"])
def test_what_was_read_and_not_known_is_read_by_a_layout_without_its_file(
    tmp_path, name
):
    path = tmp_path / name
    table = "select '1' as \"Client\", date '2026-01-07' as \"Seen on\""
    if name.endswith("csv"):
        duckdb.sql(table).write_csv(str(path))
    else:
        duckdb.sql(table).df().to_excel(path, index=False)
    reading = read(path)
    path.unlink()
    layout = load({
        "name": "Visits", "headers": ["Client", "Seen on"],
        "columns": [
            {"header": "Client", "to": "child"},
            {"header": "Seen on", "to": "ssd_cp_visits.cppv_cp_visit_date", "date": "yyyy-mm-dd"},
        ],
    })  # fmt: skip
    assert reading.unrecognised and not reading.records.rows
    assert read_by(path, [layout], sheets=reading.sheets).lists[0].kept == 1
    assert read_by(path, [layout]).refused  # it is gone indeed


def test_what_is_known_keeps_none_of_its_sheets(lake):
    assert read(lake).sheets == []

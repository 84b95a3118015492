"""Parquet comes in as a table of the dataset by its name or key, or through a layout."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from alongside.reckon.cli import main
from alongside.reckon.intake import parquet, read, reports

VISITS = """select * from (values
    ('00017', date '2026-11-03', true, 7::decimal(9, 2)),
    ('00018', date '2026-11-04', null, 8.25)
) as visits ("Client ID", "Visit Date", "Seen Alone", "Hours")"""
PLANS = """select '1' as cppl_cp_plan_id, '00017' as cppl_person_id,
    date '2026-01-05' as cppl_cp_plan_start_date, null as cppl_cp_plan_end_date"""
LAYOUT = {
    "name": "Visits of the lake",
    "headers": ["Client ID", "Visit Date", "Seen Alone", "Hours"],
    "columns": [
        {"header": "Client ID", "to": "child"},
        {
            "header": "Visit Date",
            "to": "ssd_cp_visits.cppv_cp_visit_date",
            "date": "yyyy-mm-dd",
        },
        {"header": "Seen Alone", "to": "ssd_cp_visits.cppv_cp_visit_seen_alone"},
    ],
}


@pytest.fixture
def lake(tmp_path):
    """Write the rows of a query as one Parquet file, as others' tools write them."""

    def write(select, name):
        path = tmp_path / name
        duckdb.sql(select).write_parquet(str(path))
        return path

    return write


def test_a_table_of_the_dataset_is_known_by_its_name(lake):
    reading = read(lake(PLANS, "ssd_cp_plans.parquet"))
    assert (reading.format, [part.kept for part in reading.lists]) == ("ssd", [1])
    (row,) = reading.records.rows["ssd_cp_plans"]
    assert row["cppl_cp_plan_start_date"] == date(2026, 1, 5)
    assert (row["cppl_person_id"], row["cppl_cp_plan_end_date"]) == ("00017", None)


@pytest.mark.parametrize("name", ["export", "report [1] *?.parquet"])
def test_or_by_its_key_whatever_the_file_is_called(lake, name):
    """A name like those a browser gives a second download is taken as it is."""
    assert read(lake(PLANS, name)).format == "ssd"


def test_a_folder_of_them_is_one_export_beside_text(lake, tmp_path):
    lake(PLANS, "ssd_cp_plans.parquet")
    (tmp_path / "ssd_person.csv").write_text("pers_person_id\n00017\n")
    (tmp_path / "INVENTED.txt").write_text("Nobody is real, as at 2026-03-31")
    reading = read(tmp_path)
    assert sorted(part.name for part in reading.lists) == ["ssd_cp_plans", "ssd_person"]
    assert (reading.invented, reading.as_at) == (True, date(2026, 3, 31))


def test_any_other_is_read_by_a_layout(lake):
    path, layout = lake(VISITS, "visits.parquet"), reports.load(LAYOUT)
    assert read(path).unrecognised
    reading = read(path, layouts=[layout])
    seen = [
        (row["cppv_person_id"], row["cppv_cp_visit_date"], row["cppv_cp_visit_seen_alone"])
        for row in reading.records.rows["ssd_cp_visits"]
    ]  # fmt: skip
    assert seen == [
        ("00017", date(2026, 11, 3), "Y"),
        ("00018", date(2026, 11, 4), None),
    ]


def test_cells_come_as_a_workbook_gives_them(lake):
    seen = parquet.sheet_of(lake(VISITS, "visits.parquet")).rows
    assert seen[0] == ["Client ID", "Visit Date", "Seen Alone", "Hours"]
    assert seen[1] == ["00017", date(2026, 11, 3), "Y", 7]
    assert seen[2] == ["00018", date(2026, 11, 4), "", "8.25"]
    assert not any(isinstance(cell, Decimal) for row in seen for cell in row)


def test_one_cut_short_is_refused_in_words(lake):
    path = lake(PLANS, "ssd_cp_plans.parquet")
    path.write_bytes(path.read_bytes()[:-20])
    reading = read(path)
    assert reading.refused and not reading.unrecognised
    assert reading.findings[0].what == "The Parquet file is damaged or was cut short."


def test_one_that_would_swell_is_refused(lake, monkeypatch):
    path = lake(
        "select 'the same again' as cppl_cp_plan_id from range(100000)", "much.parquet"
    )
    monkeypatch.setattr(parquet, "MAX_INFLATED", 10)
    assert "the most that is read" in read(path).findings[0].what


def test_the_command_reads_it(lake, capsys):
    assert main(["read", str(lake(PLANS, "ssd_cp_plans.parquet"))]) == 0
    assert "ssd_cp_plans: 1 of 1 rows kept" in capsys.readouterr().out


def test_a_star_in_its_name_takes_no_other_file_with_it(lake):
    lake(PLANS, "plans of old.parquet")
    (told,) = read(lake(PLANS, "plans*.parquet")).lists
    assert told.rows == 1

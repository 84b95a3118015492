"""A table of the dataset without a row tells nothing; an empty list of Annex A is an answer."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from workbooks import ofsted, row

from alongside.reckon.clock import Clock
from alongside.reckon.dues import dues, gaps
from alongside.reckon.intake import read, read_all
from alongside.reckon.rulebook import england
from alongside.reckon.stores import in_place, parquet

RULES = england()
PLANS = (
    "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n"
    "P,A,2026-03-02,\n"
)
VISITS = "cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date\n"


@pytest.fixture
def export(tmp_path):
    def write(visits: str):
        (tmp_path / "ssd_cp_plans.csv").write_text(PLANS)
        (tmp_path / "ssd_cp_visits.csv").write_text(VISITS + visits)
        return tmp_path

    return write


def visited(records) -> list[tuple[str, str]]:
    found = dues(records, RULES, Clock.england(), date(2026, 4, 1))
    return [(d.status, d.reason) for d in found if d.code == "CP_VISIT_10WD"]


def notes(findings) -> list[str | None]:
    return [f.sheet for f in findings if "holds no row" in f.what and f.kind == "note"]


def test_a_table_that_nobody_fills_is_not_held(export):
    """Ten working days from 2 March 2026 are over on 16 March."""
    reading = read(export(""))
    assert visited(reading.records) == [("cannot_compute", "not_held")]
    assert "no list of child protection visits" in gaps(RULES, reading.records.held())["CP_VISIT_10WD"]  # fmt: skip
    assert notes(reading.findings) == ["ssd_cp_visits.csv"]
    told = {each.name: (each.tables, each.kept) for each in reading.lists}
    assert told["ssd_cp_visits"] == ((), 0)


def test_nor_is_one_of_which_no_row_can_be_used(export):
    reading = read(export(",A,2026-03-09\n"))
    assert "ssd_cp_visits" not in reading.records.rows
    assert notes(reading.findings) == ["ssd_cp_visits.csv"]


def test_one_row_about_anybody_is_enough(export):
    reading = read(export("V,B,2026-03-09\n"))
    assert visited(reading.records) == [("overdue", "")]
    assert notes(reading.findings) == []


def test_an_empty_table_leaves_what_an_earlier_export_held(tmp_path):
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    for folder, rows in ((earlier, "V,A,2026-03-09\n"), (later, "")):
        folder.mkdir()
        (folder / "ssd_cp_visits.csv").write_text(VISITS + rows)
    _, records = read_all([earlier, later])
    assert len(records.rows["ssd_cp_visits"]) == 1


def test_so_it_is_where_it_lies(tmp_path):
    path = tmp_path / "council.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute(
            "create table ssd_cp_plans as select 'P' as cppl_cp_plan_id, 'A' as "
            "cppl_person_id, date '2026-03-02' as cppl_cp_plan_start_date"
        )
        made.execute(
            "create table ssd_cp_visits (cppv_cp_visit_id text, cppv_person_id text, "
            "cppv_cp_visit_date date)"
        )
        for name in ("ssd_cp_plans", "ssd_cp_visits"):
            made.execute(f"copy {name} to '{tmp_path / name}.parquet' (format parquet)")
    for opened in (
        in_place(f"duckdb:///{path}"),
        parquet([tmp_path / "ssd_cp_plans.parquet", tmp_path / "ssd_cp_visits.parquet"]),
    ):  # fmt: skip
        with opened as (reading, records):
            assert visited(records) == [("cannot_compute", "not_held")]
        assert notes(reading.findings) == ["ssd_cp_visits"]


def test_an_empty_list_of_annex_a_says_that_there_is_none(tmp_path):
    """A council without a child on a plan: its earlier plan has gone, and that is said."""
    one, none = tmp_path / "one.xlsx", tmp_path / "none.xlsx"
    day = date(2026, 3, 2)
    ofsted(one, {7: [row(7, **{"Child_Protection_Plan_Start_Date": day})]})
    ofsted(none, {7: []})
    assert len(read(one).records.rows["ssd_cp_plans"]) == 1
    reading = read(none)
    assert reading.records.rows["ssd_cp_plans"] == []
    assert "CP_VISIT_10WD" not in gaps(RULES, reading.records.held())
    (note,) = [f for f in reading.findings if "holds no row" in f.what]
    assert note.kind == "note" and note.what.endswith("there is none of what it lists.")


def test_an_empty_table_of_what_begins_clocks_says_that_nothing_has(tmp_path):
    """The last plan has gone: what an earlier export held of plans goes with it."""
    path = tmp_path / "ssd_cp_plans.csv"
    path.write_text(PLANS.splitlines()[0] + "\n")
    reading = read(path)
    assert reading.records.rows == {"ssd_cp_plans": []}
    assert notes(reading.findings) == []

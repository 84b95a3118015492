"""Every format the product names goes through the desk: uploaded, read, shown, applied.

The files are others' wherever there are any (tests/data/SOURCES.md).
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest

from alongside.desk.casework import store
from alongside.desk.casework.models import Extract
from alongside.desk.people.models import Child
from tests.desk.casework.exports import text

pytestmark = pytest.mark.usefixtures("today", "home", "town")

DATA = Path(__file__).parents[2] / "data"


def part(name: str) -> bytes:
    with ZipFile(DATA / "ssda903.zip") as whole:
        return whole.read(name)


def parts(*names: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as some:
        for name in names:
            some.writestr(name, part(name))
    return held.getvalue()


def lake(tmp_path) -> bytes:
    """Two plans, as a lake keeps them: typed, in one Parquet file."""
    path = tmp_path / "plans"
    duckdb.sql(
        "select * from (values ('p1', '900123', date '2026-01-05'), "
        "('p2', '900124', date '2026-02-02')) as plans "
        "(cppl_cp_plan_id, cppl_person_id, cppl_cp_plan_start_date)"
    ).write_parquet(str(path))
    return path.read_bytes()


@pytest.fixture
def through(client, uploaded, django_capture_on_commit_callbacks):
    """Upload a file, look at what it would change, and apply it; return the export."""

    def go(contents: bytes, name: str) -> Extract:
        address = uploaded(contents, name).url
        extract = Extract.objects.newest().first()
        shown = text(client.get(address))
        assert extract.state == Extract.State.READY, said(extract)
        assert "Apply this export" in shown
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{address}apply/", {"checked": "yes"})
        extract.refresh_from_db()
        assert extract.state == Extract.State.APPLIED, extract.step
        assert "Applied by Sefton Price" in text(client.get(address))
        return extract

    return go


def said(extract: Extract) -> list[str]:
    return [found.what for found in extract.findings.all()]


def rows(extract: Extract) -> dict[str, int]:
    held = store.kept_records(extract.stored_as).rows
    return {table: len(found) for table, found in held.items()}


def test_the_children_in_need_census(through):
    extract = through((DATA / "CIN_Census_2026.xml").read_bytes(), "census.xml")
    assert rows(extract)["ssd_cin_episodes"] and rows(extract)["ssd_cp_plans"]
    assert Child.objects.filter(case_id__in=known(extract)).exists()


def known(extract: Extract) -> set[str]:
    return set(store.kept_records(extract.stored_as).children())


@pytest.mark.slow
def test_the_ssda903_return_with_its_social_worker_episodes(through):
    extract = through((DATA / "ssda903.zip").read_bytes(), "ssda903.zip")
    kept = {part["name"]: part["rows"] for part in extract.lists}
    assert kept["Header"] == 2675
    assert (kept["Episodes"], kept["Reviews"]) == (5050, 12582)
    assert kept["Social worker episodes"] == 1


def test_one_file_of_that_return_alone(through):
    extract = through(part("sw_episodes.csv"), "sw_episodes.csv")
    assert [each["name"] for each in extract.lists] == ["Social worker episodes"]
    assert rows(extract)["ssd_involvements"] == 1


def test_the_workforce_return(through):
    extract = through((DATA / "csww_2022.xml").read_bytes(), "csww.xml")
    assert rows(extract)["local_workforce_return"] > 1


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_annex_a_lists_in_older_and_open_workbooks(through, ending):
    contents = (DATA / f"annex_a_lists_3_and_4.{ending}").read_bytes()
    extract = through(contents, f"lists.{ending}")
    assert {"ssd_cin_episodes", "ssd_cin_assessments"} <= rows(extract).keys()


def test_annex_a_as_a_workbook(through):
    extract = through((DATA / "liia_Annex_A.xlsx").read_bytes(), "annex_a.xlsx")
    assert len(extract.lists) == 11


@pytest.mark.parametrize("name", ["ssd_cp_plans.parquet", "plans.parquet"])
def test_a_table_of_the_dataset_as_parquet(through, tmp_path, name):
    extract = through(lake(tmp_path), name)
    assert rows(extract)["ssd_cp_plans"] == 2

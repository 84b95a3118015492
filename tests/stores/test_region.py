"""A region: councils apart, each by its own records; or together, by keys of their own."""

from datetime import date
from shutil import copytree

import duckdb
import pytest

from alongside.reckon.cli import main
from alongside.reckon.council import build
from alongside.reckon.dues import dues
from alongside.reckon.records import TABLES
from alongside.reckon.rulebook import england
from alongside.reckon.stores import connect, in_place, load, parquet
from tests.story import FEW_YEARS

AS_AT = date(2026, 6, 30)
COUNCILS = ("avon", "tees")  # invented, both numbering their children alike
A_CODE = {"invo_professional_role_id"}  # it ends as identifiers do, and is none


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    """A folder of Parquet a council: the same children in both, so that all ids collide."""
    records = build(10, 5, AS_AT).extract(AS_AT)
    region = tmp_path_factory.mktemp("region")
    first = region / COUNCILS[0]
    first.mkdir()
    with connect("duckdb://") as store:
        load(store, records)
        for name in records.rows:
            store.run(f"copy {name} to '{first / name}.parquet' (format parquet)")
    copytree(first, region / COUNCILS[1])
    return region


def together(lakes, path):
    """Make views over both councils, every identifier with its council before it."""
    with duckdb.connect(str(path)) as region:
        for name in {file.stem for file in lakes.glob("*/*.parquet")}:
            parts = (
                "select {} from '{}'".format(
                    ", ".join(
                        _keyed(council, column) for column in TABLES[name].columns
                    ),
                    lakes / council / f"{name}.parquet",
                )
                for council in COUNCILS
            )
            region.execute(f"create view {name} as {' union all '.join(parts)}")


def _keyed(council, column):
    is_key = column.endswith("_id") and column not in A_CODE
    return f"'{council}:' || {column} as {column}" if is_key else column


def reckoned(opened):
    with opened as (_, held):
        return dues(held, england(), FEW_YEARS, AS_AT)


def test_two_councils_together_come_to_what_they_come_to_apart(lakes, tmp_path):
    alone = reckoned(parquet([lakes / "avon"]))
    together(lakes, tmp_path / "region.duckdb")
    both = reckoned(in_place(f"duckdb:///{tmp_path}/region.duckdb"))
    assert len(both) == 2 * len(alone)
    for council in COUNCILS:
        keyed = [due for due in both if due.child_id.startswith(f"{council}:")]
        assert [(due.code, due.started_on, due.status, due.team) for due in keyed] == [
            (due.code, due.started_on, due.status, due.team) for due in alone
        ]


def test_without_keys_children_of_two_councils_run_into_one(lakes):
    alone = reckoned(parquet([lakes / "avon"]))
    assert len(reckoned(parquet([lakes / "avon", lakes / "tees"]))) < 2 * len(alone)


def test_a_council_that_lacks_a_table_is_known_to_where_it_is_read_alone(
    lakes, tmp_path, capsys
):
    """Held together, the other's core groups would make its own look overdue."""
    poorer = copytree(lakes / "tees", tmp_path / "tees")
    (poorer / "local_core_groups.parquet").unlink()
    assert main(["dues", str(poorer), "--as-at", AS_AT.isoformat()]) == 0
    assert f"{'CORE_GROUP_1':<24} cannot be computed" in capsys.readouterr().out

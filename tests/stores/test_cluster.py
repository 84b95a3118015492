"""A cluster of Apache Spark: a master, two workers, a Connect server; `make test-all`."""

from datetime import date

import pytest

from alongside.reckon.council import build
from alongside.reckon.dues import dues, happenings, prepare, reckon
from alongside.reckon.rulebook import england
from alongside.reckon.stores import connect, in_place, load
from tests.spark import WORKERS
from tests.story import FEW_YEARS

AS_AT = date(2026, 6, 30)
pytestmark = [pytest.mark.cluster, pytest.mark.slow]


@pytest.fixture(scope="module")
def records():
    return build(20, 4, AS_AT).extract(AS_AT)


def test_two_workers_come_to_what_one_file_does(cluster_url, records):
    answers = []
    for address in ("sqlite://", cluster_url):
        with connect(address) as store:
            prepare(store, records, england(), FEW_YEARS)
            happened = sorted(happenings(store), key=repr)
            answers.append((reckon(store, AS_AT), happened))
    assert len(answers[0][0]) > 400
    assert answers[1] == answers[0]


def test_both_workers_work(cluster_url):
    """The number of the process that a row is counted in tells who counted it."""
    process = "java_method('java.lang.ProcessHandle', 'current')"
    counted = f"select {process} as process from range(0, 100000, 1, 16)"
    with connect(cluster_url) as spark:
        found = spark.ask(f"select count(distinct process) from ({counted}) as counted")
    assert found == [(WORKERS,)]


def test_a_lake_in_the_clusters_catalogue_is_reckoned_there(
    cluster_url, records, tmp_path
):
    expected = dues(records, england(), FEW_YEARS, AS_AT)
    with connect("duckdb://") as duckdb, connect(cluster_url) as spark:
        load(duckdb, records)
        spark._session.sql("create database lake")
        for name in records.rows:
            file = tmp_path / f"{name}.parquet"
            duckdb.run(f"copy {name} to '{file}' (format parquet)")
            spark._session.sql(
                f"create table lake.{name} using parquet location '{file}'"
            )
    with in_place(cluster_url, "lake") as (reading, held):
        found = dues(held, england(), FEW_YEARS, AS_AT, cluster_url)
    assert (found, reading.findings) == (expected, [])

"""Spark's answers against DuckDB's and SQLite's, row for row, through Spark Connect."""

from datetime import date

import pytest
from hypothesis import Phase, given, settings
from lives import RULES, as_ats, lives

from alongside.reckon.council import build
from alongside.reckon.dues import happenings, prepare, reckon
from alongside.reckon.dues.tables import write_records, write_rules
from alongside.reckon.events import EVENTS
from alongside.reckon.records import Records
from alongside.reckon.stores import UnknownStore, connect
from tests.story import FEW_YEARS

AS_AT = date(2026, 6, 30)


@pytest.fixture(scope="module")
def engines(spark_url):
    with (
        connect("sqlite://") as sqlite,
        connect("duckdb://") as duckdb,
        connect(spark_url) as spark,
    ):
        duckdb.run("set threads = 1")  # small questions wait on threads, not on work
        for store in (sqlite, duckdb, spark):
            write_rules(store, RULES.values(), FEW_YEARS)
        yield sqlite, duckdb, spark


def test_the_invented_council_comes_to_the_same_on_spark(engines):
    records = build(60, 3, AS_AT).extract(AS_AT)
    answers = []
    for store in engines:
        write_records(store, records, RULES, FEW_YEARS)
        answers.append((reckon(store, AS_AT), sorted(happenings(store), key=repr)))
    sqlite, duckdb, spark = answers
    assert len(spark[0]) > 1000
    assert spark == duckdb == sqlite


def test_spark_understands_every_question(engines):
    *_, spark = engines
    write_records(spark, Records(), RULES, FEW_YEARS)
    for event in (each for each in EVENTS.values() if each.sql):
        assert spark.ask(event.sql) == [], event.name


# Not made smaller where it fails: that would ask a slow server for many minutes.
@settings(
    max_examples=max(5, settings().max_examples // 8),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(records=lives(), as_at=as_ats)
def test_invented_lives_come_to_the_same_on_spark(engines, records, as_at):
    sqlite, _, spark = engines
    for store in (sqlite, spark):
        write_records(store, records, RULES, FEW_YEARS)
    assert reckon(spark, as_at) == reckon(sqlite, as_at)
    assert sorted(happenings(spark), key=repr) == sorted(happenings(sqlite), key=repr)


def test_two_sessions_of_one_server_know_nothing_of_each_other(spark_url):
    with connect(spark_url) as one, connect(spark_url) as other:
        for store, word in ((one, "one"), (other, "other")):
            store.make("thing", {"name": "text"})
            store.fill("thing", {"name": "text"}, [(word,)])
            store.run("insert into thing select upper(name) from thing")
        assert one.ask("select name from thing order by name") == [("ONE",), ("one",)]
        assert other.ask("select name from thing order by name") == [
            ("OTHER",),
            ("other",),
        ]


def test_a_server_that_is_not_there_is_said_at_once_and_its_token_is_not():
    with pytest.raises(UnknownStore, match="127.0.0.1:1 could not be opened") as found:
        connect("sc://127.0.0.1:1/;token=open-sesame")
    assert "sesame" not in str(found.value)


@pytest.mark.slow
def test_a_whole_council_is_prepared_twice_over_the_whole_calendar(spark_url, clock):
    records = build(3, 1, AS_AT).extract(AS_AT)
    with connect(spark_url) as spark, connect("duckdb://") as duckdb:
        for store in (spark, spark, duckdb):
            prepare(store, records, RULES, clock)
        assert reckon(spark, AS_AT) == reckon(duckdb, AS_AT)


def test_spark_says_what_it_cannot_run(spark_url):
    with (
        connect(spark_url) as spark,
        pytest.raises(ValueError, match="insert into ... select"),
    ):
        spark.run("delete from thing")

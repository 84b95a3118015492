"""One text, three engines, the same rows in the same order."""

import pytest
from hypothesis import given, settings
from lives import RULES, as_ats, lives

from alongside.reckon.clock import Clock
from alongside.reckon.dues import happenings, prepare, reckon
from alongside.reckon.dues.tables import write_records, write_rules
from alongside.reckon.events import EVENTS
from alongside.reckon.records import Records
from alongside.reckon.stores import connect
from tests.story import FEW_YEARS


@pytest.fixture(scope="module")
def stores(postgres_url):
    with (
        connect("sqlite://") as sqlite,
        connect("duckdb://") as duckdb,
        connect(postgres_url) as postgresql,
    ):
        engines = (sqlite, duckdb, postgresql)
        duckdb.run("set threads = 1")  # small questions wait on threads, not on work
        for store in engines:
            write_rules(store, RULES.values(), FEW_YEARS)
        yield engines


@pytest.mark.postgres
@settings(max_examples=max(10, settings().max_examples // 4))
@given(records=lives(), as_at=as_ats)
def test_the_same_rows_on_every_engine(stores, records, as_at):
    for store in stores:
        write_records(store, records, RULES, FEW_YEARS)
    first, *others = (reckon(store, as_at) for store in stores)
    for store, found in zip(stores[1:], others, strict=True):
        assert found == first, store.name
    events, *rest = (sorted(happenings(store), key=repr) for store in stores)
    assert all(found == events for found in rest)


@pytest.mark.postgres
def test_every_question_is_understood_by_every_engine(stores):
    for store in stores:
        write_records(store, Records(), RULES, FEW_YEARS)
        for event in (each for each in EVENTS.values() if each.sql):
            assert store.ask(event.sql) == [], (event.name, store.name)


@pytest.mark.postgres
def test_the_calendar_and_the_reach_are_the_same_on_every_engine(stores):
    for question in (
        "select day, working, number, month_on from calendar order by day",
        "select span, day, due from reach order by span, day",
        "select rule, span, first_day, last_day from rule_limit order by rule, first_day",
        "select rule, first_day, last_day from rule_lifted order by rule",
    ):
        first, *others = (store.ask(question) for store in stores)
        assert len(first) > 3
        assert all(found == first for found in others), question


@pytest.mark.postgres
@pytest.mark.slow
def test_a_store_can_be_prepared_twice_over_the_whole_calendar(postgres_url):
    for address in ("sqlite://", "duckdb://", postgres_url):
        with connect(address) as store:
            for _ in range(2):
                prepare(store, Records(), RULES, Clock.england())
                assert reckon(store, Clock.england().last) == []

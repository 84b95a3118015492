"""The fast way finds the statement's rows, to the letter and in the same order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lives import RULES, as_ats, lives

from alongside.reckon.clock import Clock
from alongside.reckon.council import build
from alongside.reckon.dues import by_search, prepare, reckon
from alongside.reckon.dues.by_search import search
from alongside.reckon.dues.tables import reckon_by_statement, write_records, write_rules
from alongside.reckon.rulebook import england
from alongside.reckon.stores import connect
from tests.story import FEW_YEARS, Story

AS_AT = date(2026, 11, 6)


@pytest.fixture(scope="module")
def store():
    with connect("duckdb://") as opened:
        opened.run("set threads = 1")  # small questions wait on threads, not on work
        write_rules(opened, RULES.values(), FEW_YEARS)
        yield opened


@given(records=lives(), as_at=as_ats, data=st.data())
def test_it_agrees_with_the_statement(store, records, as_at, data):
    """Also on a day that something is due: yesterday's `due` is today's `overdue`."""
    write_records(store, records, RULES, FEW_YEARS)
    found = reckon_by_statement(store, as_at)
    assert reckon(store, as_at) == found
    if days := sorted({due.due_on for due in found if due.due_on}):
        on_the_day = data.draw(st.sampled_from(days))
        assert reckon(store, on_the_day) == reckon_by_statement(store, on_the_day)


@pytest.mark.slow
@pytest.mark.parametrize("some", [1, 7, 50_000])
def test_it_agrees_over_an_invented_council_however_many_children_at_a_time(
    monkeypatch, some
):
    monkeypatch.setattr(by_search, "AT_A_TIME", some)
    records = build(60, 3, AS_AT).extract(AS_AT)
    with connect("duckdb://") as store:
        prepare(store, records, england(), Clock.england())
        for as_at in (AS_AT, AS_AT - timedelta(500)):
            found = reckon(store, as_at)
            assert len(found) > 1000
            assert found == reckon_by_statement(store, as_at)


def test_two_starts_on_one_day_are_one_clock_with_the_last_name(store):
    story = Story().s47("s1", "2024-03-04").core_group("2024-03-04")
    story.core_group("2024-03-04").allocated("w1", "North", "2024-01-01")
    write_records(store, story.records, RULES, FEW_YEARS)
    as_at = date(2024, 4, 1)
    assert reckon(store, as_at) == reckon_by_statement(store, as_at)


def test_no_children_have_no_clocks(store):
    write_records(store, Story().records, RULES, FEW_YEARS)
    assert list(search(store, AS_AT)) == []
    assert reckon(store, AS_AT) == []


def test_a_day_beyond_the_calendar_is_not_known(store):
    story = Story().referral("r1", "2027-12-31").referral("r2", "1999-02-01")
    write_records(store, story.records, RULES, FEW_YEARS)
    found = reckon(store, date(2028, 1, 1))
    assert {due.status for due in found} == {"cannot_compute"}
    assert found == reckon_by_statement(store, date(2028, 1, 1))

"""The stores: the same text, parameters and kinds of value on each engine."""

from datetime import date

import pytest

from alongside.reckon.records import DATE, NUMBER, TABLES, TEXT, Records
from alongside.reckon.stores import (
    UnknownStore,
    connect,
    is_date_column,
    load,
)

COLUMNS = {"name": TEXT, "held_on": DATE, "amount": NUMBER}
ROWS = [
    ("007", date(2024, 2, 29), 3),
    ("é, 'quoted' \"twice\"\\ \t and\nlines", None, None),
    ("", date(1999, 12, 31), 0),
    (None, date.max, -1),
    ("$as_at %s ?", date.min, 2**40),
]


@pytest.fixture(params=["sqlite://", "duckdb://", "postgres_url", "spark_url"])
def store(request):
    address = request.param
    if address.endswith("_url"):
        address = request.getfixturevalue(address)
    with connect(address) as opened:
        yield opened


def test_what_goes_in_comes_out(store):
    store.make("thing", COLUMNS)
    store.fill("thing", COLUMNS, ROWS)
    found = store.ask("select name, held_on, amount from thing order by held_on, name")
    assert sorted(found, key=repr) == sorted(ROWS, key=repr)


def test_filling_adds_and_making_empties(store):
    store.make("thing", COLUMNS)
    store.fill("thing", COLUMNS, ROWS[:2])
    store.fill("thing", COLUMNS, iter(ROWS[2:]))
    store.fill("thing", COLUMNS, ())
    assert store.ask("select count(*) from thing") == [(len(ROWS),)]
    store.make("thing", COLUMNS)
    assert store.ask("select count(*) from thing") == [(0,)]


def test_a_named_parameter_may_stand_twice_and_beside_a_percent_sign(store):
    store.make("thing", COLUMNS)
    store.fill("thing", COLUMNS, ROWS)
    found = store.ask(
        "select name from thing where held_on >= $day and held_on <= $day "
        "and name like '%0%' and amount = $amount",
        {"day": date(2024, 2, 29), "amount": 3},
    )
    assert found == [("007",)]


def test_a_pattern_needs_no_parameter(store):
    """A percent sign is PostgreSQL's own marker, and must not be taken for one."""
    assert store.ask("select 1 as one where 'long-term fostering' like '%fost%'") == [
        (1,)
    ]


def test_a_statement_takes_parameters(store):
    store.make("thing", COLUMNS)
    store.run(
        "insert into thing select $name, $held_on, 1",
        {"name": "x", "held_on": date(2024, 1, 2)},
    )
    assert store.ask("select name, held_on from thing") == [("x", date(2024, 1, 2))]


def test_a_parameter_that_is_not_given_is_refused(store):
    with pytest.raises(KeyError, match="as_at"):
        store.ask("select $as_at")


def test_text_is_ordered_by_its_code_points_on_every_engine(store):
    names = ["b", "a", "B", "a b", "ab", "10", "9", "é", "_"]
    store.make("thing", {"name": TEXT})
    store.fill("thing", {"name": TEXT}, [(name,) for name in names])
    found = [name for (name,) in store.ask("select name from thing order by name")]
    assert found == sorted(names)


def test_every_table_is_made_although_the_records_hold_none(store):
    load(store, Records())
    for name, table in TABLES.items():
        columns = ", ".join(table.columns)
        assert store.ask(f"select {columns} from {name}") == []


def test_a_row_may_leave_columns_out(store):
    records = Records()
    records.add(
        "ssd_cp_visits", cppv_cp_visit_id="v", cppv_cp_visit_date=date(2024, 3, 1)
    )
    load(store, records)
    assert store.ask("select * from ssd_cp_visits") == [
        ("v", None, None, date(2024, 3, 1), None, None)
    ]


def test_every_date_of_the_records_is_known_for_one_and_nothing_else_is():
    for table in TABLES.values():
        for column, kind in table.columns.items():
            assert is_date_column(column) == (kind == DATE), f"{table.name}.{column}"


def test_a_store_in_a_file_keeps_what_it_was_given(tmp_path):
    for address in (f"sqlite:///{tmp_path}/a.db", f"duckdb:///{tmp_path}/a.duckdb"):
        with connect(address) as opened:
            opened.make("thing", COLUMNS)
            opened.fill("thing", COLUMNS, ROWS[:1])
        with connect(address) as opened:
            assert opened.ask("select name, held_on, amount from thing") == ROWS[:1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "a.duckdb"]


@pytest.mark.parametrize("address", ["", "mysql://x", "somewhere", "spark"])
def test_an_address_of_no_store_is_refused_and_says_what_may_be_used(address):
    with pytest.raises(
        UnknownStore, match="sqlite://, duckdb://, postgresql:// or sc://"
    ):
        connect(address)

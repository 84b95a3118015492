"""Rows that came as columns are used as any list of rows, and lose nothing on the way."""

import copy

import pytest

from alongside.reckon.records import Records, Rows

TABLE = "ssd_cp_plans"


@pytest.fixture
def rows() -> Rows:
    return Rows.of({"id": ["a", "b"], "child": ["7", None]})


def test_a_list_of_rows_is_what_they_are(rows):
    assert len(rows) == 2
    assert rows == [{"id": "a", "child": "7"}, {"id": "b", "child": None}]
    assert [row["id"] for row in rows] == ["a", "b"]
    assert [*rows, {"id": "c"}] == rows + [{"id": "c"}]
    assert rows[1:] == [{"id": "b", "child": None}]
    assert copy.copy(rows) == copy.deepcopy(rows) == rows


def test_what_is_changed_in_a_row_stays_and_shows_in_its_column(rows):
    rows[0]["child"] = "8"
    assert rows[0]["child"] == "8" and rows.column("child") == ["8", None]
    rows.put("child", ["9", "10"])
    assert rows[1] == {"id": "b", "child": "10"}


def test_a_column_that_nobody_gave_is_blank_and_one_replaced_is_in_the_rows(rows):
    assert rows.column("team") == [None, None]
    rows.put("child", ["1", "2"])
    assert [row["child"] for row in rows] == ["1", "2"]


@pytest.mark.parametrize("asked_for", [False, True], ids=["as columns", "as rows"])
@pytest.mark.parametrize("more", [{"id": ["c"], "child": ["9"]}, {"id": ["c"]}])
def test_more_rows_come_after_the_first_in_either_shape(rows, asked_for, more):
    if asked_for:
        assert rows[0]
    rows.extend(Rows.of(more))
    assert rows.column("id") == ["a", "b", "c"] and len(rows) == 3
    assert rows[2]["id"] == "c" and rows[2].get("child") == more.get("child", [None])[0]


def test_columns_given_are_left_as_they_are():
    given = {"cppl_cp_plan_id": ["p1"], "cppl_person_id": ["7"]}
    records = Records()
    records.put(TABLE, given)
    records.put(TABLE, given)
    records.by_column(TABLE).put("cppl_person_id", ["8", "9"])
    assert given == {"cppl_cp_plan_id": ["p1"], "cppl_person_id": ["7"]}
    assert list(records.children()) == ["8", "9"] and records.count() == 2


def test_rows_added_one_by_one_stand_before_those_that_come_as_columns():
    records = Records()
    records.add(TABLE, cppl_cp_plan_id="p1", cppl_person_id="7")
    records.put(TABLE, {"cppl_cp_plan_id": ["p2"], "cppl_person_id": ["8"]})
    names = "cppl_cp_plan_id", "cppl_person_id"
    assert list(records.columns(TABLE, *names)) == [("p1", "7"), ("p2", "8")]
    assert list(records.columns("ssd_person", "pers_person_id")) == []

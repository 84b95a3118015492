"""What another export changes, worked by hand, and applied to anything held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.desk.casework.comparison import Held, compare
from alongside.reckon.rulebook import england

RULES = england()
ENQUIRY, VISIT = "S47_ICPC", "CP_VISIT_10WD"  # one clock an enquiry; one after another


def row(on="2026-01-05", status="open", rule=ENQUIRY, due="2026-01-26", **more):
    """A clock as a projection has it, in the order of DUE."""
    said = {"done": None, "ended": None, "child": "A", "nth": 1, "team": "North"} | more
    return [
        said["child"], rule, on, said["nth"], due, said["done"], said["ended"], status,
        said["team"], None,
    ]  # fmt: skip


def held(*rows, gone=(), marks=None):
    """The rows as the desk holds them, numbered from 1."""
    return {
        tuple(values[:4]): Held(
            number, *values[4:], number in gone, (marks or {}).get(number),
            number in (marks or {}),
        )
        for number, values in enumerate(rows, 1)
    }  # fmt: skip


def told(found) -> dict[str, list[str]]:
    """The kinds told of, each with the starts of its clocks."""
    return {kind: [r["started_on"] for r in rows] for kind, rows in found.told.items()}


def written(found) -> tuple:
    updated = {pk: (r["started_on"], r["status"]) for pk, r in found.update}
    created = [(r["started_on"], r["status"]) for r in found.create]
    return created, updated, found.gone, found.drop


def test_nothing_is_told_or_written_where_nothing_changed():
    rows = [
        row(),
        row(rule=VISIT),
        row(on="2025-03-03", status="met", done="2025-03-05"),
    ]
    found = compare(held(*rows), rows, RULES)
    assert (told(found), written(found)) == ({}, ([], {}, [], []))


CHANGES = [
    # what was held, what the export shows, what is told of it
    (None, row(), "new"),
    (None, row(status="met", done="2026-01-20"), None),
    (None, row(status="late", done="2026-02-20"), None),
    (None, row(status="invalid_sequence"), "unclear"),
    (row(), row(status="met", done="2026-01-20"), "done"),
    (row(), row(status="late", done="2026-02-20"), "done"),
    (row(), row(status="closed_before_due", ended="2026-01-20"), "ended"),
    (row(), row(status="closed_after_due", ended="2026-02-20"), "ended"),
    (row(), row(due="2026-01-27"), "moved"),
    (row(), row(status="invalid_sequence"), "unclear"),
    (row(), row(status="cannot_compute", due=None), "untold"),
    (row(), row(team="South"), None),
    (row(), None, "vanished"),
    (row(status="met", done="2026-01-20"), None, None),
    (row(status="met", done="2026-01-20"), row(), "new"),
    (row(status="met", done="2026-01-20"), row(status="late", done="2026-02-20"), None),
    (row(status="met", done="2026-01-20"), row(status="invalid_sequence"), "unclear"),
    (row(status="invalid_sequence"), row(status="invalid_sequence"), None),
]


@pytest.mark.parametrize(("was", "now", "kind"), CHANGES)
def test_each_change_is_told_as_what_it_is(was, now, kind):
    found = compare(held(*[was] if was else []), [now] if now else [], RULES)
    assert told(found) == ({kind: ["2026-01-05"]} if kind else {})


def test_what_was_marked_done_and_is_open_still_disagrees():
    found = compare(held(row(), marks={1: "awaiting"}), [row()], RULES)
    assert told(found) == {"disagreeing": ["2026-01-05"]}
    assert written(found) == ([], {}, [], [])


def test_what_was_asked_of_and_is_open_still_is_not_told():
    assert not told(compare(held(row(), marks={1: "asked"}), [row()], RULES))


def test_what_vanished_and_is_back_is_new_and_no_longer_gone():
    found = compare(held(row(), gone={1}), [row()], RULES)
    assert told(found) == {"new": ["2026-01-05"]}
    assert written(found) == ([], {1: ("2026-01-05", "open")}, [], [])


def test_what_vanished_once_is_not_told_again():
    found = compare(held(row(), gone={1}), [], RULES)
    assert (told(found), written(found)) == ({}, ([], {}, [], []))


def test_a_corrected_start_is_the_same_clock_moved():
    found = compare(held(row()), [row(on="2026-01-07")], RULES)
    assert told(found) == {"moved": ["2026-01-07"]}
    assert written(found) == ([], {1: ("2026-01-07", "open")}, [], [])
    assert found.told["moved"][0]["was_due_on"] == "2026-01-26"


def test_a_start_corrected_of_a_clock_that_ended_is_told_as_its_end():
    ended = row(on="2026-01-07", status="closed_before_due", ended="2026-01-09")
    assert told(compare(held(row()), [ended], RULES)) == {"ended": ["2026-01-07"]}


def test_of_several_starts_the_nearest_is_the_one_corrected():
    late_entry = row(on="2025-02-03", status="met", done="2025-02-10")
    found = compare(held(row()), [late_entry, row(on="2026-01-06")], RULES)
    assert written(found)[1] == {1: ("2026-01-06", "open")}
    assert written(found)[0] == [("2025-02-03", "met")]


def test_where_all_visits_are_given_a_later_start_is_a_correction():
    found = compare(held(row(rule=VISIT)), [row(on="2026-01-07", rule=VISIT)], RULES)
    assert told(found) == {"moved": ["2026-01-07"]}


@pytest.mark.parametrize(
    ("visited", "status", "done"),
    [("2026-01-26", "met", "2026-01-26"), ("2026-01-27", "cannot_compute", None)],
)
def test_where_the_latest_visit_alone_is_given_it_closes_the_one_before(
    visited, status, done
):
    """In time by then, it was in time; else a visit between them may have been."""
    later = row(on=visited, rule=VISIT, due="2026-02-09")
    found = compare(held(row(rule=VISIT)), [later], RULES, {VISIT})
    kind = "done" if done else "untold"
    assert told(found) == {kind: ["2026-01-05"], "new": [visited]}
    ((pk, update),) = found.update
    assert (pk, update["status"], update["completed_on"]) == (1, status, done)


def test_a_closed_clock_that_is_shown_no_more_is_dropped_unless_it_was_marked():
    closed = [row(status="met", done="2026-01-20", child=child) for child in "ABC"]
    was = held(*closed, marks={2: "note", 3: None})  # the third's mark was taken off
    found = compare(was, [], RULES)
    assert (found.gone, found.drop) == ([2, 3], [1])


def test_a_clock_of_a_rule_that_left_the_rulebook_vanishes():
    found = compare(held(row(rule="OLD_RULE")), [row(rule=VISIT)], RULES)
    assert told(found) == {"vanished": ["2026-01-05"], "new": ["2026-01-05"]}


def test_the_order_in_which_the_clocks_are_held_does_not_matter():
    rows = [row(on=f"2026-01-{n:02}") for n in (5, 9, 14)]
    now = [row(on="2026-01-06"), row(on="2026-01-15")]
    ways = [compare(held(*order), now, RULES) for order in (rows, rows[::-1])]
    assert told(ways[0]) == told(ways[1])


days = st.integers(0, 12).map(lambda n: str(date(2026, 1, 5) + timedelta(n)))
clocks = st.builds(
    row,
    days,
    st.sampled_from(["open", "open", "met", "late", "closed_before_due", "invalid_sequence"]),
    rule=st.sampled_from([ENQUIRY, VISIT]),
    due=days,
    child=st.sampled_from("AB"),
    nth=st.integers(1, 2),
)  # fmt: skip
exports = st.lists(clocks, max_size=8, unique_by=lambda values: tuple(values[:4]))


@given(exports, exports, st.sets(st.integers(1, 8)), st.dictionaries(st.integers(1, 8), st.sampled_from(["asked", "awaiting", None])), st.booleans())  # fmt: skip
def test_applied_the_desk_holds_what_the_export_shows(rows, now, gone, marks, latest):
    was = held(*rows, gone=gone, marks=marks)
    found = compare(was, now, RULES, {VISIT} if latest else ())

    after = {one.pk: list(key) + _values(one) for key, one in was.items()}
    away = {one.pk for one in was.values() if one.gone}
    for pk in found.drop:
        del after[pk]
    for pk, changed in found.update:
        after[pk] = list(changed.values())
    away = (away | set(found.gone)) - {pk for pk, _ in found.update}
    shown = [values for pk, values in after.items() if pk not in away]
    shown += [list(created.values()) for created in found.create]

    assert marks.keys() & {one.pk for one in was.values()} <= after.keys()
    keys = [tuple(v[:4]) for v in after.values()]
    keys += [tuple(created.values())[:4] for created in found.create]
    assert len(set(keys)) == len(keys)
    past = [values for values in shown if values not in now]
    assert sorted(map(repr, now)) == sorted(repr(v) for v in shown if v not in past)
    assert not past or latest  # only visits done by a later one are in no export
    assert all(values[1] == VISIT and values[7] != "open" for values in past)
    assert all(one.pk not in found.drop for one in was.values() if one.open)


def _values(one: Held) -> list:
    return [
        one.due_on, one.completed_on, one.ended_on, one.status, one.team, one.worker
    ]  # fmt: skip

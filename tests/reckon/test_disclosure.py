"""Small numbers are hidden, and cannot be worked out from what is shown."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.reckon.disclosure import ALL, DEPARTMENTS, Rule, protect, publish
from alongside.reckon.indicators import Figure

counts = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 20])


def tables(rows, columns):
    keys = list(product(rows, columns))
    return st.tuples(*[counts] * len(keys)).map(
        lambda drawn: dict(zip(keys, drawn, strict=True))
    )


def test_by_hand():
    shown = protect({
        ("N", "in"): 20, ("N", "out"): 3, ("S", "in"): 30, ("S", "out"): 8,
        ("E", "in"): 12, ("E", "out"): 0,
    })  # fmt: skip
    assert shown.text("N", "out") == "c", "a count of three is small"
    assert shown.text("S", "out") == "c", (
        "of 10 in all but 8, one to four would be left"
    )
    assert shown.text("E", "out") == "0", "nought points at nobody"
    assert shown.text("N", "in") == "20"
    assert shown.text("E", "in") == "10", "12 is rounded to 10"
    assert shown.text(ALL, ALL) == "75", "the total of 73 is rounded by itself"


def test_a_total_goes_where_it_leaves_no_room_for_what_is_hidden():
    """Six teams hide a count; of a total of six or seven, none could be more than two."""
    assert protect({(team,): 1 for team in "abcdef"}).text(ALL) == "c"
    assert protect({(team,): 5 for team in "abcdef"}).text(ALL) == "30"


def test_what_is_shown_is_rounded_and_not_small():
    rule = DEPARTMENTS
    assert [rule.nearest(n) for n in (0, 6, 7, 8, 12, 13)] == [0, 5, 5, 10, 10, 15]
    assert Rule(rounded_to=10).nearest(15) == 20
    for to in (1, 3, 5, 10):
        each = Rule(6, to)
        for count in (0, *range(6, 60)):
            least, most = each.rounded_from(each.nearest(count))
            assert least <= count <= most


@given(tables("NSEW", ("in", "out")))
def test_every_small_count_and_total_is_hidden(table):
    shown = protect(table)
    full = {
        (row, column): sum(
            n for (r, c), n in table.items() if row in (r, ALL) and column in (c, ALL)
        )
        for row in ("N", "S", "E", "W", ALL)
        for column in ("in", "out", ALL)
    }
    assert set(shown.counts) == set(full)
    for key, count in full.items():
        if 0 < count < 6:
            assert shown.counts[key] is None
        assert shown.counts[key] in (None, DEPARTMENTS.nearest(count))


def could_be(shown, rows, columns, key):
    """Every value a count may have, by trying each table that is printed like this one."""
    cells = list(product(rows, columns))
    bounds = {
        each: (0, 99) if n is None else DEPARTMENTS.rounded_from(n)
        for each, n in shown.counts.items()
    }
    found, others = set(), [cell for cell in cells if cell != key]
    # No count drawn is larger than 20, so that no sum of two shown ones needs more than 25.
    tried = {
        cell: range(26) if shown.counts[cell] is None
        else range(bounds[cell][0], bounds[cell][1] + 1)
        for cell in cells
    }  # fmt: skip
    for value in range(1, 6):
        for drawn in product(*(tried[cell] for cell in others)):
            table = dict(zip(others, drawn, strict=True)) | {key: value}
            sums = {
                (r, c): sum(n for (a, b), n in table.items() if r in (a, ALL) and c in (b, ALL))
                for r, c in bounds
            }  # fmt: skip
            if all(low <= sums[each] <= high for each, (low, high) in bounds.items()):
                found.add(value)
                break
    return found


@settings(max_examples=min(15, settings().max_examples))
@given(tables("NS", ("in", "out")))
def test_nobody_can_work_out_a_small_count_from_all_that_is_shown(table):
    """Not by one subtraction, nor by all sums at once: each of one to five remains."""
    shown = protect(table)
    for key, count in table.items():
        if 0 < count < 6:
            assert could_be(shown, "NS", ("in", "out"), key) == {1, 2, 3, 4, 5}


@given(tables("NSEW", ("in", "out", "left out")))
def test_one_subtraction_leaves_every_small_count_open(table):
    shown = protect(table)
    for (row, column), count in table.items():
        if not 0 < count < 6:
            continue
        for total, parts in (
            ((row, ALL), [(row, c) for c in ("in", "out", "left out")]),
            ((ALL, column), [(r, column) for r in "NSEW"]),
        ):
            others = [shown.counts[part] for part in parts if part != (row, column)]
            if shown.counts[total] is None or None in others:
                continue
            _, top = DEPARTMENTS.rounded_from(shown.counts[total])
            least = sum(DEPARTMENTS.rounded_from(n)[0] for n in others)
            assert top - least >= 5, "five could not be what is hidden"


def test_a_table_that_is_not_one_is_refused():
    with pytest.raises(ValueError, match="as many places"):
        protect({("N",): 1, ("N", "in"): 2})
    with pytest.raises(ValueError, match="below 0"):
        protect({("N",): -1})


def figures(**by_month):
    made = [Figure(f"2026-{m[1:]}", "", *n) for m, n in by_month.items()]
    whole = [sum(n[i] for n in by_month.values()) for i in (0, 1)]
    return [*made, Figure("2026-01-01/2026-03-31", "", *whole)]


def test_months_and_the_whole_are_one_table():
    shown = publish(figures(m01=(40, 50), m02=(48, 50), m03=(40, 50)))
    by_period = {each.period: each for each in shown}
    assert by_period["2026-02"].numerator is None, "of 50 it would tell the two late"
    assert by_period["2026-02"].rate is None, "two of 50 late is not to be told"
    assert by_period["2026-01-01/2026-03-31"].denominator == 150
    late = [each.rate is None for each in shown]
    assert sum(late) >= 2, "one hidden month could be had by subtraction"


def test_a_snapshots_months_are_tables_of_their_own():
    shown = publish(figures(m01=(40, 50), m02=(48, 50), m03=(40, 50)), add_up=False)
    assert [each.rate is None for each in shown] == [False, True, False, False]


def test_a_share_is_of_the_rounded_counts():
    [shown] = publish([Figure("2026-01-01/2026-03-31", "", 33, 48)])
    assert (shown.numerator, shown.denominator) == (35, 50)
    assert str(shown.rate.value) == "70.0"

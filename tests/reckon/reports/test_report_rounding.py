"""A right total is never reported, however it is rounded; a planted one always is."""

from __future__ import annotations

import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.figures import rounded
from alongside.reckon.reports.amounts import amounts, pounds
from alongside.reckon.reports.checks import check, sums, totals, wholes
from alongside.reckon.reports.checks.shares import is_possible
from alongside.reckon.reports.reading import text
from alongside.reckon.reports.report import Paragraph, Report, Table

PENCE = st.integers(100_000, 90_000_000).map(lambda pence: Decimal(pence) / 100)
PARTS = st.lists(PENCE, min_size=2, max_size=6)
PLACES = st.sampled_from([2, 0])


def table(parts, total):
    rows = [["Use", "Cost"], *[[f"Use {at}", each] for at, each in enumerate(parts)]]
    return Report("A report", [Table("Table 1: costs", [*rows, ["Total", total]])])


def sentence(parts, total):
    *first, last = parts
    words = f"It costs {', '.join(first)} and {last}, a total of {total}."
    return Report("A report", [Paragraph("1", words)])


@given(PARTS, PLACES)
def test_a_total_of_rounded_parts_is_never_reported(parts, places):
    told = [pounds(rounded(each, places)) for each in parts]
    total = pounds(rounded(sum(parts, Decimal(0)), places))
    assert list(totals.check(table(told, total))) == []
    assert list(sums.check(sentence(told, total))) == []


@given(PARTS, st.integers(1, 3))
def test_a_total_told_in_fewer_figures_is_never_reported(parts, fewer):
    whole = [rounded(each, 0) for each in parts]
    come_to = sum(whole, Decimal(0))
    unit = Decimal(10) ** max(len(str(come_to)) - 2 - (3 - fewer), 0)
    total = pounds(rounded(come_to / unit, 0) * unit)
    assert list(sums.check(sentence(list(map(pounds, whole)), total))) == []


@given(PARTS, st.integers(50, 900))
def test_a_total_that_is_off_is_always_reported(parts, off):
    whole = [rounded(each, 0) for each in parts]
    # It ends in a 1, so that nobody takes it for a rounded one.
    come_to = sum(whole, Decimal(0))
    printed = come_to + off
    printed += 1 if printed % 10 == 0 else 0
    for report, kind in (
        (table(list(map(pounds, whole)), pounds(printed)), totals),
        (sentence(list(map(pounds, whole)), pounds(printed)), sums),
    ):
        [found] = kind.check(report)
        assert pounds(come_to) in found.what


@given(
    st.lists(st.integers(0, 60), min_size=3, max_size=5).filter(lambda n: sum(n) > 1)
)
def test_shares_of_counted_cases_are_never_reported(counts):
    whole = sum(counts)
    shares = [f"{rounded(Decimal(100 * each) / whole, 0)}%" for each in counts]
    rows = [["Team", *"ABCDE"[: len(counts)]], ["Ash", *shares], ["Beech", *shares]]
    found = wholes.check(Report("A report", [Table("", rows)]))
    assert not [each for each in found if each.confidence == "certain"]


@given(st.integers(1, 300), st.data())
def test_the_share_of_any_count_is_possible(whole, data):
    count = data.draw(st.integers(0, whole))
    for places in (0, 1):
        assert is_possible(str(rounded(Decimal(100 * count) / whole, places)), whole)


@given(st.integers(-10_000_000, 10_000_000))
def test_a_sum_is_read_as_it_is_printed(value):
    [found] = amounts(f"It is {pounds(Decimal(value))}.")
    assert (found.value, found.unit) == (value, "£")


def test_a_text_made_to_be_slow_is_checked_in_time_that_grows_with_it():
    def taken(times):
        began = time.process_time()
        check(text.read("from 12 of 40 (30%) to £1,000 and " * times))
        return time.process_time() - began

    taken(20)
    assert taken(600) < 40 * max(taken(60), 0.05)

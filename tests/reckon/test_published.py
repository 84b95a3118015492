"""The Department's own shares, reckoned again from its authorities' rows."""

from decimal import Decimal

import pytest

from alongside.reckon.indicators import INDICATORS
from alongside.reckon.indicators.published import (
    ASSESSMENTS,
    AUTHORITY,
    CONFERENCES,
    ENGLAND,
    PLANS_REVIEWED,
    TABLES,
    number,
    published,
    reckoned_again,
    regions,
    rows,
    share,
    years,
)
from alongside.reckon.indicators.rates import percentage

# Authorities that sent no return in a year. The Department reckoned for them in its totals.
SENT_NOTHING = {"Hackney", "Hampshire"}
EVERY = [
    (table, year, region)
    for table in TABLES
    for year in years(table)
    for region in ["", *regions(table)]
]


@pytest.mark.parametrize(
    ("table", "year", "said"),
    [
        (ASSESSMENTS, 2024, "84.5"),  # 543,210 of 643,170
        (ASSESSMENTS, 2023, "82.5"),  # 540,770 of 655,540
        (CONFERENCES, 2024, "79.7"),  # 57,580 of 72,250
        (CONFERENCES, 2023, "78.4"),  # 58,330 of 74,380
        (PLANS_REVIEWED, 2024, "89.8"),  # 31,500 of 35,090, and printed so
        (PLANS_REVIEWED, 2023, "88.1"),
    ],
)
def test_englands_share_is_the_sum_of_the_bands_over_the_total(table, year, said):
    found = published(table, year)
    assert found.low == found.high == Decimal(said)


@pytest.mark.parametrize(("table", "year", "region"), EVERY)
def test_authorities_come_to_their_regions_share_within_rounding(table, year, region):
    """A published count of a region is rounded to ten, each band of it too."""
    theirs, ours = published(table, year, region), reckoned_again(table, year, region)
    if SENT_NOTHING & set(ours.without):
        assert abs(theirs.total - ours.total) > 100  # too many to be rounding
        return
    off = 5 * len(table.in_time)
    assert ours.least * (theirs.total - 5) <= (theirs.least + off) * ours.total
    assert ours.most * (theirs.total + 5) >= (theirs.least - off) * ours.total


def test_only_those_who_sent_nothing_keep_a_share_from_being_reckoned_again():
    lacking = {(t.name, y, r) for t, y, r in EVERY if SENT_NOTHING & set(reckoned_again(t, y, r).without)}  # fmt: skip
    assert (len(EVERY), len(lacking)) == (108, 15)
    assert {year for _, year, _ in lacking} == {2022, 2024}


def test_every_percentage_that_was_printed_is_reckoned_to_the_digit():
    """Table D6 alone prints one: from counts not rounded, which only authorities show."""
    wrong, met = [], 0
    for row in rows(PLANS_REVIEWED):
        printed = row["Reviewed_within_timescales_percent"]
        counts = [
            number(row[c]) for c in (*PLANS_REVIEWED.in_time, PLANS_REVIEWED.total)
        ]
        if (
            row["geographic_level"] not in (AUTHORITY, ENGLAND)
            or None in counts
            or not counts[-1]
        ):
            continue
        met += 1
        if percentage(*counts) != Decimal(printed):
            wrong.append(row["la_name"])
    assert (met, wrong) == (451, [])


def test_a_regions_printed_percentage_comes_from_its_authorities():
    printed = {
        (int(row["time_period"]), row["region_name"]): Decimal(
            row["Reviewed_within_timescales_percent"]
        )
        for row in rows(PLANS_REVIEWED)
        if row["geographic_level"] == "Regional"
    }
    whole = {
        place: reckoned_again(PLANS_REVIEWED, *place)
        for place in printed
        if not reckoned_again(PLANS_REVIEWED, *place).without
    }
    assert len(whole) == 26
    assert {place: found.low for place, found in whole.items()} == {
        place: printed[place] for place in whole
    }


def test_a_symbol_is_not_nought():
    assert [number(cell) for cell in ("c", "x", "u", "z", "", "0", "17")] == [
        None, None, None, None, None, 0, 17,
    ]  # fmt: skip
    row = {"la_name": "Somewhere", "ICPC": "100", "Duration_0-10_days": "c",
           "Duration_11-15_days": "70", "Duration_16-20_days": "20", "Duration_21+_days": "c"}  # fmt: skip
    found = share(CONFERENCES, [row])
    assert (found.least, found.most, found.total) == (70, 80, 100)
    gone = share(CONFERENCES, [row, row | {"ICPC": "u", "la_name": "Elsewhere"}])
    assert (gone.total, gone.without) == (100, ("Elsewhere",))


def test_no_count_from_one_to_five_stands_in_an_authoritys_row():
    """The rule for small numbers in `disclosure.py` is the one these tables keep."""
    shown = {
        number(row[column])
        for table in TABLES
        for row in rows(table)
        if row["geographic_level"] == AUTHORITY
        for column in (table.total, *table.in_time, *table.late)
    }
    assert not shown & {1, 2, 3, 4, 5}
    assert shown > {0, 6, 7}


def test_each_table_is_of_an_indicator_with_the_same_bands():
    for table in TABLES:
        indicator = INDICATORS[table.indicator]
        assert indicator.family == "department"
        if indicator.bands:
            assert len(indicator.bands) == len(table.in_time) + len(table.late)
            labels = [c.replace("Duration_", "").replace("_days", "").replace("_", " ")
                      for c in (*table.in_time, *table.late)]  # fmt: skip
            assert [band.label for band in indicator.bands] == labels

"""Audit grades by team and quarter: a council's printed table, worked by hand."""

from __future__ import annotations

import csv
import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest

from alongside.reckon.audits import (
    OFSTED,
    READINGS,
    Colour,
    Polarity,
    Row,
    coloured_by_chance,
    compare,
    fit,
    fit_with_a_slip,
    said_of,
    together,
)

PRINTED = Path(__file__).parents[1] / "data" / "audits-2015.csv"
GREEN, RED, NONE, UNKNOWN = "better", "worse", "no colour", "cannot tell"


def read() -> dict[str, dict[str, list[Row]]]:
    """The table of a council's report of 2015, as printed: group, team, two rows."""
    found: dict[str, dict[str, list[Row]]] = {"pilot": {}, "other": {}}
    for line in csv.DictReader(PRINTED.open()):
        cells = [line[grade.name] for grade in OFSTED]
        printed = tuple(None if c in (".", "-") else Decimal(c) for c in cells)
        row = Row(line["team"], line["period"], printed=printed)
        found[line["group"]].setdefault(row.team, []).append(row)
    return found


TABLE = read()
TEAMS = TABLE["pilot"] | TABLE["other"]


def cells(team: str, reading: str) -> list[str]:
    return [
        f"{int(cell.change):+} {cell.colour.value}"
        for cell in compare(*TEAMS[team], OFSTED, READINGS[reading])
    ]


@pytest.mark.parametrize(
    ("team", "said"),
    [
        ("Bassetlaw DCPT", [f"+0 {NONE}", f"+17 {GREEN}", f"+2 {NONE}", f"-20 {GREEN}"]),
        ("CDS", [f"+8 {GREEN}", f"+0 {NONE}", f"-17 {GREEN}", f"+8 {RED}"]),
        ("Broxtowe & Rushcliffe DCPT", [f"+0 {NONE}", f"+34 {GREEN}", f"-9 {GREEN}", f"-25 {GREEN}"]),
        ("LAC", [f"-13 {RED}", f"+26 {GREEN}", f"+3 {NONE}", f"-16 {GREEN}"]),
        ("Ashfield DCPT", [f"+0 {NONE}", f"+3 {NONE}", f"+14 {RED}", f"-17 {GREEN}"]),
        ("Gedling DCPT", [f"+0 {NONE}", f"+0 {NONE}", f"-6 {GREEN}", f"+7 {RED}"]),
        ("Mansfield DCPT", [f"+8 {GREEN}", f"-7 {RED}", f"+17 {RED}", f"-15 {GREEN}"]),
        ("Newark DCPT", [f"+0 {NONE}", f"-6 {RED}", f"+11 {RED}", f"-5 {GREEN}"]),
    ],
)  # fmt: skip
def test_the_table_of_the_report_cell_by_cell(team, said):
    """By hand: after minus before, on the printed numbers, missing cells filled in."""
    assert cells(team, "implied") == said


@pytest.mark.parametrize(
    ("reading", "pilot", "other", "why"),
    [
        ("implied", (9, 2, 5), (5, 6, 5), "what the report must have meant"),
        ("printed", (9, 2, 5), (5, 6, 5), "the numbers are whole already"),
        ("stated", (9, 1, 5), (5, 5, 5), "two missing cells have no colour"),
        ("sign", (5, 6, 5), (5, 6, 5), "any rise green: both groups alike"),
        ("neutral", (7, 2, 7), (4, 3, 9), "requires improvement left out"),
        ("over", (9, 2, 5), (4, 6, 6), "Newark's Inadequate moved by exactly 5"),
    ],
)
def test_each_reading_of_the_rule_counts_its_colours(reading, pilot, other, why):
    for group, expected in (("pilot", pilot), ("other", other)):
        found = Counter(
            cell.colour
            for rows in TABLE[group].values()
            for cell in compare(*rows, OFSTED, READINGS[reading])
        )
        counted = found[Colour.GREEN], found[Colour.RED], found[Colour.NONE]
        assert counted == expected, why
        assert sum(found.values()) == 16


def test_a_relative_rule_colours_what_points_do_not():
    """18 to 20 is 2 points and 11 per cent: worse, by a relative reading."""
    assert cells("Bassetlaw DCPT", "relative")[2] == f"+2 {RED}"


def test_counts_are_compared_before_rounding():
    """1 of 5 to 2 of 13 is -4.6 points: no colour, though 20% to 15% is printed."""
    before, after = (
        Row("N", "Q4", counts=(0, 3, 1, 1)),
        Row("N", "Q1", counts=(0, 7, 4, 2)),
    )
    exact, printed = (
        compare(before, after, OFSTED, READINGS[name])[3]
        for name in ("stated", "printed")
    )
    assert exact.change == Fraction(200, 13) - 20
    assert (exact.colour, printed.colour) == (Colour.NONE, Colour.GREEN)


def test_a_missing_cell_is_shown_as_implied_and_has_no_colour():
    lac = compare(*TEAMS["LAC"], OFSTED)[0]
    assert (lac.after.percent, lac.after.implied) == (0, True)
    assert lac.colour is Colour.UNKNOWN
    assert compare(*TEAMS["Ashfield DCPT"], OFSTED)[2].after.percent == 33


def test_two_missing_cells_imply_nothing():
    row = Row("A", "Q1", printed=(None, None, Decimal(40), Decimal(27)))
    assert [share.percent for share in row.shares()] == [None, None, 40, 27]
    assert said_of(row, OFSTED) == ["Outstanding is missing.", "Good is missing."]


def test_rows_that_do_not_add_up_say_by_how_much():
    off = {
        (team, n): int(row.off_by)
        for team, rows in TEAMS.items()
        for n, row in enumerate(rows)
        if row.off_by
    }
    assert off == {
        ("Bassetlaw DCPT", 0): 1, ("CDS", 1): -1, ("Gedling DCPT", 1): 1,
        ("Mansfield DCPT", 0): -1, ("Mansfield DCPT", 1): 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("team", "n", "audits", "counts"),
    [
        ("CDS", 0, 6, (0, 3, 2, 1)),
        ("Gedling DCPT", 0, 16, (0, 8, 3, 5)),
        ("Gedling DCPT", 1, 8, (0, 4, 1, 3)),
        ("Ashfield DCPT", 1, 15, (0, 6, 5, 4)),
        ("LAC", 1, 24, (0, 19, 4, 1)),
        ("Newark DCPT", 0, 5, (0, 3, 1, 1)),
        ("Newark DCPT", 1, 13, (0, 7, 4, 2)),
    ],
)
def test_the_fewest_audits_that_give_a_printed_row(team, n, audits, counts):
    found = fit(TEAMS[team][n].printed)
    assert (found.audits, found.counts) == (audits, counts)


@pytest.mark.parametrize(
    ("team", "n", "fewest", "printed", "read_as", "audits"),
    [
        ("Mansfield DCPT", 1, 200, 32, 31, 13),
        ("CDS", 1, 106, 16, 17, 12),
    ],
)
def test_a_slip_explains_a_row(team, n, fewest, printed, read_as, audits):
    row = TEAMS[team][n].printed
    slip = fit_with_a_slip(row)
    assert fit(row).audits == fewest
    assert (slip.printed, slip.read_as, slip.fit.audits) == (printed, read_as, audits)


def test_what_is_said_of_the_row_of_102_per_cent():
    assert said_of(TEAMS["Mansfield DCPT"][1], OFSTED) == [
        "Adds up to 102%, 2 points over.",
        "At least 200 audits.",
        "With Requires improvement 32 read as 31, 13 would do.",
    ]


def test_every_fit_prints_its_row_again():
    for rows in TEAMS.values():
        for row in rows:
            found = fit(row.printed)
            again = [
                int(Fraction(100 * c, found.audits) + Fraction(1, 2))
                for c in found.counts
            ]
            assert all(
                p is None or p == a for p, a in zip(row.printed, again, strict=True)
            )
            assert sum(found.counts) == found.audits


def test_good_or_better_and_inadequate_stand_beside_the_cells():
    """By hand: +17, +8, +34, +13 in the pilot teams; +3, 0, +1, -6 in the others."""
    moved = {
        group: [
            int(together(after, OFSTED, Polarity.GOOD).percent - together(before, OFSTED, Polarity.GOOD).percent)
            for before, after in teams.values()
        ]
        for group, teams in TABLE.items()
    }  # fmt: skip
    assert moved == {"pilot": [17, 8, 34, 13], "other": [3, 0, 1, -6]}


def test_counts_have_an_interval_and_percentages_none():
    """Wilson: 0 of 20 gives 0 to 16.1."""
    counted = Row("A", "Q1", counts=(0, 20, 0, 0)).shares()[0]
    assert (counted.low, counted.high) == (Decimal("0.0"), Decimal("16.1"))
    assert TEAMS["CDS"][0].shares()[1].low is None


def test_a_row_is_counts_or_percentages():
    with pytest.raises(ValueError, match="one of the two"):
        Row("A", "Q1")
    with pytest.raises(ValueError, match="below 0"):
        Row("A", "Q1", counts=(-1, 0, 0, 0))
    assert said_of(Row("A", "Q1", counts=(0, 0, 0, 0)), OFSTED) == ["No audit."]


def drawn(pairs, reading, draws: int, seed: int) -> float:
    """The second way: teams drawn again and again from what both periods hold."""
    chance, coloured = random.Random(seed), 0
    for _ in range(draws):
        for before, after in pairs:
            pool = [one + other for one, other in zip(before, after, strict=True)]
            rows = []
            for counts in (before, after):
                got = Counter(chance.choices(range(4), pool, k=sum(counts)))
                rows.append(Row("A", "", counts=tuple(got[n] for n in range(4))))
            found = compare(*rows, OFSTED, reading)
            coloured += sum(c.colour in (Colour.GREEN, Colour.RED) for c in found)
    return coloured / draws


THIRTEEN = [
    ((0, 5, 2, 6), (0, 7, 3, 3)), ((0, 7, 4, 2), (1, 7, 2, 3)),
    ((0, 9, 1, 3), (0, 13, 0, 0)), ((2, 6, 2, 3), (0, 10, 2, 1)),
]  # fmt: skip


@pytest.mark.parametrize("name", READINGS)
def test_what_chance_colours_agrees_with_drawing_it(name):
    exact = coloured_by_chance(THIRTEEN, OFSTED, READINGS[name])
    assert exact == pytest.approx(drawn(THIRTEEN, READINGS[name], 300, 7), abs=0.6)
    assert 5 < exact < 14


def counted_out(before: int, after: int, share: Fraction, reading) -> Fraction:
    """The third way, exact: every pair of counts of one grade, each coloured as the table is."""

    def chance(n: int, of: int) -> Fraction:
        return comb(of, n) * share**n * (1 - share) ** (of - n)

    total = Fraction(0)
    for first in range(before + 1):
        for then in range(after + 1):
            rows = [
                Row("A", "", counts=(0, n, 0, of - n))
                for n, of in ((first, before), (then, after))
            ]
            if compare(*rows, OFSTED, reading)[1].colour in (Colour.GREEN, Colour.RED):
                total += chance(first, before) * chance(then, after)
    return total


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize(("before", "after"), [(20, 20), (8, 7), (3, 40)])
def test_what_chance_colours_is_exact_also_on_the_boundary(name, before, after):
    """Of 20 audits one is 5 points exactly: "or more" and "more than" part there."""
    reading = READINGS[name]
    good = before // 2, after // 2
    pair = (0, good[0], 0, before - good[0]), (0, good[1], 0, after - good[1])
    share = Fraction(sum(good), before + after)
    both = counted_out(before, after, share, reading)
    other = counted_out(before, after, 1 - share, reading)
    assert coloured_by_chance([pair], OFSTED, reading) == pytest.approx(
        float(both + other)
    )


def test_chance_by_hand():
    """One audit before and one after, one of each: they differ half of the time, in two
    cells; a shared cell moves by 100 points."""
    pair = [((0, 1, 0, 0), (0, 0, 0, 1))]
    assert coloured_by_chance(pair, OFSTED, READINGS["stated"]) == pytest.approx(1.0)
    assert (
        coloured_by_chance([((0,) * 4, (0, 0, 0, 1))], OFSTED, READINGS["stated"]) == 0
    )

"""Cases in the weeks ahead: one sum by hand, and how often the intervals held."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest

from alongside.reckon.caseloads import crossing, forecast, shipped
from alongside.reckon.caseloads.ahead import WEEKS, by_week
from alongside.reckon.council import build

STUDENT_11 = 1.796  # nine in ten, 11 degrees: any printed table of Student's t


def test_steady_weeks_vary_as_chance_alone_would():
    """5 opened and 5 closed in each of 12 weeks: variance 10 a week, no trend.

    After 1 week 1.796 x sqrt(10 x 13/12) = 5.91; after 8, 1.796 x sqrt(80 x 20/12) = 20.74.
    """
    found = forecast(100, [5] * 12, [5] * 12)
    first, last = found.weeks[0], found.weeks[-1]
    assert (first.expected, last.ahead) == (100, 8)
    assert first.high - 100 == pytest.approx(
        STUDENT_11 * (10 * 13 / 12) ** 0.5, abs=0.01
    )
    assert 100 - last.low == pytest.approx(STUDENT_11 * (80 * 20 / 12) ** 0.5, abs=0.02)
    assert found.overdispersion == 1


def test_a_trend_goes_on_and_more_than_chance_widens():
    """Net 0 and 4 by turns: variance 12 x 4 / 11 = 4.4, less than the 4 in and 2 out."""
    found = forecast(50, [2, 6] * 6, [2, 2] * 6)
    assert found.last.expected == 50 + 8 * 2
    assert found.overdispersion == 1
    wild = forecast(50, [0, 20] * 6, [10] * 12)
    assert wild.last.expected == 50
    assert wild.overdispersion == pytest.approx(1200 / 11 / 20)


def test_what_is_known_is_added_in_its_week():
    found = forecast(50, [3] * 12, [3] * 12, known=[0, -4, 0, 1])
    assert [week.expected for week in found.weeks] == [50, 46, 46, 47, 47, 47, 47, 47]


def test_eleven_weeks_are_too_few():
    assert forecast(50, [3] * 11, [3] * 11) is None
    assert forecast(50, [3] * 12, [3] * 12) is not None


def test_no_fewer_than_none():
    assert forecast(2, [0] * 12, [1] * 12).last.expected == 0


def test_weeks_run_back_from_the_last_day():
    assert by_week([(0, 1), (6, 2), (7, 4), (13, 8), (14, 16), (-1, 32)], 2) == [3, 12]


BANDS = shipped().bands


def test_who_crosses_by_what_is_known():
    """220 / 10 = 22.0 is likely to be high; with 9 FTE, 24.4 still; with 8, 27.5."""
    assert crossing(BANDS, (220, Fraction(10)), (220, Fraction(8)), None).how == "known"
    assert (
        crossing(BANDS, (220, Fraction(10)), (220, Fraction(9)), None).how == "untold"
    )


def test_who_crosses_by_the_forecast():
    """210 / 10 = 21: 8 weeks of 5 in and 5 out give 210 ± 20.7: from room for more to high."""
    may = crossing(
        BANDS,
        (210, Fraction(10)),
        (210, Fraction(10)),
        forecast(210, [5] * 12, [5] * 12),
    )
    assert (may.how, may.low.name, may.high.name) == (
        "may",
        "Room for more",
        "Likely to be high",
    )
    rising = forecast(250, [5] * 12, [5] * 12)  # 22.9 to 27.1: this band and the next
    assert (
        crossing(BANDS, (250, Fraction(10)), (250, Fraction(10)), rising).how == "may"
    )
    stays = forecast(400, [0] * 12, [0] * 12)
    assert (
        crossing(BANDS, (400, Fraction(10)), (400, Fraction(10)), stays).how == "stays"
    )
    rises = forecast(190, [20] * 12, [0] * 12)  # 350 in eight weeks
    assert (
        crossing(BANDS, (190, Fraction(10)), (190, Fraction(10)), rises).how == "likely"
    )


def test_nobody_there_crosses_nothing():
    assert crossing(BANDS, (5, Fraction(0)), (5, Fraction(1)), None).how == "nobody"
    assert crossing(BANDS, (5, Fraction(1)), (5, Fraction(0)), None).how == "nobody"


@pytest.mark.slow
@pytest.mark.parametrize("past", [12, 52])
def test_nine_in_ten_intervals_held_in_the_invented_councils_past(past):
    """For 96 weeks of nine teams, from what was known then: was it so, eight weeks later?"""
    last = date(2026, 11, 15)
    rows = build(800, 1, last).extract(last).rows["ssd_involvements"]
    held = [
        low <= fact <= high
        for team in teams(rows)
        for low, fact, high in looked_back(rows, team, last, past)
    ]
    share = sum(held) / len(held)
    assert 0.86 <= share <= 0.96, f"{share:.1%} of {len(held)} intervals held."


def teams(rows) -> set:
    return {row["invo_professional_team"] for row in rows} | {None}


def looked_back(rows, team, last: date, past: int):
    """Yield each interval of eight weeks ahead as told in the past, and what came."""
    days: dict[str, list] = defaultdict(list)
    now = 0
    for row in rows:
        if team is None or row["invo_professional_team"] == team:
            days["opened"].append(((last - row["invo_involvement_start_date"]).days, 1))
            end = row["invo_involvement_end_date"]
            if end:
                days["closed"].append(((last - end).days, 1))
            now += end is None
    opened, closed = by_week(days["opened"], 180), by_week(days["closed"], 180)
    levels = [now]
    for more, less in zip(opened, closed, strict=True):
        levels.append(levels[-1] - more + less)
    for week in range(WEEKS, WEEKS + 96):
        part = slice(week, week + past)
        told = forecast(levels[week], opened[part], closed[part]).last
        yield told.low, levels[week - WEEKS], told.high

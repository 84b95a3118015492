"""What is asked further of an indicator: each answered, or why it does not apply."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots import Circumstances, Question, evaluate, read, read_text

TESTS = Path(__file__).parents[1]
REPORT = TESTS.parent / "examples" / "pilot_audits.csv"
R = json.loads((TESTS / "data" / "pilots" / "reference-r-results.json").read_text())
MONTHS = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(24)]
PILOT = ("T0", "T1", "T2", "T3")
CHOSEN = Circumstances(chosen="they asked for it")


def panel_of(values, months=MONTHS):
    """A panel of one figure, `in_time`, from teams by periods."""
    rows = [
        f"T{team},{month},in_time,{value!r}"
        for team, row in enumerate(values.tolist())
        for month, value in zip(months, row, strict=True)
    ]
    return read_text("team,period,indicator,value\n" + "\n".join(rows))


def further(answer):
    return {each.name: each for each in answer.further}


def noise(teams=8, periods=24, seed=5):
    return 70 + np.random.default_rng(seed).standard_normal((teams, periods))


def test_of_the_reports_one_quarter_little_can_be_asked():
    asked = Question(("Bassetlaw DCPT", "CDS", "Broxtowe & Rushcliffe DCPT", "LAC"), "2015Q2")  # fmt: skip
    good, inadequate = evaluate(read(REPORT), asked).indicators
    found = further(good)
    assert (
        "only 1 quarter before the start counts"
        in found["trends before the start"].why_not
    )
    assert "one quarter before the start" in found["false starts"].why_not
    assert "not said to be a count" in found["as a rate"].why_not
    assert found["synthetic comparison"].told == (
        "Does not apply, because there are 4 others, and weights need 20 at least: on "
        "fewer they fit chance.",
    )
    told = further(inadequate)["regression to the mean"]
    [bassetlaw] = [each for each in told.says if each.startswith("Bassetlaw")]
    # The notes' own case: 46 with a mean of 28; nothing of the spread is real; it was 26.
    assert "stood at 46" in bassetlaw and "28.2 was to be expected" in bassetlaw
    assert "it was 26: no farther from it than chance goes" in bassetlaw
    assert told.of_teams and not any("Ashfield" in each for each in told.says)


def test_a_trend_before_is_a_reason_and_none_seen_is_no_proof_of_none():
    """Of a jump alone "probably" comes, with what could have been missed; of a trend, not."""
    pilot, after = np.arange(8)[:, None] < 4, np.arange(24) >= 12
    asked = Question(PILOT, "2025-01", circumstances=CHOSEN)
    [jump] = evaluate(panel_of(noise() + 10 * (pilot & after)), asked).indicators
    assert jump.attribution_code == "B"
    assert "No difference of trends was seen before the start" in jump.attribution
    missed = further(jump)["trends before the start"].numbers["could_have_been_missed"]
    assert f"one below {missed:.3g} a month would" in jump.attribution
    [trend] = evaluate(panel_of(noise() + pilot * np.arange(24)), asked).indicators
    assert trend.attribution_code == "C"
    assert "on another course before the start (+" in trend.reasons[0]
    told = further(trend)["trends before the start"]
    assert (
        told.numbers["explains"]
        and "The figures before the start fit that" in told.says[2]
    )
    assert told.numbers["break_even"] == pytest.approx(1, abs=0.1)


def test_false_starts_and_the_gap_of_each_month():
    values = noise() + 3 * (np.arange(8)[:, None] < 4) * (np.arange(24) >= 12)
    [found] = evaluate(panel_of(values), Question(PILOT, "2025-01")).indicators
    starts = further(found)["false starts"]
    assert starts.numbers == {"tried": 11, "as_large": 0}
    gaps = further(found)["the gap period by period"].numbers["gaps"]
    assert [each["after"] for each in gaps] == [False] * 12 + [True] * 12
    own = values - values[:, :12].mean(axis=1, keepdims=True)
    apart = own[:4].mean(axis=0) - own[4:].mean(axis=0)
    assert [each["gap"] for each in gaps] == pytest.approx(apart)


def test_periods_that_do_not_count_are_asked_of_nothing():
    values = noise()
    wild = values.copy()
    wild[:4, 5] += 500
    ways = [
        further(
            evaluate(panel_of(each), Question(PILOT, "2025-01", left_out=("2024-06",)))
            .indicators[0]
        )
        for each in (values, wild)
    ]  # fmt: skip
    assert ways[0] == ways[1]


def test_sick_days_as_a_rate_near_rs_model():
    """R's Poisson with staff as offset: log ratio -0.753, dispersion 2.756."""
    with (TESTS / "data" / "pilots" / "sim-pilot-8x24.csv").open() as file:
        rows = list(csv.DictReader(file))
    lines = [
        f"{row['team']},{row['month']},sick_days,"
        f"{int(row['sick_days']) / int(row['staff'])},{row['sick_days']},{row['staff']}"
        for row in rows
    ]
    head = "team,period,indicator,value,numerator,denominator\n"
    panel = read_text(head + "\n".join(lines))
    pilot = tuple(dict.fromkeys(row["team"] for row in rows if row["pilot"] == "1"))
    asked = Question(pilot, "2025-01")
    [found] = evaluate(panel, asked).indicators
    told = further(found)["as a rate"]
    assert np.log(told.numbers["ratio"]) == pytest.approx(
        R["poisson_fe"]["beta"], abs=0.1
    )
    assert told.numbers["dispersion"] == pytest.approx(2.756, abs=0.001)
    assert "vary 2.8 times as much as single events" in told.says[2]
    short = Question(pilot, "2025-01", left_out=("2025-01", "2024-12"))
    [left] = evaluate(panel, short).indicators
    assert further(left)["as a rate"].numbers["dispersion"] > 2


def test_a_rate_is_one_that_is_named_so():
    text = panel_of(noise())
    named = Question(PILOT, "2025-01", rates=("in_time",))
    why = further(evaluate(text, named).indicators[0])["as a rate"].why_not
    assert why == "the panel has no numerator and denominator of it"


@pytest.mark.slow
def test_synthetic_is_asked_for_and_finds_what_was_put_in():
    values = noise(22, 6, seed=1)
    values[0, 4:] += 9
    panel = panel_of(values, MONTHS[:6])
    [plain] = evaluate(panel, Question(("T0",), "2024-05")).indicators
    assert "--synthetic" in further(plain)["synthetic comparison"].why_not
    asked = Question(("T0",), "2024-05", synthetic=True)
    [found] = evaluate(panel, asked).indicators
    told = further(found)["synthetic comparison"]
    first, *_ = told.numbers["methods"]
    assert first["estimate"] == pytest.approx(9, abs=2.5)
    low, high = first["interval"]
    assert 0 < low < first["estimate"] < high
    assert "by placebos" in told.says[0]
    gappy = values.copy()
    gappy[3, 2] = np.nan
    [lacking] = evaluate(panel_of(gappy, MONTHS[:6]), asked).indicators
    assert "1 cells are missing" in further(lacking)["synthetic comparison"].why_not


def test_as_json_each_says_whether_it_applies():
    [found] = evaluate(panel_of(noise()), Question(PILOT, "2025-01")).indicators
    told = json.loads(json.dumps(found.to_json()["further"], allow_nan=False))
    assert len(told) == 6
    for each in told:
        assert each["says"] if each["applies"] else each["why_not"]

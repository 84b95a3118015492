"""A pilot evaluated in one call: the report's own table, and panels where the answer is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots import NotAPanel, read, read_text
from alongside.reckon.pilots.evaluation import evaluate, holm
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.verdict import Circumstances

REPORT = read(Path(__file__).parents[2] / "examples" / "pilot_audits.csv")
ASKED = Question(
    ("Bassetlaw DCPT", "CDS", "Broxtowe & Rushcliffe DCPT", "LAC"),
    "2015Q2",
    worthwhile={"": 10},
    alike=tuple(team for team in REPORT.teams if team.endswith("DCPT")),
)


@pytest.fixture(scope="module")
def report():
    return {each.indicator: each for each in evaluate(REPORT, ASKED).indicators}


def sensitivity(answer, name):
    [found] = [each for each in answer.sensitivities if each.name == name]
    return round(found.low, 2), round(found.high, 2), str(found.p)


def test_good_or_better_cannot_be_told(report):
    found = report["good_or_better"]
    assert found.estimate == 18.5
    assert str(found.effect.ri) == "2 of 70"
    assert found.effect.t.interval == pytest.approx((3.9, 33.1), abs=0.05)
    assert found.noise.error == pytest.approx(13.2, abs=0.1)
    assert found.interval == pytest.approx((-8, 45), abs=1)
    assert found.p_benefit == pytest.approx(0.89, abs=0.015)  # by a chain of another's
    assert found.p_of_several == 4 / 70
    assert found.verdict_code == 2
    assert found.verdict.startswith("Cannot tell.")


def test_inadequate_cannot_be_told(report):
    found = report["inadequate"]
    assert found.less_is_better
    assert found.estimate == -5.75
    assert str(found.effect.ri) == "40 of 70"
    assert found.interval == pytest.approx((-28, 17), abs=0.5)
    assert found.p_of_several == 54 / 70
    assert found.verdict_code == 2


def test_nothing_can_be_put_down_to_the_reports_pilot(report):
    for found in report.values():
        assert found.attribution_code == "D"
        assert "cannot be separated" in found.attribution


def test_the_missing_cells_of_the_report(report):
    good, inadequate = report["good_or_better"], report["inadequate"]
    cell = "any figure for outstanding of LAC in 2015Q2"
    assert sensitivity(good, cell) == (18.5, 21.75, "2 of 70")
    assert sensitivity(good, "without LAC") == (20.17, 20.17, "1 of 35")
    # What is missing for Ashfield touches neither of the two.
    named = [each.name for each in (*good.sensitivities, *inadequate.sensitivities)]
    assert not [name for name in named if "requires improvement" in name]
    assert not [each for each in inadequate.sensitivities if "any figure" in each.name]


def test_one_team_at_a_time(report):
    good, inadequate = report["good_or_better"], report["inadequate"]
    assert sensitivity(good, "without Broxtowe & Rushcliffe DCPT")[0] == 13.17
    assert {sensitivity(good, f"without {team}")[2] for team in ASKED.pilot} == {
        "1 of 35"
    }
    others = set(REPORT.teams) - set(ASKED.pilot)
    assert {sensitivity(good, f"without {team}")[2] for team in others} == {"2 of 35"}
    p = [
        each.p.value
        for each in inadequate.sensitivities
        if each.name.startswith("without")
    ]
    assert (round(min(p), 2), round(max(p), 2)) == (0.14, 0.94)


def test_like_with_like(report):
    assert sensitivity(report["good_or_better"], "among teams alike") == (
        26,
        26,
        "1 of 15",
    )
    assert sensitivity(report["inadequate"], "among teams alike") == (
        -15,
        -15,
        "2 of 15",
    )


def test_the_verdict_is_that_of_the_most_careful_number_of_audits(report):
    by_audits = {each.audits: each for each in report["good_or_better"].by_audits}
    most = by_audits["the most plausible"]
    assert most.priors[""].benefit > 0.9  # alone, this would be "some signs"
    assert report["good_or_better"].verdict_code == 2


def test_the_second_opinion_under_each_prior(report):
    """Another's chain (numpyro) of the same counts: middle, limits, chance of benefit."""
    first = report["good_or_better"].by_audits[0].priors
    for name, middle, low, high, benefit in (
        ("", 11.6, -7.6, 30.6, 0.89),
        ("sceptical", 7.1, -7.5, 22.5, 0.82),
        ("vague", 13.7, -7.3, 35.6, 0.90),
    ):
        assert first[name].middle == pytest.approx(middle, abs=0.5)
        assert first[name].interval == pytest.approx((low, high), abs=1)
        assert first[name].benefit == pytest.approx(benefit, abs=0.015)
    inadequate = report["inadequate"].by_audits[0].priors[""]
    assert inadequate.middle == pytest.approx(-7.6, abs=0.3)
    assert inadequate.interval == pytest.approx((-22.4, 4.6), abs=0.5)


TEAMS = "ABCDEFGH"


def months(effect, noise=1.0, extra="", year=2024):
    """Eight teams over two years; A to D are a pilot in the second."""
    chance = np.random.default_rng(1)
    rows = ["team,period,indicator,value,numerator,denominator"]
    for n in range(24):
        for at, team in enumerate(TEAMS):
            lift = effect if n >= 12 and at < 4 else 0
            value = 50 + at + n / 4 + lift + noise * chance.normal()
            rows.append(f"{team},{year + n // 12}-{n % 12 + 1:02},contacts,{value},,")
    return "\n".join(rows) + "\n" + extra


YEAR = Question(
    tuple("ABCD"),
    "2025-01",
    worthwhile={"": 5},
    circumstances=Circumstances(by_lot=True),
)


def one(text, asked=YEAR):
    [found] = evaluate(read_text(text), asked).indicators
    return found


def test_a_large_effect_of_lots_is_strong_and_the_pilots():
    found = one(months(10))
    assert found.estimate == pytest.approx(10, abs=1)
    assert (found.verdict_code, found.attribution_code) == (5, "A")


def test_no_effect_is_little_or_none():
    assert one(months(0)).verdict_code == 0


def test_less_may_be_better_by_name_or_by_word():
    named = months(-10).replace("contacts", "leavers")
    assert one(named).verdict_code == 5
    said = replace(YEAR, less_is_better=("contacts",))
    assert one(months(-10), said).verdict_code == 5
    assert one(months(-10)).verdict_code == -5


def test_start_up_months_can_be_left_out():
    lines = months(10, noise=0).splitlines()
    dip = [
        line.replace(line.split(",")[3], "0")
        if ",2025-01," in line and line[0] in "ABCD"
        else line
        for line in lines
    ]
    asked = replace(YEAR, left_out=("2025-01",))
    assert one("\n".join(dip), asked).estimate == pytest.approx(10)
    assert one("\n".join(dip)).estimate < 7


def test_a_denominator_that_allows_no_more_widens_the_interval():
    """Eight teams of 10 cases a period: steady by chance, and not to be relied on."""
    rows = ["team,period,indicator,value,numerator,denominator"]
    for period, counts in (("2026Q1", "55555555"), ("2026Q2", "88775555")):
        rows += [
            f"{t},{period},in_time,{n}0,{n},10"
            for t, n in zip(TEAMS, counts, strict=True)
        ]
    found = one("\n".join(rows), replace(YEAR, start="2026Q2"))
    assert found.effect.ri.value < 0.05
    # By hand: shares .65 .65 .6 .6 and .5; variance .2 of 4 (2 x .2275 + 2 x .24 + 4 x .25)
    assert found.noise.error == pytest.approx(
        100 * (2 * 1.935 / 10 / 16) ** 0.5, abs=0.01
    )
    assert found.verdict_code != 4
    assert found.p == found.noise.p


def test_months_as_delivered_and_without_what_was_contaminated():
    half = "\n".join(
        f"{team},{year}-{month:02},{name},{value},,"
        for year in (2024, 2025)
        for month in range(1, 13)
        for team in TEAMS
        for name, value in (
            ("delivered", 0.5 if team in "ABCD" and year == 2025 else 0),
            ("contaminated", int(team == "E" and month == 6)),
        )
    )
    found = one(months(10, extra=half))
    delivered = next(each for each in found.sensitivities if "delivered" in each.name)
    assert delivered.low == pytest.approx(2 * found.estimate)
    clean = sensitivity(found, "without contaminated months")
    assert clean[0] != round(found.estimate, 2)


def test_missing_cells_are_bounded_and_a_quarter_is_too_many():
    lines = months(10).splitlines()
    thin = [lines[0], *(line for at, line in enumerate(lines[1:]) if at % 11)]
    found = one("\n".join(thin))
    bound = next(each for each in found.sensitivities if "worst" in each.name)
    assert bound.low < found.estimate < bound.high
    assert found.missing == pytest.approx(18 / 192)
    sparse = [lines[0], *(line for at, line in enumerate(lines[1:]) if at % 3)]
    assert one("\n".join(sparse)).verdict_code == "N"


def test_two_against_two_is_not_enough():
    text = "\n".join(line for line in months(10).splitlines() if line[0] in "tABEF")
    found = one(text, replace(YEAR, pilot=("A", "B")))
    assert found.verdict_code == "N"
    assert "0.33" in found.verdict


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ({"pilot": ("Z",)}, "'Z' is not a team"),
        ({"pilot": tuple(TEAMS)}, "not all of them"),
        ({"start": "2024-01"}, "the first period"),
        ({"start": "2026-01"}, "after the last"),
        ({"indicators": ("visits",)}, "'visits' is not an indicator"),
    ],
)
def test_what_cannot_be_asked_is_said(differs, words):
    with pytest.raises(NotAPanel, match=words):
        evaluate(read_text(months(0)), replace(YEAR, **differs))


def test_an_indicator_of_one_arm_is_named_and_not_judged():
    more = "A,2024-12,visits,3,,\nA,2025-01,visits,4,,\n"
    found = evaluate(read_text(months(0, extra=more)), YEAR)
    assert [each.indicator for each in found.indicators] == ["contacts"]
    assert list(found.not_judged) == ["visits"]


def test_holms_steps():
    """By hand: 3 x .01, 2 x .03, then no less than the step before."""
    assert holm([0.03, 0.01, 0.04]) == pytest.approx([0.06, 0.03, 0.06])


def test_of_many_teams_the_least_and_the_greatest_without_one_are_told():
    rows = ["team,period,indicator,value,numerator,denominator"]
    for at in range(24):
        jump = 12 if at < 6 else 0
        rows.append(f"T{at},2025Q4,contacts,{50 + at % 3},,")
        rows.append(
            f"T{at},2026Q1,contacts,{50 + at % 3 + jump + (36 if at == 0 else at % 2)},,"
        )
    found = one("\n".join(rows), Question(tuple(f"T{n}" for n in range(6)), "2026Q1"))
    [without] = [
        each for each in found.sensitivities if each.name.startswith("without")
    ]
    # By hand: pilot teams rise by 48, 13, 12, 13, 12 and 13; the others by 0.5 on average.
    assert without.low == pytest.approx(12.6 - 0.5)
    assert without.high == pytest.approx((48 + 13 + 13 + 12 + 13) / 5 - 0.5)
    assert not found.effect.exact


def test_what_would_settle_the_reports_question(report):
    """13 audits a team-quarter see 46 points, by another's hand; with more, about 15."""
    ways = [round(each.detects, 1) for each in report["good_or_better"].settling]
    assert ways[0] == pytest.approx(46, abs=1.5)
    assert ways == sorted(ways, reverse=True)
    assert ways[-1] == pytest.approx(15, abs=1.5)


def test_teams_picked_for_poor_figures_are_expected_to_mend():
    """Four teams at 30 of 100 and four at 70 that meet at 50, with nothing done.

    By hand: each team's share over both quarters is 40% or 60%, so by chance of 100 cases a
    variance of 24; between teams it is 8 x 400 / 7. So much of the 40 points mends itself.
    """
    rows = [
        "team,period,in_time,value,numerator,denominator".replace(
            "in_time", "indicator"
        )
    ]
    for at, team in enumerate(TEAMS):
        before = 30 if at < 4 else 70
        rows += [f"{team},2025Q4,in_time,{before},{before},100", f"{team},2026Q1,in_time,50,50,100"]  # fmt: skip
    found = one("\n".join(rows), replace(YEAR, start="2026Q1"))
    assert found.regression_to_mean == pytest.approx(40 * 24 / (8 * 400 / 7), abs=0.01)
    assert not [each for each in found.reasons if "regression" in each]


def test_a_gain_that_would_have_come_by_itself_is_no_ones():
    """Of 10 cases each, half of what parts the teams is chance."""
    rows = ["team,period,indicator,value,numerator,denominator"]
    for at, team in enumerate(TEAMS):
        before = 4 if at < 4 else 6
        rows += [f"{team},2025Q4,in_time,{before}0,{before},10", f"{team},2026Q1,in_time,50,5,10"]  # fmt: skip
    told = replace(
        YEAR, start="2026Q1", circumstances=Circumstances(chosen="the worst")
    )
    found = one("\n".join(rows), told)
    assert any("regression to the mean" in each for each in found.reasons)

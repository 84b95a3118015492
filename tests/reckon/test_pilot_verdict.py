"""The two lines of a pilot's verdict: a case for every row of each scale."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.pilots.verdict import (
    CONTAMINATED,
    REASONS,
    Circumstances,
    Evidence,
    attribution,
    code,
    reasons,
    words,
)

BASE = Evidence(
    estimate=10, low=-5, high=25, p=0.3, p_of_several=0.3, smallest_p=2 / 70,
    teams=(4, 4), worthwhile=5,
)  # fmt: skip

ROWS = [
    # code, what differs from the base, the words
    (5, {"low": 6, "high": 14, "p": 0.03, "p_of_several": 0.05}, "Strong evidence that the pilot teams improved more than the comparison teams, by at least 5 points."),
    (4, {"low": 6, "high": 14, "p": 0.03, "p_of_several": 0.06}, "Evidence that the pilot teams improved more. The gap could be as small as 6.0 points or as large as 14.0 points."),
    (4, {"low": 1, "high": 19, "p": 0.05, "p_of_several": 0.05}, "Evidence that the pilot teams improved more. The gap could be as small as 1.0 points or as large as 19.0 points."),
    (4, {"low": 6, "high": 14, "p": 0.03, "p_of_several": 0.03, "worthwhile": None}, "Evidence that the pilot teams improved more. The gap could be as small as 6.0 points or as large as 14.0 points."),
    (3, {"low": 1, "high": 19, "p": 0.051}, "Some signs of improvement, not enough to rely on."),
    (3, {"p": 0.10}, "Some signs of improvement, not enough to rely on."),
    (3, {"benefit": 0.90}, "Some signs of improvement, not enough to rely on."),
    (2, {}, "Cannot tell. The figures fit no change, and also fit a worthwhile improvement."),
    (2, {"benefit": 0.89}, "Cannot tell. The figures fit no change, and also fit a worthwhile improvement."),
    (2, {"worthwhile": None}, "Cannot tell. The figures fit no change, an improvement and a worsening; which change would be worth having was not agreed."),
    (2, {"estimate": -1, "low": -14, "high": 12}, "Cannot tell. The figures fit no change, and also fit a worthwhile improvement."),
    (1, {"estimate": 0, "low": -9, "high": 4}, "Evidence consistent with no effect; an improvement as large as 5 points is unlikely."),
    (0, {"estimate": 1, "low": -2, "high": 4}, "Little or no difference: less than 5 points either way."),
    (-1, {"estimate": -1, "low": -4, "high": 9}, "Evidence consistent with no effect; a worsening as large as 5 points is unlikely."),
    (-2, {"estimate": -10, "low": -24, "high": 4}, "Cannot tell. The figures fit no change, and also fit a worsening that matters."),
    (-3, {"estimate": -10, "low": -24, "high": 4, "p": 0.08}, "Some signs of worsening, not enough to rely on."),
    (-4, {"estimate": -10, "low": -19, "high": -1, "p": 0.03}, "Evidence that the pilot teams did worse. The gap could be as small as 1.0 points or as large as 19.0 points."),
    (-5, {"estimate": -10, "low": -14, "high": -6, "p": 0.03, "p_of_several": 0.03}, "Strong evidence that the pilot teams did worse than the comparison teams, by at least 5 points."),
    ("N", {"teams": (1, 7)}, "Not enough teams or data to judge. There are fewer than two teams on one side."),
    ("N", {"missing": 0.26}, "Not enough teams or data to judge. 26% of the figures are missing."),
    ("N", {"smallest_p": 2 / 6, "p": 2 / 6}, "Not enough teams or data to judge. With so few teams p cannot fall below 0.33, whatever happens."),
]  # fmt: skip


@pytest.mark.parametrize(("given_code", "differs", "said"), ROWS)
def test_each_row_of_the_scale(given_code, differs, said):
    found = replace(BASE, **differs)
    assert code(found) == given_code
    assert words(given_code, found, " points") == said


def test_a_floor_of_one_in_ten_is_still_judged():
    assert code(replace(BASE, smallest_p=0.1)) == 2  # 3 against 3


numbers = st.floats(-50, 50)


@given(
    numbers,
    numbers,
    numbers,
    st.floats(0, 1),
    st.none() | st.floats(0, 1),
    st.none() | st.floats(0.5, 30),
)
def test_the_other_direction_gives_the_mirrored_code(one, two, three, p, benefit, wanted):  # fmt: skip
    low, estimate, high = sorted((one, two, three))
    found = Evidence(estimate, low, high, p, p, 0.03, (4, 4), 0.0, wanted, benefit)
    there, back = code(found), code(found.mirrored())
    undecided = there == back == 2 or not estimate
    likely_both = benefit is not None and abs(there) == 3
    assert undecided or likely_both or there == -back


LINES = [
    # code, what is known, periods before, months before, what the words hold
    ("A", Circumstances(by_lot=True), 1, 3, "drawn by lot"),
    ("C", Circumstances(by_lot=True, contaminated=(CONTAMINATED["staff-moved"],)), 24, 24, "Partly at most. The reason: staff moved"),
    ("B", Circumstances(chosen="volunteered"), 12, 12, "Probably"),
    ("C", Circumstances(chosen="volunteered"), 3, 36, "only 36 months before"),
    ("C", Circumstances(chosen="volunteered"), 3, 9, "only 9 months before"),
    ("C", Circumstances(chosen="volunteered"), 11, 11, "only 11 months before"),
    ("C", Circumstances(), 24, 24, "nobody has said how the teams were chosen"),
    ("D", Circumstances(), 1, 3, "cannot be separated from"),
    ("D", Circumstances(chosen="worst first", known=(REASONS["picked-for-poor-results"], REASONS["unlike-teams"])), 24, 24, "mend by themselves; the teams are of different kinds"),
]  # fmt: skip


@pytest.mark.parametrize(("letter", "given_known", "periods", "months", "said"), LINES)
def test_each_row_of_the_second_line(letter, given_known, periods, months, said):
    why_not = reasons(given_known, periods, months)
    found, line = attribution(given_known, why_not)
    assert found == letter
    assert said in line


def test_what_the_figures_show_is_a_reason_too():
    given_known = Circumstances(chosen="volunteered")
    assert reasons(given_known, 24, 24, ["x"]) == ["x"]


def test_some_words_are_never_printed():
    said = [words(code_, replace(BASE, **differs), "") for code_, differs, _ in ROWS]
    said += [attribution(k, reasons(k, p, m))[1] for _, k, p, m, _ in LINES]
    said += [*REASONS.values(), *CONTAMINATED.values()]
    never = re.compile(r"significan|\bproves?\b|due to|\bred\b|\bamber\b|\bgreen\b")
    assert not never.search(" ".join(said))

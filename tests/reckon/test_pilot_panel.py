"""What a panel's file is read as, and what is said of what it lacks."""

from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots import NotAPanel, read, read_text

REPORT = Path(__file__).parents[2] / "examples" / "pilot_audits.csv"
LONG = "team,period,indicator,value,numerator,denominator\n"
WIDE = "team,period,outstanding,good,requires_improvement,inadequate,n\n"


def said(panel):
    return [(each.row, each.column, each.what) for each in panel.findings]


def test_the_reports_table_gives_two_indicators_in_points():
    panel = read(REPORT)
    assert list(panel.indicators) == ["good_or_better", "inadequate"]
    assert panel.indicators["good_or_better"].values[3].tolist() == [66, 79]
    assert panel.indicators["inadequate"].values[0].tolist() == [46, 26]
    assert panel.periods == ("2015Q1", "2015Q2")
    assert panel.are(["LAC", "CDS"]).sum() == 2


def test_a_single_missing_grade_is_what_the_others_leave_and_is_told():
    assert said(read(REPORT)) == [
        (9, "C: outstanding", "The cell is empty; the other three leave 0 of 100."),
        (
            11,
            "E: requires_improvement",
            "The cell is empty; the other three leave 33 of 100.",
        ),
    ]


def test_counts_become_points_with_their_audits():
    panel = read_text(WIDE + "A,2026Q1,1,5,3,1,\nA,2026Q2,2,6,0,0,8\n")
    figures = panel.indicators["good_or_better"]
    assert figures.values.tolist() == [[60, 100]]
    assert figures.numerators.tolist() == [[6, 8]]
    assert figures.denominators.tolist() == [[10, 8]]


def test_percentages_with_the_number_of_audits():
    panel = read_text(WIDE + "A,2026Q1,8,50,17,25,12\n")
    assert panel.indicators["good_or_better"].numerators.tolist() == [[7]]
    assert panel.audits["A", "2026Q1"].counts == (1, 6, 2, 3)


def test_two_missing_grades_stay_missing():
    panel = read_text(WIDE + "A,2026Q1,8,50,-,.,\nB,2026Q1,0,50,50,0,\n")
    assert np.isnan(panel.indicators["inadequate"].values[0, 0])
    assert panel.indicators["good_or_better"].values[0, 0] == 58
    assert [each[:2] for each in said(panel)] == [
        (2, "E: requires_improvement"),
        (2, "F: inadequate"),
    ]


def test_grades_that_do_not_add_up_are_told():
    panel = read_text(WIDE + "A,2026Q1,1,5,3,1,11\nA,2026Q2,1,5,3,1,10\n")
    assert said(panel)[0][2] == "The four grades add up to 10, not 11."


def test_periods_between_are_there_though_no_row_speaks_of_them():
    panel = read_text(LONG + "A,2025-12,sick,3,,\nA,2026-02,sick,4,,\n")
    assert panel.periods == ("2025-12", "2026-01", "2026-02")
    assert said(panel)[0][2] == "There is no row of sick of A in 2026-01."


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("A,2026-13,sick,3,,", (2, "B: period"), "'2026-13' is not a period"),
        (",2026-01,sick,3,,", (2, "A: team"), "There is no team here"),
        ("A,2026-01,sick,many,,", (2, "D: value"), "'many' is not a number"),
        ("A,2026-01,sick,-,,", (2, "D: value"), "never taken for 0"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(row, place, words):
    panel = read_text(LONG + row + "\nB,2026-01,sick,3,,\n")
    [found] = [each for each in said(panel) if each[:2] == place]
    assert words in found[2]


def test_the_first_of_two_rows_stands():
    panel = read_text(LONG + "A,2026-01,sick,3,,\nA,2026-01,sick,4,,\n")
    assert panel.indicators["sick"].values.tolist() == [[3]]
    assert "stands on row 2 already" in said(panel)[0][2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("team,month\nA,2026-01\n", "is no panel"),
        (LONG, "holds no row"),
        (
            LONG + "A,2026-01,s,3,,\nA,2026Q1,s,3,,\n",
            "Row 3, column period: 2026Q1 is not one of the months",
        ),
        ("", "panel.csv is empty"),
        ("team,period,value\nA,2026-01,3\n", "has no column indicator"),
        (
            LONG.replace("numerator", "value") + "A,2026-01,s,3,4,\n",
            "two columns called value",
        ),
    ],
)
def test_what_is_no_panel_is_refused(text, words):
    with pytest.raises(NotAPanel, match=words):
        read_text(text)


def test_a_team_or_a_period_that_is_not_there_is_named():
    panel = read_text(LONG + "A,2026-01,s,3,,\n")
    with pytest.raises(NotAPanel, match="'B' is not a team of this panel"):
        panel.are(["B"])
    with pytest.raises(NotAPanel, match="is of months, and '2026Q1'"):
        panel.since("2026Q1")
    with pytest.raises(NotAPanel, match="'soon' is not a period"):
        panel.since("soon")


@pytest.mark.parametrize("empty", ["", ".", "-", "–", "—", "*", "..", ":"])
def test_what_stands_for_no_figure_is_told_as_missing(empty):
    panel = read_text(LONG + f"A,2026-01,sick,{empty},,\nB,2026-01,sick,3,,\n")
    assert np.isnan(panel.indicators["sick"].values[0, 0])
    assert "never taken for 0" in said(panel)[0][2]


def test_a_spreadsheets_own_csv_is_read():
    """With a mark at the start, semicolons, decimal commas, and a line that says so."""
    text = "\ufeffTeam;Period;Indicator;Value\nA;2026-01;sick;3,5\nB;2026-01;sick;4\n"
    for each in (text, "sep=;\n" + text[1:]):
        panel = read_text(each)
        assert panel.indicators["sick"].values.tolist() == [[3.5], [4]]
    assert said(read_text("sep=;\n" + text[1:] + "C;soon;sick;4\n"))[-1][0] == 5


def test_windows_text_is_read_and_told(tmp_path):
    file = tmp_path / "panel.csv"
    file.write_bytes((LONG + "Café,2026-01,sick,3,,\n").encode("cp1252"))
    panel = read(file)
    assert panel.teams == ("Café",)
    assert any("cp1252" in each.what for each in panel.findings)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (WIDE + "A,2026Q1,0,50,30,20,\nB,2026Q1,10,40,30,20,\nC,2026Q1,0,150,30,20,\n", (4, "D: good")),
        (LONG + "A,2026-01,in_time,120%,,\n", (2, "D: value")),
        (LONG + "A,2026Q1,good_or_better,120,,\n", (2, "D: value")),
        ("team,period,indicator,value\nA,2026-01,posts,1,234\n", (2, "D: value")),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_left_out_with_its_place(text, place):
    assert [each[:2] for each in said(read_text(text, "p.csv")) if "beyond" in each[2] or "100 per cent" in each[2]] == [place]  # fmt: skip
    assert read_text(text).left_out


def test_rows_of_grades_may_say_who_was_there_and_what_blurred():
    head = WIDE.strip() + ",delivered,contaminated\n"
    panel = read_text(head + "A,2026Q1,1,5,3,1,10,0.5,1\nB,2026Q1,1,5,3,1,10,0,0\n")
    assert panel.indicators["delivered"].values.tolist() == [[0.5], [0]]
    assert panel.indicators["contaminated"].values.tolist() == [[1], [0]]
    assert panel.indicators["good_or_better"].values.tolist() == [[60], [60]]


COUNTED = """team,period,indicator,value,numerator,denominator
A,2025-01,in_time,50,5,10
A,2025-02,in_time,0,0,10
B,2025-01,in_time,66.7,2,3
B,2025-02,in_time,64.3,28,18
"""


def test_a_count_typed_wrong_is_named_and_not_passed_over():
    """28 of 18 are 156 per cent, and 18 of 28 are 64.3: left unsaid, it would take the
    noise floor away, and make the verdict bolder."""
    panel = read_text(COUNTED)
    assert [each.row for each in panel.left_out] == [5]
    assert "64.3 is not what 28 of 18 come to" in panel.left_out[0].what
    assert not read_text(COUNTED.replace("28,18", "18,28")).left_out


def test_counts_of_another_kind_than_the_values_are_let_be():
    """Half of the rows fit no scale: the values are of something else, and no row is wrong."""
    assert not read_text(COUNTED.replace("66.7", "12")).left_out


def test_a_file_of_which_no_row_can_be_read_says_why():
    with pytest.raises(NotAPanel, match="Row 2: '01/01/2025' is not a period"):
        read_text("team,period,indicator,value\nA,01/01/2025,in_time,50\n")

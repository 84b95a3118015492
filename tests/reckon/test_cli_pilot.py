"""`alongside pilot`: its contract, and the report's table by one command."""

import json
from pathlib import Path

import pytest

from alongside.reckon.cli import main, pilot
from alongside.reckon.pilots.verdict import CONTAMINATED, REASONS

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLE = str(EXAMPLES / "pilot_audits.csv")
TEAMS = "Bassetlaw DCPT,CDS,Broxtowe & Rushcliffe DCPT,LAC"
ASKED = ("pilot", TABLE, "--pilot", TEAMS, "--start", "2015Q2")


@pytest.fixture
def say(capsys):
    def run(*arguments):
        try:
            status = main(list(arguments))
        except SystemExit as stopped:
            status = stopped.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_the_reports_table_as_json(say):
    status, out, err = say(*ASKED, "--worthwhile", "10", "--json")
    assert (status, err) == (0, "")
    good, inadequate = json.loads(out)["indicators"]
    assert good["indicator"] == "good_or_better"
    assert good["estimate"] == 18.5
    assert good["ri_p"] == good["smallest_p"] == {"count": 2, "of": 70}
    assert good["ri_interval"] == [5, 40]
    assert good["t_interval"] == pytest.approx([3.9, 33.1], abs=0.05)
    assert good["t_p"] == pytest.approx(0.021, abs=0.0005)
    assert good["noise_floor_se"] == pytest.approx(13.2, abs=0.1)
    assert (good["verdict_code"], good["attribution_code"]) == (2, "D")
    assert good["verdict"].startswith("Cannot tell.")
    assert "+18.5 points fits anything from -7.5 to +44.5 points" in good["verdict"]
    assert inadequate["indicator"] == "inadequate"
    assert inadequate["estimate"] == -5.75
    assert inadequate["ri_p"] == {"count": 40, "of": 70}
    assert (inadequate["verdict_code"], inadequate["attribution_code"]) == (2, "D")
    assert (
        "-5.75 points fits anything from -28.2 to +16.7 points" in inadequate["verdict"]
    )


def test_no_worthwhile_change_agreed_is_no_bolder(say):
    for found in json.loads(say(*ASKED, "--json")[1])["indicators"]:
        assert found["verdict_code"] == 2


def test_a_team_that_does_not_count_is_named(say, tmp_path):
    """LAC without its quarter before: the header names it, and the figures leave it out."""
    rows = Path(TABLE).read_text().splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(row for row in rows if not row.startswith("LAC,2015Q1")))
    asked = (
        "--pilot",
        f"{TEAMS},LAC",
        "--start",
        "2015Q2",
        "--indicator",
        "inadequate",
    )
    out = say("pilot", str(short), *asked)[1]
    assert "LAC does not count: it has no figure on one side of the start." in out
    assert out.count("does not count") == 1
    assert "Rushcliffe DCPT, LAC.\n" in out.split("Set against")[0]


def test_the_audits_behind_the_table(say):
    found = json.loads(say(*ASKED, "--json")[1])["recovered"]
    assert [each["taken"] for each in found] == [
        11, 15, 12, 12, 12, 12, 15, 24, 16, 15, 16, 8, 13, 13, 10, 13,
    ]  # fmt: skip
    assert [each["team"] for each in found if each["impossible"]] == [
        "Bassetlaw DCPT", "CDS", "LAC", "Mansfield DCPT", "Mansfield DCPT",
    ]  # fmt: skip


def test_one_indicator_alone(say):
    out = json.loads(say(*ASKED, "--indicator", "inadequate", "--json")[1])
    [found] = out["indicators"]
    assert found["indicator"] == "inadequate"
    assert found["p_of_several"] == pytest.approx(40 / 70)


def test_for_people(say):
    status, out, _ = say(*ASKED, "--worthwhile", "10", "--alike", "Ashfield DCPT,Gedling DCPT,Bassetlaw DCPT")  # fmt: skip
    assert status == 0
    said = " ".join(out.split())
    for words in (
        "Good or better Cannot tell.",
        "2 of the 70 possible splits of the 8 teams give a gap as large",
        "not said to have been drawn by lot",
        "It cannot be separated from what else went on",
        "+18.5 to +21.75 p 2 of 70 any figure for outstanding of LAC in 2015Q2",
        "among teams alike",
        "Mansfield DCPT, 2015Q2: 13; fits only if 32 is read as 31.",
        "row 11, E: requires_improvement",
    ):
        assert words in said
    for never in ("significan", "proves", "due to", "nan", "None"):
        assert never not in said


@pytest.mark.parametrize(
    ("extra", "letter", "words"),
    [
        (("--by-lot",), "A", "drawn by lot"),
        (("--by-lot", "--known", "staff-moved"), "C", "staff moved"),
        (("--chosen", "the manager asked"), "C", "only 3 months"),
        (("--known", "other-initiatives"), "D", "other initiatives"),
    ],
)
def test_what_is_known_beside_the_figures(say, extra, letter, words):
    found = json.loads(say(*ASKED, *extra, "--json")[1])["indicators"][0]
    assert found["attribution_code"] == letter
    assert words in found["attribution"]


def test_splits_within_kinds_of_team(say):
    kinds = [f"--within={team}=other" for team in ("CDS", "LAC")]
    found = json.loads(say(*ASKED, *kinds, "--json")[1])["indicators"][0]
    assert found["ri_p"] == {"count": 1, "of": 15}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pilot", "nowhere.csv", "--pilot", "A", "--start", "2026Q1"), "is not there"),
        (("pilot", TABLE, "--start", "2015Q2"), "Name the pilot teams"),
        (("pilot", TABLE, "--pilot", "North", "--start", "2015Q2"), "'North' is not a team"),
        (("pilot", TABLE, "--pilot", TEAMS, "--start", "spring"), "'spring' is not a period"),
        (("pilot", TABLE, "--pilot", TEAMS, "--start", "2015-04"), "is of quarters"),
        ((*ASKED, "--indicator", "visits"), "'visits' is not an indicator"),
        ((*ASKED, "--worthwhile", "some"), "'some' is no change worth having"),
        ((*ASKED, "--worthwhile", "-5"), "Write a number above 0"),
        ((*ASKED, "--within", "CDS"), "lacks what it is of"),
        ((*ASKED, "--leave-out", "spring"), "'spring' is not a period"),
        (("pilot", str(EXAMPLES / "report_figures.csv"), "--pilot", "A", "--start", "2026"), "is no panel"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_2(say, arguments, words):
    status, out, err = say(*arguments)
    assert (status, out) == (2, "")
    assert words in err


ROWS = "team,period,indicator,value\n" + "".join(
    f"{team},2026-0{month},in_time,{60 + month}\n"
    for team in "ABCD"
    for month in range(1, 5)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ROWS.replace("indicator", "figure"), "has no column indicator"),
        (ROWS + "A,13/2026,in_time,4\n", "row 18, column B: period: '13/2026' is not a period"),
        (ROWS + "A,2026-01,in_time,4\n", "row 18, column A: team: in_time of A in 2026-01 stands on row 2"),
        (ROWS + ",2026-05,in_time,4\n", "row 18, column A: team: There is no team"),
        (ROWS + "A,2026-05,in_time,many\n", "row 18, column D: value: 'many' is not a number"),
        (ROWS + "A,2026-05,in_time,104%\n", "row 18, column D: value: 104 is more than 100 per cent"),
        (ROWS + "A,2026-05,in_time,1,234\n", "row 18, column D: value: '234' stands beyond"),
        ("".join(ROWS.splitlines(keepends=True)[:5]), "The panel has one team, A."),
        (ROWS.replace("2026-01", "2026-03").replace("2026-02", "2026-04"), "stands on row 2 already"),
        ("", "is empty"),
    ],
)  # fmt: skip
def test_a_panel_that_cannot_all_be_used_answers_nothing(say, tmp_path, text, words):
    file = tmp_path / "panel.csv"
    file.write_text(text)
    status, out, err = say("pilot", str(file), "--pilot", "A,B", "--start", "2026-03")
    assert (status, out) == (2, "")
    assert words in err


def test_no_month_before_the_start_is_told(say, tmp_path):
    file = tmp_path / "panel.csv"
    file.write_text(ROWS)
    status, _, err = say("pilot", str(file), "--pilot", "A,B", "--start", "2026-01")
    assert status == 2 and "add figures from before the start" in err


def test_the_command_and_the_verdict_know_the_same_reasons():
    assert list(pilot.KNOWN) == [*REASONS, *CONTAMINATED]

"""`alongside pilot --check`: the methods on the panel's own past, and its exit status."""

import json
from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.cli import main

TEAMS = "ABCDEFGH"


@pytest.fixture
def say(capsys):
    def run(*arguments):
        status = main(list(arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def panel(tmp_path):
    """Two years of a share that wanders, team by team; the pilot begins in 2025."""
    values = 60 + np.cumsum(np.random.default_rng(2).normal(0, 4, (8, 24)), axis=1)
    rows = [
        f"{team},{2024 + month // 12}-{month % 12 + 1:02},in_time,{values[place, month]:.2f}"
        for place, team in enumerate(TEAMS)
        for month in range(24)
    ]
    file = tmp_path / "panel.csv"
    file.write_text("team,period,indicator,value\n" + "\n".join(rows))
    return str(file)


def asked(panel, *more):
    return (
        "pilot",
        panel,
        "--pilot",
        "A,B,C,D",
        "--start",
        "2025-01",
        "--check",
        *more,
    )


def test_each_method_is_told_with_its_limits(say, panel):
    status, out, _ = say(*asked(panel))
    assert status == 0
    assert (
        "in_time: 490 pilots that never were, 3 periods before against 3 after" in out
    )
    # Nobody said that these are points: a twentieth of their mean is 2.9.
    for method in ("our headline rule", "5% (2.9) up or down", "plain", "clustered"):
        assert method in out
    assert "7 starts were tried, of which 2 share no period" in out


@pytest.mark.parametrize(
    ("more", "least"),
    [
        (("--worthwhile", "1.5", "--unit", "in_time=hours"), "1.5 hours up or down"),
        (("--unit", "in_time=points"), "5 points up or down"),
    ],
)
def test_the_smallest_change_suits_the_unit(say, panel, more, least):
    assert least in say(*asked(panel, *more))[1]


def test_as_json_by_hand(say, panel):
    status, out, _ = say(*asked(panel, "--json"))
    [found] = json.loads(out)["checks"]
    assert (status, found["tried"], found["dates"], found["holds"]) == (0, 490, 7, True)
    ours, _, plain, clustered = found["methods"]
    assert ours["alarms"] <= 7 * 2, "of 70 splits the exact test refuses two at most"
    assert plain["alarms"] > ours["alarms"] and clustered["alarms"] > ours["alarms"]
    for each in found["methods"]:
        assert each["low"] <= each["share"] == each["alarms"] / 490 <= each["high"]


def test_nothing_after_the_start_is_looked_at(say, panel, tmp_path):
    lines = Path(panel).read_text().splitlines()
    kept = [line for line in lines if line[2:6] != "2025"]
    rows = [
        f"{team},2025-{m:02},in_time,{m * 1000}" for team in TEAMS for m in range(1, 13)
    ]
    other = tmp_path / "other.csv"
    other.write_text("\n".join([*kept, *rows]))
    assert say(*asked(str(other)))[1] == say(*asked(panel))[1]


def test_a_past_too_short_cannot_answer(say, panel):
    short = ("pilot", panel, "--pilot", "A,B", "--start", "2024-02", "--check")
    status, out, err = say(*short)
    assert (status, out) == (2, "")
    assert "The past before the start has 1 period." in err


def test_an_indicator_that_is_not_there_cannot_answer(say, panel):
    status, _, err = say(*asked(panel, "--indicator", "late"))
    assert status == 2 and "'late' is not an indicator of this panel" in err


def test_an_own_rule_that_alarms_too_often_fails(say, panel, monkeypatch):
    """Were the headline to refuse whatever it saw, the check would say so and fail."""
    monkeypatch.setattr("alongside.reckon.pilots.headline.ALPHA", 1.0)
    status, out, _ = say(*asked(panel))
    assert status == 1
    assert "Our headline raised false alarms in 100%" in out

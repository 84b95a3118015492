"""The command of a question asks the same again, as somebody would who copies and pastes it."""

import json
import shlex

import pytest

from alongside.reckon.cli import main
from alongside.reckon.pilots import Circumstances, Question, evaluate, read
from alongside.reckon.pilots.rerun import command
from alongside.reckon.pilots.verdict import CONTAMINATED, REASONS

HEAD = "team,period,indicator,value,numerator,denominator\n"
TEAMS = ('North, "old"', "O'Hara & sons", "East=West", "D", "E", "F")


@pytest.fixture
def panel(tmp_path):
    """Six teams with names that a shell and a CSV file take otherwise, over eight months."""
    rows = [
        f"{team},2025-{month:02},{name},{100 * (n + month) % 37 / 37},{(n + month) % 37},37"
        for team in ('"North, ""old"""', *TEAMS[1:])
        for month in range(1, 9)
        for n, name in enumerate(("in time, all", "left"), start=len(team))
    ]
    rows = [row.replace("in time, all", '"in time, all"') for row in rows]
    file = tmp_path / "the panel.csv"
    file.write_text(HEAD + "\n".join(rows))
    return file


ASKED = Question(
    TEAMS[:3], "2025-05", ("in time, all", "left"),
    worthwhile={"in time, all": 0.1 + 0.2, "left": 1e-7},
    less_is_better=("left",), left_out=("2025-05", "2025-01"),
    kinds=dict(zip(TEAMS, ("x", "y", "y", "x", "y", "y"), strict=True)),
    alike=TEAMS[:4], rates=("left",), units={"in time, all": "points of a hundred"},
    circumstances=Circumstances(
        chosen="they asked, it's said", known=tuple(REASONS.values()),
        contaminated=tuple(CONTAMINATED.values()),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        ASKED,
        Question(TEAMS[:3], "2025-05", circumstances=Circumstances(by_lot=True)),
        Question(TEAMS[:2], "2025-04", worthwhile={"": 5}),
    ],
)
def test_what_is_copied_gives_the_same_numbers(panel, capsys, asked):
    _, *arguments = shlex.split(command(asked, str(panel)))
    assert main([*arguments, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(json.dumps(evaluate(read(panel), asked).to_json()))


def test_a_reason_without_a_name_is_told():
    odd = Question(("A",), "2025-05", circumstances=Circumstances(known=("rain",)))
    with pytest.raises(ValueError, match="no name of the reason 'rain'"):
        command(odd, "panel.csv")

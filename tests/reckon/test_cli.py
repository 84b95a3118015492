"""The commands together: how they refuse, what they say of themselves, how they exit."""

import subprocess
import sys

import pytest

from alongside.reckon.cli import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["due"], "alongside: Give a code and a date, like: "),
        (["due", "S47_ICPC"], "alongside: Give a code and a date, like: "),
        (["due", "S47", "2024-03-25"], "alongside: There is no rule 'S47'. "),
        (["due", "S47_ICPC", "25/03/2024"], "alongside: '25/03/2024' is not a date. "),
        (["due", "S47_ICPC", "2024-02-30"], "alongside: '2024-02-30' is not a date. "),
        (["due", "S47_ICPC", "2028-12-20"], "to 31 December 2028."),
        (["due", "S47_ICPC", "1999-12-31"], "31 December 1999 is outside the calendar"),
        (["due", "RCPC_1", "9999-12-31"], "no calendar has that day"),
        (["due", "--csv", "nowhere.csv"], "alongside: nowhere.csv: No such file"),
        (["rules", "--rulebook", "nowhere.toml"], "alongside: nowhere.toml: No such"),
        (["read", "nowhere.xlsx"], "nowhere.xlsx is not there. Check the name"),
        (["dues", "nowhere.xlsx", "--as-at", "2026-03-31"], "nowhere.xlsx is not there"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_exits_2_and_says_why(alongside, words, said):
    status, out, err = alongside(*words)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["dues", "x.xlsx"],
        ["dues", "x.xlsx", "--as-at", "31/03/2026"],
        ["rules", "--on", "soon"],
        ["council"],
    ],
)
def test_a_command_not_understood_exits_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage: alongside" in capsys.readouterr().err


def test_every_command_and_option_says_what_it_is_for(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    for command in ("due", "rules", "read", "dues", "council"):
        assert f"\n    {command} " in capsys_text(capsys, ["--help"])
        assert f"usage: alongside {command}" in capsys_text(capsys, [command, "--help"])


def capsys_text(capsys, words):
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(words)
    return capsys.readouterr().out


def test_a_reader_who_stops_reading_is_no_failure():
    """As `alongside rules | head -1` does."""
    program = "import sys; from alongside.reckon.cli import run; sys.argv[1:] = ['rules']; run()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0

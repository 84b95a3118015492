"""`alongside indicators`: what it prints, for people and for machines, and how it exits."""

import csv
import io
import json
import zipfile

import pytest

from alongside.reckon.cli import main
from alongside.reckon.cli.indicators import COLUMNS
from alongside.reckon.indicators import INDICATORS

REFERRALS = """\
cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team
1,A,2026-03-02,North
2,B,2026-03-03,North
3,C,2026-04-07,South
4,D,2026-04-08,
"""
DECISIONS = """\
refd_decision_id,refd_referral_id,refd_person_id,refd_decision_date
1,1,A,2026-03-03
2,2,B,2026-03-05
3,3,C,2026-04-08
"""
WHOLE = "2026-03-01/2026-04-30"
PERIOD = ("--from", "2026-03-01", "--to", "2026-04-30")
ONLY = ("--only", "referrals_decided_in_time")


@pytest.fixture
def export(tmp_path):
    """An export of four referrals and three decisions."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ssd_cin_episodes.csv", REFERRALS)
        archive.writestr("local_referral_decisions.csv", DECISIONS)
    return path


@pytest.fixture
def indicators(capsys, export):
    def run(*words, file=export):
        status = main(["indicators", str(file), *PERIOD, *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def rows_of(text):
    return {
        (row["indicator"], row["period"], row["by"]): list(row.values())[3:]
        for row in csv.DictReader(io.StringIO(text))
    }


def test_csv_by_team(indicators):
    status, out, err = indicators("--by", "team", "--csv", *ONLY)
    assert (status, err) == (0, "")
    assert (
        out.splitlines()[0]
        == ",".join(COLUMNS)
        == ("indicator,period,by,numerator,denominator,left_out,value,low,high")
    )
    rows = {key[1:]: cells for key, cells in rows_of(out).items()}
    assert rows["2026-03", ""] == ["1", "2", "0", "50.0", "9.5", "90.5"]
    assert rows["2026-03", "North"] == ["1", "2", "0", "50.0", "9.5", "90.5"]
    assert rows["2026-03", "South"] == ["0", "0", "0", "", "", ""]
    assert rows["2026-04", "no team recorded"] == ["0", "1", "0", "0.0", "0.0", "79.3"]
    assert rows[WHOLE, ""] == ["2", "4", "0", "50.0", "15.0", "85.0"]
    assert len(rows) == 3 * 4


def test_an_indicator_the_export_cannot_answer_has_a_row_without_numbers(indicators):
    status, out, err = indicators("--csv")
    rows = rows_of(out)
    assert status == 0
    assert rows["cp_visits_in_time", WHOLE, ""] == [""] * 6
    assert "alongside: cp_visits_in_time: " in err
    assert {name for name, _, _ in rows} >= set(INDICATORS)


def test_json_splits_what_was_left_out(indicators):
    _, out, _ = indicators(
        "--json", "--only", "rereferrals_within_12_months", *ONLY[1:]
    )
    decided, again = json.loads(out)
    assert decided["figures"][-1] == {
        "period": WHOLE, "by": "", "numerator": 2, "denominator": 4, "left_out": 0,
        "value": 50.0, "low": 15.0, "high": 85.0, "left_out_because": {},
    }  # fmt: skip
    assert again["figures"][-1]["left_out_because"] == {"cannot_compute": 4}
    assert again["figures"][-1]["value"] is None
    assert again["family"] == "department" and again["cannot_compute"] is None


def test_for_people(indicators):
    status, out, err = indicators("--by", "month", *ONLY)
    assert (status, err) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "From 2026-03-01 to 2026-04-30, both days counted",
        "",
        "Local: the council's clocks, by the day they fell due",
        "Referrals decided within one working day (referrals_decided_in_time)",
        "2026-03 50.0% (9.5 to 90.5), 1 of 2",
        "2026-04 50.0% (9.5 to 90.5), 1 of 2",
        "all 50.0% (15.0 to 85.0), 2 of 4",
    ]


def test_nothing_counted_is_no_rate(indicators):
    _, out, _ = indicators(
        "--only", "children_seen_in_time", "rereferrals_within_12_months"
    )
    assert "No rate: nothing was counted in the denominator; left out: 4 " in out
    assert "cannot compute: " in out


def test_small_numbers_are_not_published(indicators):
    _, out, _ = indicators("--publish", "--csv", "--by", "team", *ONLY)
    assert set(rows_of(out)) == {
        ("referrals_decided_in_time", WHOLE, by)
        for by in ("", "North", "South", "no team recorded")
    }
    for cells in rows_of(out).values():
        assert not {"1", "2", "3", "4"} & set(cells) and cells[3:] == ["", "", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "nonsense"], "There is no indicator 'nonsense'. They are: "),
        (["--publish", "--by", "band"], "not made safe to publish"),
        (["--as-at", "2026-04-01"], "known only up to 2026-04-01"),
        (["--to", "2026-02-01"], "before it begins"),
        (["--to", "2030-01-01"], "outside the calendar"),
        (["--store", "nowhere://"], "is not a store"),
        (["--rulebook", "nowhere.toml"], "No such file"),
    ],
)
def test_what_cannot_be_answered_exits_2_and_says_why(indicators, words, said):
    status, out, err = indicators(*words)
    assert (status, out) == (2, "")
    assert said in err and len(err.splitlines()) == 1


def test_a_file_that_cannot_be_read_is_said_and_the_rest_answered(
    capsys, export, tmp_path
):
    spoiled = tmp_path / "spoiled.zip"
    spoiled.write_bytes(b"PK\3\4 nothing")
    status = main(["indicators", str(export), str(spoiled), *PERIOD, "--csv", *ONLY])
    said = capsys.readouterr()
    assert status == 2 and len(rows_of(said.out)) == 3 and said.err
    assert main(["indicators", str(spoiled), *PERIOD]) == 2


@pytest.mark.parametrize("words", [[], ["--from", "2026-03-01"], [*PERIOD, "--by", "worker"]])  # fmt: skip
def test_a_command_not_understood_exits_2(export, words, capsys):
    with pytest.raises(SystemExit) as left:
        main(["indicators", str(export), *words])
    assert left.value.code == 2

"""`alongside comparators`, as a person and a program run it."""

import csv
import io
import json

import pytest

from alongside.reckon.cli import main


def ran(capsys, *arguments):
    status = main(["comparators", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_an_authoritys_figures_with_their_fractions(capsys):
    status, said, _ = ran(capsys, "--authority", "nottinghamshire", "--year", "2018")
    assert status == 0
    assert "Nottinghamshire, release with the year to 30 September 2025" in said
    assert "2018  17.6" in said and "Caseload (DfE basis" in said


def test_as_csv_nothing_is_made_of_a_symbol(capsys):
    status, said, problems = ran(capsys, "--authority", "City of London", "--csv")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert status == 0 and not problems
    marked = [row for row in rows if row["symbol"]]
    assert marked and not any(row["published"] for row in marked)
    assert {row["area"] for row in rows} == {"City of London"}


def test_as_json(capsys):
    _, said, _ = ran(capsys, "--year", "2017", "--json")
    found = {row["indicator"]: row for row in json.loads(said)}
    assert found["absence_dfe"]["published"] == "3.1"
    assert found["absence_dfe"]["denominator"] == "7206097.8"
    assert found["starters_dfe"]["denominator"] is None


def test_the_share_of_rows_that_each_formula_gives(capsys):
    _, said, _ = ran(capsys, "--check", "--csv")
    found = {row["indicator"]: row for row in csv.DictReader(io.StringIO(said))}
    turnover = found["turnover_headcount_dfe"]
    assert (turnover["agreeing"], turnover["rows"]) == ("1453", "1455")
    assert turnover["left_out"] == "2" and turnover["unexplained"] == "0"
    _, said, _ = ran(capsys, "--check")
    assert "1453 of  1455  leavers_headcount / inpost_headcount x 100" in said
    _, said, _ = ran(capsys, "--check", "--json")
    assert len(json.loads(said)) == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--authority", "Nottingamshire"], "Near it: Nottingham, Nottinghamshire"),
        (["--authority", "Atlantis"], "Check how it is spelt"),
        (["--year", "2012"], "Years run from 2017 to 2025"),
    ],
)
def test_what_is_not_published_is_not_answered(capsys, arguments, said):
    status, printed, problems = ran(capsys, *arguments)
    assert (status, printed) == (2, "") and said in problems

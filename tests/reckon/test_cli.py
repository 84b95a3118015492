"""The commands: what they print, for people and for machines, and how they exit."""

import csv
import io
import json
import subprocess
import sys
from datetime import date

import pytest

from alongside.reckon.cli import main
from alongside.reckon.cli.dues import DUES_COLUMNS
from alongside.reckon.cli.rules import RULES_COLUMNS
from alongside.reckon.dues import STATUSES


@pytest.fixture
def alongside(capsys):
    def run(*argv):
        status = main([str(word) for word in argv])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_due_says_the_day_its_arithmetic_and_its_law(alongside):
    status, out, err = alongside("due", "S47_ICPC", "2024-03-25")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Initial child protection conference (S47_ICPC)",
        "15 working days from Monday 25 March 2024 is Wednesday 17 April 2024. "
        "Good Friday (29 March) and Easter Monday (1 April) do not count.",
        "Basis: guidance. Source: Working Together to Safeguard Children 2023, chapter 3 "
        "(initial child protection conferences); Children Act 1989 s.47 (verified).",
    ]


def test_due_says_where_a_number_was_not_verified(alongside):
    assert "(not verified)" in alongside("due", "CHILD_SEEN", "2024-03-25")[1]


def test_due_date_prints_the_date_alone(alongside):
    assert alongside("due", "S47_ICPC", "2024-03-25", "--date") == (
        0,
        "2024-04-17\n",
        "",
    )
    assert alongside("due", "RCPC_1", "2023-11-30", "--date") == (0, "2024-02-29\n", "")


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


def test_a_file_of_questions_is_answered_in_order(alongside, tmp_path):
    asked = tmp_path / "asked.csv"
    asked.write_text(
        "note,trigger_date,code\n"
        "Easter,2024-03-25,S47_ICPC\n"
        "month end,2023-11-30,RCPC_1\n"
        "a time of day,2026-11-20T23:30,REF_DECISION\n",
        "utf-8-sig",
    )
    status, out, err = alongside("due", "--csv", asked)
    assert (status, err) == (0, "")
    assert out == (
        "code,trigger_date,due_date\n"
        "S47_ICPC,2024-03-25,2024-04-17\n"
        "RCPC_1,2023-11-30,2024-02-29\n"
        "REF_DECISION,2026-11-20T23:30,2026-11-23\n"
    )


def test_questions_that_cannot_be_answered_keep_their_rows(alongside, tmp_path):
    asked = tmp_path / "asked.csv"
    asked.write_text(
        "code,trigger_date\nS47,2024-03-25\nS47_ICPC\nS47_ICPC,2028-12-31\n"
        "S47_ICPC,2024-03-25\n"
    )
    status, out, err = alongside("due", "--csv", asked)
    assert status == 2
    assert [row["due_date"] for row in rows_of(out)] == ["", "", "", "2024-04-17"]
    assert [line.split(":")[1] for line in err.splitlines()] == [
        " line 2", " line 3", " line 4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code,day\nS47_ICPC,2024-03-25\n", "needs the columns code and trigger_date"),
        (b"", "needs the columns code and trigger_date"),
        (b"code,trigger_date\n\xff\xfe,2024\n", "is not a CSV file of UTF-8 text"),
    ],
)
def test_a_file_that_is_no_file_of_questions_is_refused(
    alongside, tmp_path, content, said
):
    asked = tmp_path / "asked.csv"
    asked.write_bytes(content)
    status, out, err = alongside("due", "--csv", asked)
    assert (status, out) == (2, "")
    assert said in err


@pytest.fixture
def in_hours(tmp_path):
    """A council's own rule in hours, as for a return interview."""
    path = tmp_path / "ours.toml"
    path.write_text("""
[RETURN_INTERVIEW]
title = "Return interview"
starts = "referral_received"
completed_by = "referral_decided"
within = { hours = 72 }
source = "Statutory guidance on children who run away or go missing 2014"
verified = false
""")
    return path


def test_hours_run_to_a_moment_where_the_time_is_known(alongside, in_hours, tmp_path):
    """Found at 16:00 on Christmas Eve: 72 hours end at 16:00 on 27 December."""
    ask = ("--rulebook", in_hours, "due", "RETURN_INTERVIEW", "2026-12-24T16:00")
    words = (*ask[2:], *ask[:2])
    assert alongside(*words, "--date")[1] == "2026-12-27T16:00\n"
    assert (
        "72 hours from Thursday 24 December 2026 at 16:00 is "
        "Sunday 27 December 2026 at 16:00." in alongside(*words)[1]
    )
    asked = tmp_path / "asked.csv"
    asked.write_text(
        "code,trigger_date\n"
        "RETURN_INTERVIEW,2026-12-24T16:00\n"
        "RETURN_INTERVIEW,2026-12-24\n"
        "RETURN_INTERVIEW,2025-03-29T12:00\n"
        "RETURN_INTERVIEW,2025-10-25T12:00\n"
    )
    answered = rows_of(alongside("due", "--csv", asked, "--rulebook", in_hours)[1])
    assert [row["due_date"] for row in answered] == [
        "2026-12-27T16:00",
        "2026-12-27",
        "2025-04-01T13:00",  # an hour lost
        "2025-10-28T11:00",  # an hour gained
    ]


def test_rules_lists_the_book(alongside, rulebook):
    status, out, err = alongside("rules", "--csv")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == ",".join(RULES_COLUMNS)
    rows = {row["code"]: row for row in rows_of(out)}
    assert list(rows) == list(rulebook)
    row = rows["S47_ICPC"]
    assert (row["amount"], row["unit"], row["count"], row["roll"]) == (
        "15", "working_days", "after", "none",
    )  # fmt: skip
    assert (row["basis"], row["verified"], row["computed"]) == (
        "guidance",
        "yes",
        "yes",
    )
    assert rows["CHILD_SEEN"]["verified"] == "no"
    assert rows["CLA_VISIT_4W"]["computed"] == ""
    for line, code in zip(alongside("rules")[1].splitlines(), rulebook, strict=True):
        assert line.startswith(code) and rulebook[code].title in line


def test_rules_on_a_day_lists_those_in_force_then(alongside):
    def codes(day):
        return {
            row["code"] for row in rows_of(alongside("rules", "--csv", "--on", day)[1])
        }

    assert codes("2015-04-01") - codes("2015-03-31") == {"CLA_VISIT_LT_6M"}


def test_rules_shows_a_councils_own(alongside, tmp_path):
    ours = tmp_path / "ours.toml"
    ours.write_text(
        '[CHILD_SEEN]\nenabled = false\nchanged_by = "Board, 3 March 2026"\n'
        '[S47_ICPC]\nchanged_by = "Board"\nchanges = [{ from = 2020-04-24, '
        'to = 2020-09-25, within = { working_days = 20 }, source = "s" }]\n'
    )
    rows = {
        r["code"]: r
        for r in rows_of(alongside("rules", "--csv", "--rulebook", ours)[1])
    }
    assert rows["CHILD_SEEN"]["enabled"] == "no"
    assert rows["CHILD_SEEN"]["changed_by"] == "Board, 3 March 2026"
    assert rows["S47_ICPC"]["amount"] == "15"
    on = rows_of(
        alongside("rules", "--csv", "--on", "2020-05-01", "--rulebook", ours)[1]
    )
    assert {r["code"]: r["amount"] for r in on}["S47_ICPC"] == "20"
    listed = alongside("rules", "--rulebook", ours)[1].splitlines()
    [seen] = [line for line in listed if line.startswith("CHILD_SEEN")]
    assert seen.endswith("[switched off]")
    [year] = [line for line in listed if line.startswith("PLACEMENT_YEAR_1")]
    assert year.endswith("[not a clock]")


@pytest.mark.parametrize("content", [b"[S47_ICPC]\nwithin = 3", b"\xff"])
def test_a_rulebook_that_cannot_be_used_is_refused(alongside, tmp_path, content):
    ours = tmp_path / "ours.toml"
    ours.write_bytes(content)
    status, out, err = alongside("rules", "--rulebook", ours)
    assert (status, out) == (2, "")
    assert err.startswith("alongside: ours.toml")


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """The exports of an invented council of forty children, on 31 March 2026."""
    folder = tmp_path_factory.mktemp("council")
    words = ["council", "--children", "40", "--seed", "3", "--as-at", "2026-03-31"]
    assert main([*words, "--to", str(folder)]) == 0
    return folder


def test_the_same_seed_writes_the_same_council(council, tmp_path, alongside):
    status, out, _ = alongside(
        "council",
        "--children",
        40,
        "--seed",
        3,
        "--as-at",
        "2026-03-31",
        "--to",
        tmp_path,
    )
    assert status == 0
    assert str(tmp_path / "annex_a.xlsx") in out.splitlines()
    for path in sorted((council / "ssd").iterdir()):
        assert (tmp_path / "ssd" / path.name).read_bytes() == path.read_bytes()


def test_read_says_what_an_export_holds(council, alongside):
    status, out, _ = alongside("read", council / "annex_a.xlsx")
    assert status == 0
    assert out.startswith("annex_a.xlsx: annex_a\n")
    assert "List 3: Referral" in out
    status, out, _ = alongside("read", council / "annex_a.xlsx", "--json")
    [told] = json.loads(out)
    assert status == 0
    assert (told["file"], told["format"]) == ("annex_a.xlsx", "annex_a")
    assert {"name", "sheet", "header_row", "rows", "kept", "left_out"} <= set(
        told["lists"][0]
    )
    assert {"sheet", "row", "column", "what", "do"} <= set(told["findings"][0])


def test_read_of_what_is_no_export_exits_2(council, alongside, tmp_path):
    other = tmp_path / "letter.csv"
    other.write_text("Dear,colleague\nall,well\n")
    status, out, _ = alongside("read", other, council / "annex_a.xlsx", "--json")
    assert status == 2
    assert [told["file"] for told in json.loads(out)] == ["letter.csv", "annex_a.xlsx"]


def test_dues_reckons_every_clock(council, alongside):
    words = ("dues", council / "ssd", "--as-at", "2026-03-31")
    status, out, err = alongside(*words, "--csv")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == ",".join(DUES_COLUMNS)
    rows = rows_of(out)
    assert {row["status"] for row in rows} <= set(STATUSES)
    assert {"met", "due"} <= {row["status"] for row in rows}
    for row in rows:
        assert date.fromisoformat(row["started_on"]) <= date(2026, 3, 31)
        if row["status"] in ("due", "overdue"):
            assert (row["due_on"] >= "2026-03-31") == (row["status"] == "due")
            assert row["completed_on"] == ""
    status, out, _ = alongside(*words)
    assert status == 0
    assert out.startswith("As at Tuesday 31 March 2026\n")
    opened = sum(row["status"] in ("due", "overdue") for row in rows)
    assert f"{opened} open, soonest first:" in out


def test_dues_are_the_same_in_every_store(council, alongside, postgres_url, tmp_path):
    words = ("dues", council / "annex_a.xlsx", "--as-at", "2026-03-31", "--csv")
    answers = {
        alongside(*words, "--store", store)[1]
        for store in (
            "duckdb://",
            "sqlite://",
            f"sqlite:///{tmp_path}/x.db",
            postgres_url,
        )
    }
    assert len(answers) == 1
    assert len(rows_of(answers.pop())) > 50


@pytest.mark.parametrize(
    "store",
    [
        "oracle://x",
        "sqlite:////nowhere/x.db",
        "duckdb:////nowhere/x.duckdb",
        "postgresql://asha:secret@127.0.0.1:1/x",
    ],
)
def test_a_store_that_cannot_be_opened_is_refused(council, alongside, store):
    words = ("dues", council / "annex_a.xlsx", "--as-at", "2026-03-31")
    status, out, err = alongside(*words, "--store", store)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1 and "Traceback" not in err
    assert "secret" not in err


def test_dues_of_some_files_refused_answers_for_the_others_and_exits_2(
    council, alongside, tmp_path
):
    other = tmp_path / "letter.csv"
    other.write_text("Dear,colleague\nall,well\n")
    as_at = ("--as-at", "2026-03-31", "--csv")
    status, out, err = alongside("dues", other, council / "ssd", *as_at)
    assert status == 2
    assert rows_of(out) and "alongside: " in err
    status, out, err = alongside("dues", other, *as_at)
    assert (status, out) == (2, "")


def test_dues_say_what_cannot_be_computed_and_why(council, alongside):
    listed = alongside("dues", council / "annex_a.xlsx", "--as-at", "2026-03-31")[1]
    assert (
        "CORE_GROUP_N         cannot compute: The export has no list of core groups."
        in listed
    )
    assert "103 more timescales are not reckoned; `alongside rules` says why." in listed
    assert "REF_ACK" not in listed


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

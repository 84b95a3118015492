"""`alongside dues`: every clock of an export, for people and for machines."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from alongside.reckon.cli.dues import DUES_COLUMNS, RECORDED_COLUMNS
from alongside.reckon.dues import STATUSES


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_dues_reckons_every_clock(council, alongside):
    words = ("dues", council / "ssd", "--as-at", "2026-03-31")
    status, out, err = alongside(*words, "--csv")
    assert (status, "could not be used" in err) == (0, True)
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
    opened = [
        row["code"]
        for row in rows
        if row["status"] in ("due", "overdue") and "_STATISTICS" not in row["code"]
    ]
    assert f"{len(opened)} open, soonest first:" in out


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
        "CORE_GROUP_N             cannot be computed: The export has no list of core groups."
        in listed
    )
    assert "101 more timescales are not reckoned; `alongside rules` says why." in listed
    assert "REF_ACK" not in listed


def test_the_clocks_for_machines(council, alongside):
    words = ("dues", council / "ssd", "--as-at", "2026-03-31")
    status, out, err = alongside(*words, "--json")
    told = json.loads(out)
    assert (status, err.count("alongside: ")) == (0, 1)
    assert told["as_at"] == "2026-03-31" and told["calendar"].startswith("2000 to 2028")
    rows = rows_of(alongside(*words, "--csv")[1])
    assert [
        {name: due[name] or "" for name in DUES_COLUMNS} for due in told["dues"]
    ] == rows
    assert {"ended_on", "episode", "reason"} <= told["dues"][0].keys()
    assert told["not_reckoned"]["CP_VISIT_4W"].startswith("It is switched off")


def test_people_are_told_in_words_and_why(council, alongside):
    said = alongside("dues", council / "annex_a.xlsx", "--as-at", "2026-03-31")[1]
    assert "cannot be computed" in said and "done in time" in said
    assert not [status for status in STATUSES if "_" in status and status in said]
    assert " only the latest is given: an earlier one may have been in time\n" in said
    assert said.splitlines()[1].startswith("Bank holidays: 2000 to 2028, ")


def test_what_is_counted_for_statistics_is_on_nobody_s_list(council, alongside):
    words = ("dues", council / "ssd", "--as-at", "2026-03-31")
    rows = rows_of(alongside(*words, "--csv")[1])
    codes = [row["code"] for row in rows if row["status"] in ("due", "overdue")]
    practice = [code for code in codes if not code.endswith("_STATISTICS")]
    assert len(practice) < len(codes)
    said = alongside(*words)[1]
    assert f"{len(practice)} open, soonest first:" in said
    assert f"  and {len(practice) - 20} more; `--csv` lists them all.\n" in said
    others = len(codes) - len(practice)
    assert f"\n{others} open only as the statistics count" in said
    assert "_STATISTICS" not in said.partition("soonest first:")[2]


TABLES = {
    "ssd_s47_enquiry.csv": "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date\n"
    "s,A,2026-03-24\nt,B,2026-03-24\n",
    "ssd_initial_cp_conference.csv": "icpc_icpc_id,icpc_person_id,icpc_s47_enquiry_id,"
    "icpc_icpc_target_date,icpc_icpc_date\nc,A,s,2026-04-14,\nd,B,t,2026-04-16,\n",
}


@pytest.fixture
def export(tmp_path):
    """Make an export of two enquiries, with the targets of their conferences, and more."""

    def make(**more):
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in (TABLES | more).items():
                archive.writestr(name if name.endswith(".csv") else f"{name}.csv", text)
        return path

    return make


def test_due_dates_recorded_otherwise(alongside, export):
    """Fifteen working days from 24 March are 16 April; the 14th knows no Easter."""
    words = ("dues", export(), "--as-at", "2026-03-31", "--recorded")
    status, out, _ = alongside(*words)
    assert status == 0
    assert out == (
        "2 due dates are recorded; 1 are other than reckoned.\n"
        "  child A  S47_ICPC         from 2026-03-24: recorded 2026-04-14, reckoned "
        "2026-04-16 (2 days sooner)\n"
    )
    out = alongside(*words, "--csv")[1]
    assert out.splitlines() == [
        ",".join(RECORDED_COLUMNS), "A,S47_ICPC,2026-03-24,2026-04-14,2026-04-16,-2",
    ]  # fmt: skip
    told = json.loads(alongside(*words, "--json")[1])
    assert (told["compared"], len(told["differences"])) == (2, 1)


def test_holidays_announced_since_move_what_is_due(alongside, export, tmp_path):
    announced = tmp_path / "holidays.csv"
    announced.write_text("day,name\n2026-04-15,A day of thanks\n")
    words = ("dues", export(), "--as-at", "2026-03-31", "--csv")
    due = {row["due_on"] for row in rows_of(alongside(*words)[1])}
    moved = {
        row["due_on"] for row in rows_of(alongside(*words, "--holidays", announced)[1])
    }
    assert (due, moved) == ({"2026-04-16"}, {"2026-04-17"})


def test_what_a_council_tells_that_nothing_could_be_made_of(alongside, export):
    path = export(
        local_events="evnt_event_id,evnt_person_id,evnt_event,evnt_event_date\n"
        "1,A,complaint_recieved,2026-03-02\n2,A,cp_visit,2026-03-02\n",
        local_clock_stops="stop_stop_id,stop_person_id,stop_code,stop_from_date,stop_to_date\n"
        "1,A,S47,2026-03-25,2026-03-26\n2,A,S47_ICPC,,2026-03-26\n"
        "3,A,S47_ICPC,2026-03-26,2026-03-25\n4,A,S47_ICPC,2026-03-25,2026-03-26\n",
        local_due_overrides="over_override_id,over_person_id,over_code,over_started_date,"
        "over_due_date,over_applies\n1,B,S47,,2026-04-01,\n2,B,S47_ICPC,,,\n"
        "3,B,S47_ICPC,2026-03-24,2026-03-20,\n4,B,S47_ICPC,2026-03-24,2026-04-01,\n",
    )
    status, out, err = alongside("dues", path, "--as-at", "2026-03-31", "--csv")
    assert status == 0
    assert err.splitlines() == [
        "alongside: local_events: there is no event 'complaint_recieved'. "
        "Did you mean complaint_received? (1 row: 1)",
        "alongside: local_events: cp_visit is read from the list of child protection plans "
        "and child protection visits; what is told of it here was not used. (1 row: 2)",
        "alongside: local_clock_stops: there is no timescale 'S47'. `alongside rules` "
        "lists them. (1 row: 1)",
        "alongside: local_clock_stops: a stop without a first day is not used. (1 row: 2)",
        "alongside: local_clock_stops: a stop that ends before it begins is not used. "
        "(1 row: 3)",
        "alongside: local_due_overrides: there is no timescale 'S47'. `alongside rules` "
        "lists them. (1 row: 1)",
        "alongside: local_due_overrides: a row without a due date, or N where the timescale "
        "does not apply, is not used. (1 row: 2)",
        "alongside: local_due_overrides: a due date before the clock began is not used. "
        "(1 row: 3)",
    ]
    due = {
        row["child_id"]: row["due_on"]
        for row in rows_of(out)
        if row["code"] == "S47_ICPC"
    }
    assert due == {"A": "2026-04-20", "B": "2026-04-01"}


def test_what_could_not_be_used_is_said_by_list(alongside, tmp_path):
    """25 of 27 days are no dates, twenty of them given one by one and five counted."""
    rows = [f"E{n},{n},11/10/24" for n in range(25)]
    rows += ["E30,30,2024-10-11", "E31,31,2024-10-12"]
    names = "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date"
    path = tmp_path / "ssd_s47_enquiry.csv"
    path.write_text("\n".join([names, *rows]) + "\n")
    for words in (
        ("dues", path, "--as-at", "2024-12-31", "--csv"),
        ("indicators", path, "--from", "2024-10-01", "--to", "2024-12-31", "--csv"),
    ):
        err = alongside(*words)[2]
        assert (
            "25 rows or values could not be used, so nothing is reckoned from them "
            "(ssd_s47_enquiry.csv 25)." in err
        )

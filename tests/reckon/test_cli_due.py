"""`alongside due`: the day, its arithmetic and its law; one question or a file of them."""

import csv
import io
import json

import pytest


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
        "Bank holidays: 2000 to 2028, 238 bank holidays, list ba72c63c.",
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


@pytest.mark.parametrize("typed", ["s47_icpc", "S47_ICPC ", "S47_Icpc"])
def test_a_code_is_known_however_it_is_typed(alongside, typed):
    assert alongside("due", typed, "2024-03-25", "--date") == (0, "2024-04-17\n", "")


def test_a_code_nearly_right_is_asked_about(alongside):
    status, out, err = alongside("due", "S47_IPCC", "2024-03-25")
    assert (status, out) == (2, "")
    assert err == (
        "alongside: There is no rule 'S47_IPCC'. Did you mean S47_ICPC? "
        "`alongside rules` lists them.\n"
    )


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("CP_VISIT_4W", "It is switched off as shipped: another way of keeping CP_VISIT_10WD."),
        ("REREF_12M", "It is no duty, but a length of time that events and figures ask about."),
        ("COMP_S1", "It needs "),
    ],
)  # fmt: skip
def test_a_rule_that_is_no_clock_is_answered_and_says_so(alongside, code, why):
    status, out, _ = alongside("due", code, "2026-03-02")
    [said] = [line for line in out.splitlines() if line.startswith("Not reckoned")]
    assert status == 0
    assert said.removeprefix("Not reckoned from exports: ").startswith(why)


def test_a_limit_that_was_lifted_is_counted_and_says_so(alongside):
    out = alongside("due", "PF_FIRST_VISIT", "2020-04-24")[1]
    assert (
        "The law had lifted this limit from 24 April 2020 to 25 September 2020 (" in out
    )
    assert "lifted" not in alongside("due", "PF_FIRST_VISIT", "2020-04-23")[1]


def test_the_answer_for_machines(alongside):
    status, out, err = alongside("due", "S47_ICPC", "2024-03-25", "--json")
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert (told["code"], told["due_date"], told["verified"]) == (
        "S47_ICPC", "2024-04-17", True,
    )  # fmt: skip
    assert told["said"].startswith("15 working days from Monday 25 March 2024 is ")
    assert told["calendar"].startswith("2000 to 2028, ")


@pytest.fixture
def announced(tmp_path):
    """A holiday announced since, and one moved: as on 8 May 2020 for 4 May."""
    path = tmp_path / "holidays.csv"
    path.write_text("day,name\n2026-03-20,A day of thanks\n2026-04-06,Working day\n")
    return path


def test_holidays_announced_since_are_counted_by(alongside, announced):
    """Fifteen working days from 24 March: 16 April, a day sooner without Easter Monday;
    from 16 March, less Good Friday and 20 March and not Easter Monday: 8 April."""
    ask = ("due", "S47_ICPC")
    assert alongside(*ask, "2026-03-24", "--date")[1] == "2026-04-16\n"
    told = alongside(*ask, "2026-03-24", "--date", "--holidays", announced)[1]
    assert told == "2026-04-15\n"
    said = alongside(*ask, "2026-03-16", "--holidays", announced)[1].splitlines()
    assert said[1].endswith(
        "is Wednesday 8 April 2026. A day of thanks (20 March) and Good Friday (3 April) "
        "do not count."
    )
    assert said[-1] != alongside(*ask, "2026-03-16")[1].splitlines()[-1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("date,name\n", "needs the columns day and name"),
        ("day,name\nsoon,A day\n", "line 2: 'soon' is not a date"),
        ("day,name\n2026-03-20,\n", "line 2: the day has no name"),
        ("day,name\n2040-03-20,A day\n", "20 March 2040 is outside the calendar"),
    ],
)
def test_a_list_of_holidays_that_is_none_is_refused(alongside, tmp_path, content, said):
    path = tmp_path / "holidays.csv"
    path.write_text(content)
    status, out, err = alongside("due", "S47_ICPC", "2026-03-24", "--holidays", path)
    assert (status, out) == (2, "") and said in err
    path.write_bytes(b"day,name\n\xff")
    assert "UTF-8" in alongside("due", "S47_ICPC", "2026-03-24", "--holidays", path)[2]


def test_a_day_that_the_law_moves_is_said(alongside):
    said = alongside("due", "SAR_1M", "2026-11-26")[1]
    assert (
        "Saturday 26 December 2026 is no working day, so it moves to the next" in said
    )
    assert "\nBank holidays: " in said
    assert "moves" not in alongside("due", "SAR_1M", "2026-11-23")[1]


def test_the_source_is_the_one_in_force_on_the_day(alongside):
    assert "Source: SI 2020/445 (" in alongside("due", "CLA_REG24", "2020-05-01")[1]
    assert "SI 2020/445" not in alongside("due", "CLA_REG24", "2020-10-01")[1]


def test_a_councils_own_amount_is_shown_beside_the_laws(alongside, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[CLA_REVIEW_N]\nwithin = {months = 9}\nchanged_by = "Board"\n')
    words = ("due", "CLA_REVIEW_N", "2026-03-02", "--rulebook", own)
    said = alongside(*words)[1]
    assert "Changed by this council: Board. It was 6 months as shipped." in said
    assert '"changed_by": "Board"' in alongside(*words, "--json")[1]
    own.write_text('[CLA_REVIEW_N]\nwho = "IRO"\nchanged_by = "Board"\n')
    assert "The limit is as shipped." in alongside(*words)[1]


def test_a_misspelt_code_in_a_councils_file_is_said(alongside, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text("[CORE_GRUOP_N]\nwithin = {weeks = 5}\n")
    status, _, err = alongside("rules", "--rulebook", own)
    assert status == 2
    assert "There is no rule CORE_GRUOP_N. Did you mean CORE_GROUP_N?" in err


def test_a_date_and_a_file_are_not_asked_at_once(alongside, tmp_path):
    words = ("due", "SAR_1M", "2026-11-26", "--csv", tmp_path / "x.csv")
    assert "not both" in alongside(*words)[2]

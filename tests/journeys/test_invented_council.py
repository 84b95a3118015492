"""The invented council holds together: read row by row from its file, and not by the desk."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.slow
LONDON = ZoneInfo("Europe/London")
NAMED = (
    ("people_adult", "name"), ("people_child", "forename"), ("people_child", "surname"),
    ("workforce_staffmember", "name"), ("workforce_worker", "name"), ("access_user", "full_name"),
)  # fmt: skip


@pytest.fixture(scope="module")
def rows(begun):
    """Ask the council's file, read only."""
    with sqlite3.connect(
        f"file:{begun.home / 'desk.sqlite3'}?mode=ro", uri=True
    ) as file:
        yield lambda asked: file.execute(asked).fetchall()


def london(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC).astimezone(LONDON)


def test_every_card_held_on_the_day_it_was_set(rows):
    cards = rows("select set_at, review_on from contacts_answercard")
    assert len(cards) > 50
    ended = [day for at, day in cards if day < london(at).date().isoformat()]
    assert ended == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("contacts_callback", "by_when"),
        ("contacts_callback", "promised_at"),
        ("contacts_attempt", "at"),
    ],
)
def test_nobody_rings_or_is_promised_a_call_at_night(rows, table, column):
    hours = {
        day: (time.fromisoformat(opens), time.fromisoformat(closes))
        for day, opens, closes in rows("select weekday, opens, closes from workforce_officehours")
    }  # fmt: skip
    moments = [london(at) for (at,) in rows(f"select {column} from {table}")]
    assert len(moments) > 200
    closed = (time(23), time(0))
    late = [
        at
        for at in moments
        if not hours.get(at.weekday(), closed)[0] <= at.time() <= hours.get(at.weekday(), closed)[1]
    ]  # fmt: skip
    assert late == []


def test_what_is_owed_now_was_promised_within_days(rows):
    """Nobody waits for months to be rung: a handful is open, all of the last fortnight."""
    owed = rows("select promised_at from contacts_callback where kept_with_id is null and given_up_at is null")  # fmt: skip
    (now,) = rows("select max(logged_at) from contacts_contact")[0]
    ages = [(london(now) - london(at)).days for (at,) in owed]
    assert 4 <= len(ages) <= 20
    assert max(ages) <= 14


def test_nobody_unchecked_was_answered_about_a_child(rows):
    (count,) = rows(
        "select count(*) from contacts_contact where outcome = 'answered' "
        "and child_id is not null and checked_how = 'not_checked'"
    )[0]
    assert count == 0


def test_the_ledger_bears_out_whose_fault_it_was(rows):
    """Paid as due: nothing is missing. Answered as paid in full: nothing either."""
    missing = defaultdict(float)
    for query, side, pounds in rows(
        "select query_id, side, pounds from contacts_paymententry where struck_at is null"
    ):
        missing[query] += float(pounds) * (1 if side == "due" else -1)
    queries = rows("select id, fault, why, answer from contacts_paymentquery")
    nobodys = [query for query, fault, *_ in queries if fault == "nobody"]
    full = [query for query, _, _, answer in queries if answer == "paid"]
    short = [query for query, fault, _, answer in queries if fault != "nobody" and not answer]  # fmt: skip
    assert nobodys and full and short
    assert {round(missing[query], 2) for query in nobodys + full} == {0}
    assert all(missing[query] > 0 for query in short)
    assert {why for _, fault, why, _ in queries if fault == "nobody"} == {
        "not_explained"
    }


@pytest.mark.parametrize(("table", "column"), NAMED)
def test_nobody_is_called_by_a_number(rows, table, column):
    names = [name for (name,) in rows(f"select {column} from {table}")]
    assert names
    assert [name for name in names if re.search(r"\d", name)] == []


def test_a_concern_that_waits_is_told_to_a_worker_and_seen_by_a_team_manager(rows):
    waiting = rows("select id, team_id from contacts_concern where acknowledged_at is null")  # fmt: skip
    assert waiting
    for concern, team in waiting:
        told = rows(
            "select role.code from contacts_concerntold told join access_user u on u.id = told.to_id "
            f"join access_role role on role.id = u.role_id where told.concern_id = {concern}"
        )
        assert ("social_worker",) in told
        managers = rows(
            f"select user_id from workforce_membership where team_id = {team} and how = 'manages'"
        )
        assert managers

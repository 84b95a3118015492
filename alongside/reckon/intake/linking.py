"""The lists of Annex A and of the census made into records, and linked to one another."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from alongside.reckon.intake.findings import Findings
from alongside.reckon.intake.lists import Held
from alongside.reckon.intake.making import made_of
from alongside.reckon.intake.people import add_people, add_staff
from alongside.reckon.records import TABLES, Records, Row, Value

# A plan begins at its conference, or is recorded within about two weeks of it.
PLAN_WITHIN = timedelta(days=15)

# What is begun under a referral: its table, the link to fill, and its start.
_BEGUN = (
    ("ssd_cin_assessments", "cina_referral_id", "cina_assessment_start_date"),
    ("ssd_s47_enquiry", "s47e_referral_id", "s47e_s47_start_date"),
    ("ssd_cp_plans", "cppl_referral_id", "cppl_cp_plan_start_date"),
    ("ssd_cla_episodes", "clae_referral_id", "clae_cla_episode_start_date"),
)


def records_of(held: Held, findings: Findings) -> Records:
    """Return the records that the lists hold, linked to one another."""
    records = made_of(held)
    add_people(held, records, findings)
    add_staff(held, records)
    _join_episodes(records)
    _link_referrals(records)
    _link_plans(records, ("Y",))
    return records


def census_of(held: Held, findings: Findings) -> Records:
    """Return the records that a children in need census holds.

    It does not say what came of a conference: a plan that began within two weeks of
    one is taken to be its outcome.
    """
    records = made_of(held)
    add_people(held, records, findings)
    _link_plans(records, ("Y", None))
    return records


def _join_episodes(records: Records) -> None:
    """Join List 6's episode to List 3's referral of the same child and day.

    List 6 says who holds the case now, so its team and worker stand.
    """
    episodes = records.rows.get("ssd_cin_episodes", [])
    referrals: dict[tuple[Value, Value], Row] = {}
    joined: list[Row] = []
    for row in episodes:  # List 3 was made before List 6
        same = row["cine_person_id"], row["cine_referral_date"]
        if str(row["cine_referral_id"]).startswith("annex-a:3:"):
            referrals.setdefault(same, row)
        elif same in referrals:
            told = {name: said for name, said in row.items() if said is not None}
            del told["cine_referral_id"]
            referrals[same].update(told)
            continue
        joined.append(row)
    episodes[:] = joined


def _link_referrals(records: Records) -> None:
    """Link what was begun to the child's latest referral by then, unless it had closed."""
    if not any(records.rows.get(table) for table, _, _ in _BEGUN):
        return
    referrals = _by_child(records, "ssd_cin_episodes", "cine_referral_date")
    for table, link, start in _BEGUN:
        for row in records.rows.get(table, ()):
            began = row[start]
            for referral in referrals.get(row[TABLES[table].child], ()):
                closed = referral["cine_close_date"]
                if _by(referral["cine_referral_date"], began) and (
                    closed is None or _by(began, closed)
                ):
                    row[link] = referral["cine_referral_id"]


def _link_plans(records: Records, outcomes: Container[Value]) -> None:
    """Link a plan to the child's conference that resulted in it, and back."""
    conferences = _by_child(records, "ssd_initial_cp_conference", "icpc_icpc_date")
    for plan in records.rows.get("ssd_cp_plans", ()):
        start = plan["cppl_cp_plan_start_date"]
        for conference in conferences.get(plan["cppl_person_id"], ()):
            held = conference["icpc_icpc_date"]
            if conference["icpc_icpc_outcome_cp_flag"] not in outcomes:
                continue
            if _by(held, start) and _days(held, start) <= PLAN_WITHIN:
                plan["cppl_icpc_id"] = conference["icpc_icpc_id"]
                conference["icpc_cp_plan_id"] = plan["cppl_cp_plan_id"]


def _by_child(records: Records, table: str, day: str) -> dict[Value, list[Row]]:
    """Return a table's rows by child, earliest first."""
    grouped: dict[Value, list[Row]] = {}
    for row in records.rows.get(table, ()):
        grouped.setdefault(row[TABLES[table].child], []).append(row)
    for rows in grouped.values():
        rows.sort(key=lambda row: str(row[day]))
    return grouped


def _by(first: Value, then: Value) -> bool:
    return isinstance(first, date) and isinstance(then, date) and first <= then


def _days(first: Value, then: Value) -> timedelta:
    assert isinstance(first, date) and isinstance(then, date)
    return then - first

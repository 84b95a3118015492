"""The lists of Annex A and of the census made into records, and linked to one another."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from alongside.reckon.intake.findings import Findings
from alongside.reckon.intake.lists import Held
from alongside.reckon.intake.making import made_of
from alongside.reckon.intake.people import add_people, add_staff
from alongside.reckon.records import TABLES, Records, Value

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
    episodes = records.by_column("ssd_cin_episodes")
    keys = episodes.column("cine_referral_id")
    if not keys or _is_referral(keys[-1]):  # List 3 was made before List 6
        return
    whose = episodes.column("cine_person_id"), episodes.column("cine_referral_date")
    referrals: dict[tuple[Value, ...], int] = {}
    joined: dict[int, int] = {}
    for at, (key, *same) in enumerate(zip(keys, *whose, strict=True)):
        if _is_referral(key):
            referrals.setdefault(tuple(same), at)
        elif (referral := referrals.get(tuple(same))) is not None:
            joined[at] = referral
    for name in TABLES["ssd_cin_episodes"].columns:
        told = list(episodes.column(name))
        for at, referral in joined.items() if name != "cine_referral_id" else ():
            if told[at] is not None:
                told[referral] = told[at]
        stand = [cell for at, cell in enumerate(told) if at not in joined]
        episodes.put(name, stand)


def _is_referral(key: Value) -> bool:
    return str(key).startswith("annex-a:3:")


def _link_referrals(records: Records) -> None:
    """Link what was begun to the child's latest referral by then, unless it had closed."""
    if not any(records.rows.get(table) for table, _, _ in _BEGUN):
        return
    told = "cine_referral_date", "cine_close_date", "cine_referral_id"
    referrals = _by_child(records, "ssd_cin_episodes", *told)
    for table, link, start in _BEGUN:
        rows = records.by_column(table)
        links = list(rows.column(link))
        whose = zip(rows.column(TABLES[table].child), rows.column(start), strict=True)
        for at, (child, began) in enumerate(whose):
            for opened, closed, referral in referrals.get(child, ()):
                if _by(opened, began) and (closed is None or _by(began, closed)):
                    links[at] = referral
        rows.put(link, links)


def _link_plans(records: Records, outcomes: Container[Value]) -> None:
    """Link a plan to the child's conference that resulted in it, and back."""
    told = "icpc_icpc_date", "icpc_icpc_outcome_cp_flag", "icpc_icpc_id"
    conferences = _by_child(records, "ssd_initial_cp_conference", *told)
    plans = records.by_column("ssd_cp_plans")
    begun = plans.column("cppl_person_id"), plans.column("cppl_cp_plan_start_date")
    keys, links = plans.column("cppl_cp_plan_id"), list(plans.column("cppl_icpc_id"))
    result: dict[Value, Value] = {}
    for at, (plan, child, start) in enumerate(zip(keys, *begun, strict=True)):
        for held, outcome, conference in conferences.get(child, ()):
            if outcome not in outcomes or not _by(held, start):
                continue
            if _days(held, start) <= PLAN_WITHIN:
                links[at], result[conference] = conference, plan
    plans.put("cppl_icpc_id", links)
    meetings = records.by_column("ssd_initial_cp_conference")
    meetings.put(
        "icpc_cp_plan_id", list(map(result.get, meetings.column("icpc_icpc_id")))
    )


def _by_child(
    records: Records, table: str, day: str, *also: str
) -> dict[Value, list[tuple[Value, ...]]]:
    """Return the days of a table's rows, with other columns, by child, earliest first."""
    rows = records.by_column(table)
    columns = (rows.column(name) for name in (TABLES[table].child, day, *also))
    grouped: dict[Value, list[tuple[Value, ...]]] = {}
    for child, *told in zip(*columns, strict=True):
        grouped.setdefault(child, []).append(tuple(told))
    for days in grouped.values():
        days.sort(key=lambda told: str(told[0]))
    return grouped


def _by(first: Value, then: Value) -> bool:
    return isinstance(first, date) and isinstance(then, date) and first <= then


def _days(first: Value, then: Value) -> timedelta:
    assert isinstance(first, date) and isinstance(then, date)
    return then - first

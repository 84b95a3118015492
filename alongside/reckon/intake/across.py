"""What looks wrong only when a whole export is seen together, whatever its format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import repeat

from alongside.reckon.clock import months_from
from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.records import TABLES, Records, Value

# What a child has one of at a time: its table, its start and its end, and what to call it.
_ONE_AT_A_TIME = (
    ("ssd_cin_episodes", "cine_referral_date", "cine_close_date", "a case"),
    ("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date",
     "a child protection plan"),
    ("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date",
     "an episode of care"),
)  # fmt: skip
_PLAN_AFTER = timedelta(days=15)  # a plan follows its conference within about two weeks
_OF_AGE = 18 * 12  # months


def say(records: Records, as_at: date | None, findings: Findings) -> None:
    """Say what the rows of several tables, or several rows of one, show together."""
    _two_at_once(records, findings)
    _plan_without_conference(records, findings)
    _apart_by_zeros(records, findings)
    if as_at:
        _in_care_of_age(records, as_at, findings)


def _two_at_once(records: Records, findings: Findings) -> None:
    for table, start, end, called in _ONE_AT_A_TIME:
        for child, times in _several_open(records, table, start, end):
            what = f"This child has {times} open at once where one is usual: each is {called}."
            do = "Close the others in the case system, or check that no two children share an identifier."
            _say(findings, what, do, child, (f"{table}.{end}",), f"two of {called}")


def _several_open(
    records: Records, table: str, start: str, end: str
) -> Iterator[tuple[Value, int]]:
    """Yield the children who have several rows open, with how many; but not where all of
    them but one are referrals that came to nothing, and so open no case.

    A referral of Annex A's List 3 says nothing of its end, so it is not known to be open.
    """
    names = start, end, TABLES[table].child, "cine_referral_nfa"
    keys = map(str, records.column(table, TABLES[table].key))
    said = list(map(str.startswith, keys, repeat("annex-a:3:")))
    if all(said):
        return
    opened = [
        (child, nothing)
        for (begun, ended, child, nothing), no_end in zip(
            records.columns(table, *names), said, strict=True
        )
        if ended is None and begun is not None and not no_end
    ]
    cases = Counter(child for child, nothing in opened if nothing != "Y")
    for child, times in Counter(child for child, _ in opened).items():
        if cases[child] > 1 and child is not None:
            yield child, times


def _plan_without_conference(records: Records, findings: Findings) -> None:
    """Say each plan that no conference comes before, since the first that the export has."""
    held: dict[Value, list[date]] = {}
    meetings = records.columns(
        "ssd_initial_cp_conference", "icpc_person_id", "icpc_icpc_date"
    )
    for child, day in meetings:
        if child is not None and isinstance(day, date):
            held.setdefault(child, []).append(day)
    first = min((day for days in held.values() for day in days), default=date.max)
    names = "cppl_person_id", "cppl_cp_plan_start_date", "cppl_icpc_id"
    for child, began, named in records.columns("ssd_cp_plans", *names):
        if child is None or named or not isinstance(began, date) or began < first:
            continue
        if not any(day <= began <= day + _PLAN_AFTER for day in held.get(child, ())):
            what = f"The plan that began on {began:%d/%m/%Y} has no initial conference in this export."
            do = "Record the conference, or correct the plan's start: its reviews are reckoned from it."
            columns = ("ssd_cp_plans.cppl_cp_plan_start_date",)
            _say(findings, what, do, child, columns, "no conference")


def _in_care_of_age(records: Records, as_at: date, findings: Findings) -> None:
    episodes = records.columns(
        "ssd_cla_episodes", "clae_person_id", "clae_cla_episode_ceased_date"
    )
    in_care = dict.fromkeys(child for child, ceased in episodes if ceased is None)
    people = records.columns("ssd_person", "pers_person_id", "pers_dob")
    born = {child: day for child, day in people}
    for child in in_care:
        day = born.get(child)
        if child and isinstance(day, date) and months_from(day, _OF_AGE) < as_at:
            what = "This child is shown as looked after, and has turned 18."
            do = "End the care in the case system, or correct the date of birth."
            columns = ("ssd_cla_episodes.clae_cla_episode_ceased_date",)
            _say(findings, what, do, child, columns, "of age")


def _apart_by_zeros(records: Records, findings: Findings) -> None:
    """Say where children's identifiers differ only in the zeros before them."""
    children = list(records.children())
    if not any(map(str.startswith, children, repeat("0"))):
        return
    by_digits: dict[str, list[str]] = {}
    for child in sorted(children):
        by_digits.setdefault(child.lstrip("0"), []).append(child)
    for alike in by_digits.values():
        if len(alike) > 1:
            names = " and ".join(alike)
            what = f"The identifiers {names} differ only in leading zeros."
            do = (
                "If they are one child, export the identifiers as text from every list."
            )
            findings.add(SUSPICIOUS, what, do, alike="leading zeros")


def _say(
    findings: Findings,
    what: str,
    do: str,
    child: Value,
    fills: tuple[str, ...],
    alike: str,
) -> None:
    findings.add(SUSPICIOUS, what, do, alike=alike, child=str(child), fills=fills)

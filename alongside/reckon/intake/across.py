"""What looks wrong only when a whole export is seen together, whatever its format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from alongside.reckon.clock import months_from
from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.records import TABLES, Records, Row, Value

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
        for child, opened in _several_open(records, table, start, end):
            if not _no_action(opened):
                what = f"This child has {len(opened)} open at once where one is usual: each is {called}."
                do = "Close the others in the case system, or check that no two children share an identifier."
                _say(findings, what, do, child, (f"{table}.{end}",), f"two of {called}")


def _several_open(
    records: Records, table: str, start: str, end: str
) -> Iterator[tuple[Value, list[Row]]]:
    """Yield the children who have several rows open, with those.

    A referral of Annex A's List 3 says nothing of its end, so it is not known to be open.
    """
    column, key = TABLES[table].child, TABLES[table].key
    opened = [
        row
        for row in records.rows.get(table, ())
        if row[end] is None
        and row[start] is not None
        and not str(row.get(key)).startswith("annex-a:3:")
    ]
    several = {
        child for child, n in Counter(r[column] for r in opened).items() if n > 1
    }
    grouped: dict[Value, list[Row]] = {child: [] for child in several - {None}}
    for row in opened:
        if row[column] in grouped:
            grouped[row[column]].append(row)
    yield from grouped.items()


def _no_action(rows: list[Row]) -> bool:
    """Whether all but one are referrals that came to nothing, and so open no case."""
    return sum(row.get("cine_referral_nfa") != "Y" for row in rows) < 2


def _plan_without_conference(records: Records, findings: Findings) -> None:
    """Say each plan that no conference comes before, since the first that the export has."""
    held = dict(_by_child(records, "ssd_initial_cp_conference"))
    days = [_day(row, "icpc_icpc_date") for rows in held.values() for row in rows]
    first = min((day for day in days if day), default=None)
    for child, rows in _by_child(records, "ssd_cp_plans") if first else ():
        for row in rows:
            began = _day(row, "cppl_cp_plan_start_date")
            if began is None or first is None or began < first or row["cppl_icpc_id"]:
                continue
            if not any(_made(each, began) for each in held.get(child, ())):
                what = f"The plan that began on {began:%d/%m/%Y} has no initial conference in this export."
                do = "Record the conference, or correct the plan's start: its reviews are reckoned from it."
                columns = ("ssd_cp_plans.cppl_cp_plan_start_date",)
                _say(findings, what, do, child, columns, "no conference")


def _made(conference: Row, began: date) -> bool:
    held = _day(conference, "icpc_icpc_date")
    return held is not None and held <= began <= held + _PLAN_AFTER


def _in_care_of_age(records: Records, as_at: date, findings: Findings) -> None:
    born = {
        row["pers_person_id"]: _day(row, "pers_dob")
        for row in records.rows.get("ssd_person", ())
    }
    for child, rows in _by_child(records, "ssd_cla_episodes"):
        day = born.get(child)
        open_ = any(row["clae_cla_episode_ceased_date"] is None for row in rows)
        if open_ and day and months_from(day, _OF_AGE) < as_at:
            what = "This child is shown as looked after, and has turned 18."
            do = "End the care in the case system, or correct the date of birth."
            columns = ("ssd_cla_episodes.clae_cla_episode_ceased_date",)
            _say(findings, what, do, child, columns, "of age")


def _apart_by_zeros(records: Records, findings: Findings) -> None:
    """Say where children's identifiers differ only in the zeros before them."""
    children = set(records.children())
    if not any(child[:1] == "0" for child in children):
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


def _by_child(records: Records, table: str) -> Iterator[tuple[Value, list[Row]]]:
    column = TABLES[table].child
    grouped: dict[Value, list[Row]] = {}
    for row in records.rows.get(table, ()):
        grouped.setdefault(row[column], []).append(row)
    grouped.pop(None, None)
    yield from grouped.items()


def _day(row: Row, column: str) -> date | None:
    day = row[column]
    return day if isinstance(day, date) else None


def _say(
    findings: Findings,
    what: str,
    do: str,
    child: Value,
    fills: tuple[str, ...],
    alike: str,
) -> None:
    findings.add(SUSPICIOUS, what, do, alike=alike, child=str(child), fills=fills)

"""What speaks against an export: what refuses it, and what a person must look at first.

A wrong file reads well: another council's, last month's, one list taken for all. What
gives it away is how it sits with what the desk holds, and with the day it is said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max

from alongside.desk.casework import as_at
from alongside.desk.casework.comparison import Comparison
from alongside.desk.casework.list_sizes import Lists, then_and_now
from alongside.desk.casework.models import Due, Extract, Happening
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.reckon.intake import Reading
from alongside.reckon.records import TABLES, Records
from alongside.reckon.reference.lists import called

FEW = 20  # of children, clocks or dates: a share of fewer says little
KEPT = 0.95  # a list that has lost more of its rows is looked at
STALE = timedelta(days=14)
GROWN = 18  # years
AHEAD = ("_due", "_due_date", "_target_date", "_expected_dob", "_dob")

WRONG_DESK = {
    True: (
        "This is the invented council: it takes only invented exports. Nothing of this "
        "one is kept.",
        "To read your own council's export, start an empty desk (see "
        "docs/how-to/start-empty.md).",
    ),
    False: (
        "This export is invented. Nothing of it is kept.",
        "Import it into the invented council; here, import the case system's own.",
    ),
}


@dataclass(frozen=True)
class Said:
    """What is wrong, and what to do."""

    what: str
    do: str


def refusal(reading: Reading, as_at_day: date, days: as_at.Days) -> Said | None:
    """Return why an export that could be read is not to be used, if anything.

    `days` are those of the tables the desk holds.
    """
    if reading.invented != settings.INVENTED:
        return Said(*WRONG_DESK[settings.INVENTED])
    return _mostly_lost(reading) or older(reading.records.rows, as_at_day, days)


def _mostly_lost(reading: Reading) -> Said | None:
    """A file of which most rows were left out would date the desk by what it lacks."""
    rows = sum(part.rows for part in reading.lists)
    lost = sum(part.left_out for part in reading.lists)
    if 2 * lost <= rows:
        return None
    return Said(
        f"{lost:,} of its {rows:,} rows had to be left out, so it is not used.",
        "Look at what was found below, correct the export, and import it again.",
    )


def older(tables: Iterable[str], day: date, days: as_at.Days) -> Said | None:
    """Say that an export of these tables is older than what is held of them, if it is."""
    newer = as_at.newer_than(tables, day, days)
    if not newer:
        return None
    held = day_said(max(newer.values()))
    return Said(
        f"This export was taken on {day_said(day)}. The desk holds later lists of "
        f"{as_at.named(newer, days)}, of {held}; this one would take them back.",
        "Export from the case system again, and import that. If the day given for this "
        "one was wrong, import it again with the right day.",
    )


@dataclass(frozen=True)
class Before:
    """What an export is looked at against: its own records, what they come to, what is held."""

    extract: Extract
    own: Records
    lists: Lists
    projection: Mapping[str, Any]
    found: Comparison


def warnings(before: Before) -> list[dict[str, str]]:
    """Return what makes an export look like a wrong one, each with what to do."""
    checks = (
        _strangers, _other_births, _again, _vanishing, _dates, _behind, _grown_up,
        _half, _shrunk,
    )  # fmt: skip
    return [vars(said) for check in checks for said in check(before)]


def _vanishing(before: Before) -> Iterator[Said]:
    """No number is said: beside what a reader is shown, it would count what is restricted."""
    open_now = Due.objects.open().count()
    gone = len(before.found.told.get("vanished", ()))
    if open_now >= FEW and 2 * gone > open_now:
        twentieths = round(20 * gone / open_now)
        part = "Nearly all" if twentieths > 18 else f"About {twentieths} in 20"
        yield Said(
            f"{part} of the open timescales would vanish: the export no longer shows "
            "what they rest on.",
            "Check that it is the whole of each list it holds, of all teams.",
        )


def _shrunk(before: Before) -> Iterator[Said]:
    """A list cut short reads well: what it lacks looks as if it had never been."""
    fewer = dict.fromkeys(
        f"{_called(name)} has {now:,} rows, and had {was:,}"
        for name, was, now in then_and_now(before.lists)
        if was - now >= FEW and KEPT * was > now
    )
    if fewer:
        yield Said(
            f"Lists have fewer rows than last time: {'; '.join(fewer)}.",
            "Check that each is the whole list, and export it again if it is not.",
        )


def _called(name: str) -> str:
    return called()[name].name if name in TABLES else name


def _strangers(before: Before) -> Iterator[Said]:
    """The children in common, as a share of the smaller of the two: a part is no stranger."""
    theirs = set(before.own.children())
    ours = Child.objects.known_ids()
    fewer, shared = min(len(theirs), len(ours)), len(theirs & ours)
    if fewer >= FEW and 2 * shared < fewer:
        yield Said(
            f"Only {shared:,} of its {len(theirs):,} children are known here.",
            "Check that it is this council's, and that it gives children's ids as the "
            "exports before it did.",
        )


def _other_births(before: Before) -> Iterator[Said]:
    held = Child.objects.births()
    both = [
        (row["pers_dob"], held[child])
        for row in before.own.rows.get("ssd_person", ())
        if (child := row["pers_person_id"]) in held and row.get("pers_dob")
    ]
    other = sum(told != known for told, known in both)
    if other >= 3 and 50 * other > len(both):
        yield Said(
            f"{other:,} of the {len(both):,} children who are known here by the same id "
            "come with another date of birth.",
            "Check that it is this council's: elsewhere the same ids are other children.",
        )


def _dated(own: Records) -> list[tuple[date, str]]:
    """Every day on which something happened, and the table that says so."""
    return [
        (value, table)
        for table in own.rows
        for column in TABLES[table].dates
        if not column.endswith(AHEAD)
        for value in own.column(table, column)
        if isinstance(value, date)
    ]


def _behind(before: Before) -> Iterator[Said]:
    """An export of most lists, in which nothing is as late as what is held already."""
    base, day = before.extract.base, before.extract.as_at
    if base is None or 2 * len(base.days_held.keys() & before.own.rows.keys()) <= len(
        base.days_held
    ):
        return
    past = [on for on, _ in _dated(before.own) if on <= day]
    happened = Happening.objects.filter(on__lte=base.newest_day)
    held = happened.aggregate(newest=Max("on"))["newest"]
    if len(past) >= FEW and held and max(past) < held:
        yield Said(
            f"Nothing in it is later than {day_said(max(past))}; the desk holds what "
            f"happened up to {day_said(held)}.",
            "It looks like an older export. Set it aside, unless it was taken on the "
            "day it is said to be.",
        )


def _dates(before: Before) -> Iterator[Said]:
    day = before.extract.as_at
    dated = _dated(before.own)
    past = [each for each in dated if each[0] <= day]
    ahead = len(dated) - len(past)
    if len(past) >= FEW and day - max(past)[0] > STALE:
        newest, table = max(past)
        yield Said(
            f"The newest date in it is {day_said(newest)}, among the "
            f"{called()[table].name}: {(day - newest).days} days before "
            f"{day_said(day)}, the day it is said to be taken.",
            "If it is an older export, set it aside and import it with its own day.",
        )
    if ahead >= FEW:
        newest, table = max(dated)
        yield Said(
            f"{ahead:,} dates in it are after {day_said(day)}, the day it is said to be "
            f"taken; the last is {day_said(newest)}, among the {called()[table].name}.",
            "If it was taken later, set it aside and import it with its own day.",
        )


def _grown_up(before: Before) -> Iterator[Said]:
    day = before.extract.as_at
    long_ago = date(day.year - GROWN, day.month, min(day.day, 28))
    children = {
        row["clae_person_id"]
        for row in before.own.rows.get("ssd_cla_episodes", ())
        if not row.get("clae_cla_episode_ceased_date")
        and isinstance(began := row.get("clae_cla_episode_start_date"), date)
        and began < long_ago
    }
    if children:
        many = "1 child is" if len(children) == 1 else f"{len(children):,} children are"
        yield Said(
            f"{many} shown as looked after for more than {GROWN} years, and still so.",
            "Check that the dates stand in the right columns, and that ended episodes "
            "come with their end.",
        )


def _half(before: Before) -> Iterator[Said]:
    """Annex A tells of referrals in two lists: one of them alone looks like the whole."""
    keys = [
        str(row["cine_referral_id"])
        for row in before.own.rows.get("ssd_cin_episodes", ())
    ]
    lists = {n for n in (3, 6) if any(k.startswith(f"annex-a:{n}:") for k in keys)}
    gone = before.found.told.get("vanished")
    if len(lists) == 1 and len(keys) >= FEW and gone and before.extract.base:
        (here,) = lists
        yield Said(
            f"It holds List {here} of Annex A without List {9 - here}. Both tell of "
            f"referrals: those that only List {9 - here} has would be taken as gone.",
            "Export Lists 3 and 6 together.",
        )


def _again(before: Before) -> Iterator[Said]:
    same = Extract.objects.applied().filter(sha256=before.extract.sha256).first()
    if same:
        yield Said(
            f"The same file was imported before, as at {day_said(same.as_at)}.",
            "Set it aside, unless what was imported since is to be taken back.",
        )


def notes(records: Records, own: Records) -> Iterator[Said]:
    """Say what an export holds that nothing else links to, so that it counts for nothing."""
    decisions = own.rows.get("local_referral_decisions", ())
    keys = {row["cine_referral_id"] for row in records.rows.get("ssd_cin_episodes", ())}
    linked = {
        row["refd_decision_id"]: row.get("refd_referral_id") in keys
        for row in records.rows.get("local_referral_decisions", ())
    }
    lost = sum(not linked.get(row["refd_decision_id"]) for row in decisions)
    if lost:
        yield Said(
            f"{lost:,} of its {len(decisions):,} decisions on referrals belong to no "
            "referral: no list has the referral they name, nor one of that child by that "
            "day.",
            "Export the referrals with them, or check the children's ids.",
        )
    meetings = own.rows.get("local_core_groups", ())
    planned = {row["cppl_person_id"] for row in records.rows.get("ssd_cp_plans", ())}
    astray = sum(row.get("core_person_id") not in planned for row in meetings)
    if astray:
        yield Said(
            f"{astray:,} of its {len(meetings):,} core groups are of children without a "
            "child protection plan in any export.",
            "Export the plans with them, or check the children's ids.",
        )

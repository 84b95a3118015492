"""What stands in an extract for analysis: pseudonyms, months, bands and codes; no words.

By rule: a child is a keyed pseudonym, a day its month, an age a band, a team its kind, a
length whole weeks. Columns by which a few children could be told from the others pass the
one door for small numbers: what it hides is `c` here too.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.access.models import User, midnight
from alongside.desk.access.sealing import unseal
from alongside.desk.casework.models import Due
from alongside.desk.contacts.models import Contact
from alongside.desk.keeping.extract_models import AnalyticalExtract
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team
from alongside.reckon.clock import months_from
from alongside.reckon.disclosure import DEPARTMENTS, HIDDEN, protect

Row = dict[str, str]
BANDS = (
    (1, "under 1"),
    (5, "1 to 4"),
    (10, "5 to 9"),
    (16, "10 to 15"),
    (200, "16 and over"),
)
NOT_KNOWN = "not known"


class Taken(NamedTuple):
    """One kind of extract: its columns, the rows, and what passes the door together."""

    columns: tuple[str, ...]
    rows: Callable[[AnalyticalExtract, User], Iterator[tuple[int, Row]]]
    passes: tuple[tuple[str, ...], ...]


def rows_of(extract: AnalyticalExtract, user: User) -> list[Row]:
    """Return its rows in the order of their pseudonyms, fit to leave the desk.

    Of children whom this person may be shown: a restricted child is in none.
    """
    taken, key = TABLES[extract.holds], unseal(bytes(extract.sealed_key))
    found = list(taken.rows(extract, user))
    for columns in taken.passes:
        _pass(found, columns)
    told = [{"child": pseudonym(key, child)} | row for child, row in found]
    return sorted(told, key=lambda row: tuple(row.values()))


def pseudonym(key: bytes, child: int) -> str:
    """Return what stands for a child in one extract: 16 figures of an HMAC, and no id."""
    return hmac.new(key, f"child {child}".encode(), sha256).hexdigest()[:16]


def _pass(found: list[tuple[int, Row]], columns: tuple[str, ...]) -> None:
    """Hide, of these columns together, what fewer children have than may be shown."""
    children: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for child, row in found:
        children[tuple(row[name] for name in columns)].add(child)
    shown = protect({cell: len(those) for cell, those in children.items()})
    for _, row in found:
        if shown.counts[tuple(row[name] for name in columns)] is None:
            row.update(dict.fromkeys(columns, HIDDEN))


def _timescales(extract: AnalyticalExtract, user: User) -> Iterator[tuple[int, Row]]:
    dues = Due.objects.visible_to(user).filter(
        started_on__range=(extract.first_on, extract.last_on), gone_in=None
    )
    status = dict(Due.Status.choices)
    for each in dues.values_list(
        "child", "child__born_on", "rule", "team__kind", "started_on", "completed_on", "status"
    ):  # fmt: skip
        child, born, rule, kind, started, done, ended = each
        yield child, {
            "age": _band(born, started), "kind of team": _kind(kind), "timescale": rule,
            "month begun": _month(started), "weeks until done": _weeks(started, done),
            "how it ended": str(status[ended]),
        }  # fmt: skip


def _contacts(extract: AnalyticalExtract, user: User) -> Iterator[tuple[int, Row]]:
    first, last = extract.first_on, extract.last_on
    contacts = Contact.objects.filter(
        child__in=Child.objects.visible_to(user).values("pk"),
        began_at__gte=midnight(first),
        began_at__lt=midnight(date.fromordinal(last.toordinal() + 1)),
    )
    channel, outcome = dict(Contact.Channel.choices), dict(Contact.Outcome.choices)
    for each in contacts.values_list(
        "child", "child__born_on", "team__kind", "topic__code", "channel", "outcome", "began_at"
    ):  # fmt: skip
        child, born, kind, topic, how, came, at = each
        day = timezone.localdate(at)
        yield child, {
            "age": _band(born, day), "kind of team": _kind(kind), "topic": topic,
            "month": _month(day), "how": str(channel.get(how, how)),
            "what came of it": str(outcome.get(came, came)),
        }  # fmt: skip


TABLES = {
    AnalyticalExtract.Holds.TIMESCALES: Taken(
        ("child", "age", "kind of team", "timescale", "month begun", "weeks until done", "how it ended"),
        _timescales,
        (("age", "kind of team"), ("timescale",), ("month begun",), ("weeks until done",), ("how it ended",)),
    ),
    AnalyticalExtract.Holds.CONTACTS: Taken(
        ("child", "age", "kind of team", "topic", "month", "how", "what came of it"),
        _contacts,
        (("age", "kind of team"), ("topic",), ("month",), ("how",), ("what came of it",)),
    ),
}  # fmt: skip


def _band(born: date | None, on: date) -> str:
    if born is None or born > on:
        return NOT_KNOWN
    return next(said for years, said in BANDS if on < months_from(born, 12 * years))


def _kind(kind: str | None) -> str:
    return str(Team.Kind(kind).label) if kind else NOT_KNOWN


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _weeks(started: date, done: date | None) -> str:
    return "" if done is None else str((done - started).days // 7)


def what_was_done(extract: AnalyticalExtract, rows: Iterable[Row]) -> list[str]:
    """Say, above the rows, for whom they are, what was done to them, and what they are still."""
    children = len({row["child"] for row in rows})
    assert extract.expires_on and extract.decided_by
    return [
        f"{extract.get_holds_display()}, {day_said(extract.first_on)} to {day_said(extract.last_on)}.",
        f"For {extract.asked_by.full_name}: {extract.purpose}",
        f"Granted by {extract.decided_by.full_name}. Delete it when the purpose is met, and by {day_said(extract.expires_on)}.",
        f"{children:,} children. Each is a pseudonym, made with a key that never leaves the desk and is this extract's own: "
        "it joins no other extract.",
        "Days are months, ages bands, teams their kind, lengths whole weeks. Nothing that anybody typed is in it. "
        "Restricted children are in none.",
        f"What fewer than {DEPARTMENTS.smallest_shown} children have in common, or what would give that away, is {HIDDEN}.",
        "It is still personal data: put beside what else is known, a row could be somebody's. Publish counts of it by the "
        "door for small numbers alone.",
    ]  # fmt: skip

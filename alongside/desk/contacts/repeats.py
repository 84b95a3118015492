"""Contacts about a matter that somebody was in contact about before.

A contact repeats an earlier one where both have one topic, and are about the same family
or from the same known caller, and no more days lie between them than the service
manager chose. A school or a surgery is in touch about many families: by the caller alone
their contacts are known again only where neither is about a child. The desk shows it
while a call is on, and the figures count it: by `matters`, both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from alongside.desk.contacts.contact_models import Contact
from alongside.desk.people.models import Adult

Matter = tuple[str, str]
OF_ONE_FAMILY = (Adult.Kind.FAMILY, Adult.Kind.FOSTER_CARER)
ROW = ("pk", "began_at", "topic", "adult", "adult__kind", "child", "child__family_id")


def matters(
    adult: int | None, kind: str | None, child: int | None, family: str
) -> set[Matter]:
    """By what a contact of one topic is known again: its family, or its caller.

    `kind` is what the adult is (`Adult.Kind`). A child of whom the case system names no
    family is a family of one.
    """
    found: set[Matter] = set()
    if adult and (kind in OF_ONE_FAMILY or not child):
        found.add(("caller", str(adult)))
    if child:
        found.add(("family", family) if family else ("child", str(child)))
    return found


def repeats(
    contacts,
    *,
    topic: int,
    known_by: set[Matter],
    at: datetime,
    days: int,
) -> list[Contact]:
    """Of these contacts, those that one at this moment repeats, the newest first."""
    since = at - timedelta(days=days)
    before = contacts.filter(topic=topic, began_at__gte=since, began_at__lt=at)
    return [
        each
        for each in before.select_related(
            "adult", "child", "topic", "taken_by", "concern"
        ).newest_first()
        if known_by & _matters_of(each)
    ]


def repeats_of(contact: Contact, contacts, days: int) -> list[Contact]:
    """Of these contacts, those that this one repeats."""
    return repeats(
        contacts,
        topic=contact.topic_id,
        known_by=_matters_of(contact),
        at=contact.began_at,
        days=days,
    )


def repeated(contacts, days: int) -> set[int]:
    """The keys of those of these contacts that repeat another of them.

    For the figures of a month, hand over the contacts of the days before it as well.
    """
    rows = contacts.order_by("began_at", "pk").values_list(*ROW)
    return set(repeating(rows.iterator(), timedelta(days=days)))


def repeating(rows: Iterable[tuple], window: timedelta) -> Iterator[int]:
    """Yield the keys of those that repeat an earlier one, of rows in the order of time.

    A row has the columns of `ROW`.
    """
    latest: dict[tuple[int, Matter], list[datetime]] = {}
    for pk, at, topic, adult, kind, child, family in rows:
        keys = [(topic, each) for each in matters(adult, kind, child, family or "")]
        if any(_before(latest.get(key, []), at, window) for key in keys):
            yield pk
        for key in keys:
            _note(latest.setdefault(key, []), at)


def _before(moments: list[datetime], at: datetime, window: timedelta) -> bool:
    """Whether one of the last two moments is earlier, and within the window."""
    return any(at - window <= each < at for each in moments)


def _note(moments: list[datetime], at: datetime) -> None:
    """Keep the latest moment and the one before it: two contacts may share a moment."""
    if not moments or moments[-1] != at:
        moments[:] = [*moments[-1:], at]


def _matters_of(contact: Contact) -> set[Matter]:
    adult, child = contact.adult, contact.child
    return matters(
        contact.adult_id,
        adult.kind if adult else None,
        contact.child_id,
        child.family_id if child else "",
    )

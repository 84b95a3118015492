"""What a person's day has of their own: theirs, whom they cover for, what others did for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.once import once
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.history import Told, in_order
from alongside.desk.casework.models import Due, Given, Hold, Mark
from alongside.desk.casework.states import STATES, lapsed, unrecorded
from alongside.desk.workforce.models import Worker

TOLD_FOR = 28  # days after it was done that Today says so
STATES_SHOWN = ("asked", "awaiting", "queried")
KEPT_FOR = 365  # days that the page goes back


class Covering(NamedTuple):
    """Somebody away, and how many of their clocks whoever covers is shown."""

    person: User
    count: int


class Kind(NamedTuple):
    """Open clocks of one team and one owner, and how many: in all, and of each span and state.

    `mine` says that they are this person's to see to: their own, of whom they cover for,
    or of a child they work with.
    """

    team: int | None
    owner: int | None
    mine: bool
    counts: Mapping[str, int]


def own_part(sight: Sight) -> dict[str, Any]:
    """Return what Today says of a person's own clocks, and of what was done for them."""
    user = sight.user
    mine, owned = Counter[str](), Counter[int | None]()
    for kind in kinds_of(sight):
        owned[kind.owner] += kind.counts["open"]
        if kind.mine:
            mine.update(kind.counts)
    people = User.objects.filter(pk__in=sight.owners.covered_by(user)).by_name()
    return {
        "mine": mine["open"],
        "my_overdue": mine["overdue"],
        "nobodys": owned[None],
        "covering": [Covering(each, owned[each.pk]) for each in people],
        "done_for_me": how_many_in_name_of(user, sight.today),
    }


def kinds_of(sight: Sight) -> list[Kind]:
    """Return the open clocks that a person is shown, by kind; while a page is read, once."""
    return once(("kinds of clocks", sight.user.pk), lambda: list(_kinds(sight)))


def _kinds(sight: Sight) -> Iterator[Kind]:
    """One question counts what has one team, one person it was given to and, of those of
    whom not everybody may know, one child: whose those are is then worked out here, as
    it is for each row of a list. To ask it as a condition takes many times as long.
    """
    owners, user = sight.owners, sight.user
    covered = owners.covered_by(user)
    counted = _counts(sight)
    apart = Case(
        When(child__in=owners.apart, then="child"), output_field=IntegerField()
    )
    own = Case(When(worker__in=workers_of(user), then=Value(1)), default=Value(0))
    rows = (
        Due.objects.visible_to(user)
        .open()
        .values("team", "given__to", alone=apart, own=own)
        .annotate(**counted)
    )
    for row in rows:
        owner = owners.key_of(row["team"], row["given__to"], row["alone"])
        mine = bool(row["own"]) or owner == user.pk or owner in covered
        counts = {name: row[name] for name in counted}
        yield Kind(row["team"], owner, mine, counts)


def workers_of(user: User) -> list[int]:
    """The keys of the workers, as the case system names them, that a person is."""
    found = Worker.objects.filter(user=user).values_list("pk", flat=True)
    return once(("workers of", user.pk), lambda: list(found))


def _counts(sight: Sight) -> dict[str, Count]:
    """All that are open; those of each span, and in each state that Today tells of."""
    fits = {code: fits for code, (_, fits) in sight.spans.items()}
    fits |= {code: STATES[code].fits for code in STATES_SHOWN}
    fits |= {"lapsed": lapsed(sight.today), "unrecorded": unrecorded(sight.extract)}
    counted = {code: Count("pk", filter=each) for code, each in fits.items()}
    return {"open": Count("pk")} | counted


def how_many_in_name_of(user: User, today: date) -> int:
    return len(done_in_name_of(user, today - timedelta(days=TOLD_FOR)))


def done_in_name_of(user: User, first: date) -> list[Told]:
    """Return what others did for a person from a day on, of what they are shown."""
    since = timezone.make_aware(datetime.combine(first, time()))
    rows = [
        row
        for said in (Mark, Given, Hold)
        if said.objects.in_name_of(user, since).exists()  # of most people nothing
        for row in said.objects.visible_to(user).in_name_of(user, since)
    ]
    return in_order(rows)

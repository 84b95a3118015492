"""What a person's day has of their own: theirs, whom they cover for, what others did for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.history import Told, in_order
from alongside.desk.casework.models import Due, Given, Hold, Mark

TOLD_FOR = 28  # days after it was done that Today says so
KEPT_FOR = 365  # days that the page goes back


class Covering(NamedTuple):
    """Somebody away, and how many of their clocks whoever covers is shown."""

    person: User
    count: int


def own_part(sight: Sight) -> dict[str, Any]:
    """Return what Today says of a person's own clocks, and of what was done for them."""
    user = sight.user
    covered = sight.owners.covered_by(user)
    counts, owned = dict.fromkeys(("mine", "my_overdue", "nobodys"), 0), Counter()
    for owner, own, number, overdue in _by_owner(sight):
        owned[owner] += number
        if own or owner == user.pk or owner in covered:
            counts["mine"] += number
            counts["my_overdue"] += overdue
        if owner is None:
            counts["nobodys"] += number
    people = User.objects.filter(pk__in=covered).by_name()
    return counts | {
        "covering": [Covering(each, owned[each.pk]) for each in people],
        "done_for_me": how_many_in_name_of(user, sight.today),
    }


def _by_owner(sight: Sight) -> Iterator[tuple[int | None, bool, int, int]]:
    """Yield (owner, whether of a child this person works with, open, overdue).

    One question counts what has one team, one person it was given to and, of those of
    whom not everybody may know, one child: whose those are is then worked out here, as
    it is for each row of a list. To ask it as a condition takes many times as long.
    """
    owners, (_, overdue) = sight.owners, sight.spans["overdue"]
    apart = Case(
        When(child__in=owners.apart, then="child"), output_field=IntegerField()
    )
    own = Case(When(worker__user=sight.user, then=Value(1)), default=Value(0))
    kinds = (
        Due.objects.visible_to(sight.user)
        .open()
        .values("team", "given__to", alone=apart, own=own)
        .annotate(open=Count("pk"), overdue=Count("pk", filter=overdue))
    )
    for kind in kinds:
        owner = owners.key_of(kind["team"], kind["given__to"], kind["alone"])
        yield owner, bool(kind["own"]), kind["open"], kind["overdue"]


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

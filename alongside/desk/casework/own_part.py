"""What a person's day has of their own: theirs, whom they cover for, what others did for them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count
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
    dues = Due.objects.visible_to(user).open()
    counts = dues.aggregate(
        mine=Count("pk", filter=sight.owners.theirs(user)),
        my_overdue=Count(
            "pk", filter=sight.owners.theirs(user) & sight.spans["overdue"][1]
        ),
        nobodys=Count("pk", filter=sight.owners.of_nobody(user)),
    )
    people = User.objects.filter(pk__in=sight.owners.covered_by(user)).by_name()
    return counts | {
        "covering": [
            Covering(each, sight.chosen({"owner": str(each.pk)}).count())
            for each in people
        ],
        "done_for_me": how_many_in_name_of(user, sight.today),
    }


def how_many_in_name_of(user: User, today: date) -> int:
    return len(done_in_name_of(user, today - timedelta(days=TOLD_FOR)))


def done_in_name_of(user: User, first: date) -> list[Told]:
    """Return what others did for a person from a day on, of what they are shown."""
    since = timezone.make_aware(datetime.combine(first, time()))
    rows = [
        row
        for said in (Mark, Given, Hold)
        for row in said.objects.visible_to(user).in_name_of(user, since)
    ]
    return in_order(rows)

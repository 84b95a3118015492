"""People in two posts or more: National Insurance is of the person, and not of the post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from alongside.desk.workforce.models import Holding


def other_posts(holdings: Iterable[Holding]) -> dict[int, list[Holding]]:
    """Return what else each person holds who is in two posts or more, by their holding's key.

    Not the post that somebody is seconded from: there they are away, and not paid twice.
    """
    of: dict[int, list[Holding]] = defaultdict(list)
    for each in holdings:
        of[each.staff_id].append(each)
    return {
        each.pk: [other for other in held if _both_paid(each, other)]
        for held in of.values()
        if len(held) > 1
        for each in held
    }


def _both_paid(one: Holding, other: Holding) -> bool:
    away = one.home_id == other.post_id or other.home_id == one.post_id
    return one.pk != other.pk and not away

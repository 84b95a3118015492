"""Social workers in post whom the case system does not name: whose FTE no caseload divides by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from alongside.desk.workforce.models import AgencyEngagement, Holding, Post

AGENCY_ROLES = ("social_worker", "senior_social_worker", "advanced_practitioner")


@dataclass
class Beside:
    """People in post in a case-holding role without a case known here, and their FTE."""

    people: int = 0
    fte: Fraction = Fraction(0)

    def add(self, people: int, fte: Decimal | Fraction) -> None:
        self.people += people
        self.fte += Fraction(fte)


def beside(
    day: date, named: Collection[int], holders: Collection[int]
) -> dict[int | None, Beside]:
    """Return, by team, who is in post on a day and not among the workers `named`.

    A role of registered workers holds cases where at least half of those in it who are
    named do (`holders`). Agency workers count by the role they are engaged for.
    """
    in_post = list(
        Holding.objects.on(day)
        .filter(post__role__registered=True)
        .values_list("staff", "staff__worker", "post__role", "post", "fte")
    )
    roles = _case_holding(in_post, named, holders)
    teams = dict(Post.objects.as_last_set().values_list("pk", "team_now"))
    found: dict[int | None, Beside] = defaultdict(Beside)
    seen = set()
    for staff, worker, role, post, fte in in_post:
        if worker not in named and role in roles:
            found[teams[post]].add(staff not in seen, fte)
            seen.add(staff)
    engaged = AgencyEngagement.objects.on(day).filter(role__in=AGENCY_ROLES)
    for each in engaged.select_related("staff"):
        if each.staff.worker_id not in named and each.staff_id not in seen:
            found[each.team_id].add(1, each.fte)
    return found


def _case_holding(
    in_post: list[tuple], named: Collection[int], holders: Collection[int]
) -> set[int]:
    """Return the roles in which at least half of the workers named hold a case."""
    there = {(worker, role) for _, worker, role, *_ in in_post if worker in named}
    known = Counter(role for _, role in there)
    holding = Counter(role for worker, role in there if worker in holders)
    return {role for role, number in known.items() if 2 * holding[role] >= number}

"""Reading the ledger: rows of the database handed to the reckoning, which knows no rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q

from alongside.desk.workforce.agency_models import AgencyEngagement
from alongside.desk.workforce.models import Holding, Post, PostChange, StaffMember, Team
from alongside.reckon import establishment as reckoned

CHANGE = (
    "post", "effective_on", "kind", "decision", "fte", "team", "grade", "line_manager",
    "last_on",
)  # fmt: skip
HOLDING = ("post", "staff", "since", "until", "fte", "home")


def changes(found) -> list[reckoned.Change]:
    """Return the changes among these that have a day of effect, in order."""
    rows = found.exclude(effective_on=None).in_order().values_list(*CHANGE)
    return [reckoned.Change._make(row) for row in rows]


def holdings(found) -> list[reckoned.Holding]:
    return [reckoned.Holding._make(row) for row in found.values_list(*HOLDING)]


def life(post: Post) -> list[reckoned.Change]:
    """Return all of one post's changes that take effect, also those of days to come."""
    return changes(PostChange.objects.filter(post=post))


def people(post: Post, but: Iterable[int] = ()) -> list[reckoned.Holding]:
    """Return who holds a post, and where else those are who hold it; but not some."""
    found = Holding.objects.filter(Q(post=post) | Q(home=post))
    return holdings(found.exclude(pk__in=but))


def reckoned_of(holding: Holding) -> reckoned.Holding:
    return reckoned.Holding(
        holding.post_id, holding.staff_id, holding.since, holding.until, holding.fte,
        holding.home_id,
    )  # fmt: skip


def standing_on(post: Post, day: date) -> reckoned.Standing | None:
    """Return a post as it stands on a day; None where it does not."""
    return reckoned.establishment(life(post), day).get(post.pk)


def names(standing: reckoned.Standing) -> dict[str, str]:
    """Return the names of a post's team and line manager, where it has them."""
    team = Team.objects.filter(pk=standing.team).first()
    manager = StaffMember.objects.filter(pk=standing.manager).first()
    return {"team": str(team or ""), "manager": str(manager or "")}


def covered_by_agency(day: date) -> dict[int, Decimal]:
    """Return the FTE that agency workers cover of each post on a day.

    Those beyond the posts there are (supernumerary) cover none.
    """
    found: dict[int, Decimal] = defaultdict(Decimal)
    for each in AgencyEngagement.objects.on(day).exclude(post=None):
        found[each.post_id] += each.fte
    return dict(found)


def held_on(post: Post, day: date):
    """Return the FTE of a post that its people hold on a day."""
    return reckoned.held(people(post), day).get(post.pk, reckoned.NONE)

"""The posts of a day as lines of a list: what each is, who is in it, what is vacant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from alongside.desk.workforce.establishment import OnDay
from alongside.desk.workforce.models import Holding, Post, StaffMember, Team
from alongside.reckon.establishment import NONE, Standing

COLUMNS = (
    ("Post", 12), ("Title", 34), ("Role", 30), ("Home department", 24), ("Team", 30),
    ("Grade", 10), ("FTE", 8), ("Held FTE", 10), ("Vacant FTE", 11),
    ("Covered by agency", 18), ("Held by", 44), ("Line manager", 26), ("Last day", 12),
)  # fmt: skip

CENTS = Decimal("0.01")


class Row(NamedTuple):
    """One post on a day."""

    post: Post
    standing: Standing
    team: str
    manager: str
    people: list[Holding]
    away: set[int]
    held: Decimal
    vacant: Decimal
    covered: Decimal

    @property
    def over(self) -> Decimal:
        return max(self.held - self.standing.fte, NONE)


def listed(found: OnDay, standing: Sequence[Standing]) -> list[Row]:
    """Return a line for each of these posts, in their order."""
    keys = {each.post for each in standing}
    posts = Post.objects.visible_to(found.user).select_related("role").in_bulk(keys)
    teams = dict(Team.objects.values_list("pk", "name"))
    managers = dict(
        StaffMember.objects.filter(
            pk__in={each.manager for each in standing if each.manager}
        ).values_list("pk", "name")
    )
    people, away = _people(found, keys), _away(found, keys)
    return [
        Row(
            posts[each.post],
            each,
            teams.get(each.team, ""),
            managers.get(each.manager, ""),
            people[each.post],
            away[each.post],
            found.held.get(each.post, NONE),
            found.vacant(each),
            min(found.vacant(each), found.covered.get(each.post, NONE)),
        )
        for each in standing
    ]


def sheet_rows(rows: Iterable[Row]) -> Iterator[tuple]:
    """Yield the lines as rows of a sheet, in the order of COLUMNS."""
    for row in rows:
        yield (
            row.post.number, row.post.title, row.post.role.name,
            row.post.role.department, row.team, row.standing.grade,
            *(number.quantize(CENTS) for number in (
                row.standing.fte, row.held, row.vacant, row.covered)),
            "; ".join(_held_by(each, row.away) for each in row.people),
            row.manager, row.standing.last_on or "",
        )  # fmt: skip


def _held_by(each: Holding, away: set[int]) -> str:
    """Say who is in a post, with how much of it, and how where it is not theirs to keep."""
    how = f", {each.get_basis_display().lower()}"
    return (
        f"{each.staff} ({each.fte:.2f} FTE"
        f"{'' if each.basis == Holding.Basis.SUBSTANTIVE else how}"
        f"{', seconded away' if each.staff_id in away else ''})"
    )


def _people(found: OnDay, posts: set[int]) -> dict[int, list[Holding]]:
    held: dict[int, list[Holding]] = defaultdict(list)
    rows = Holding.objects.visible_to(found.user).on(found.day).filter(post__in=posts)
    for each in rows.select_related("staff").order_by("since", "pk"):
        held[each.post_id].append(each)
    return held


def _away(found: OnDay, posts: set[int]) -> dict[int, set[int]]:
    """Return, of each post, who came from there and is seconded elsewhere on the day."""
    gone: dict[int, set[int]] = defaultdict(set)
    rows = Holding.objects.touching(found.user).on(found.day).filter(home__in=posts)
    for home, staff in rows.values_list("home", "staff"):
        gone[home].add(staff)
    return gone

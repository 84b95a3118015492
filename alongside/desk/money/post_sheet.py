"""What posts cost, as lines of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alongside.desk.access.models import User
from alongside.desk.money.post_cost import PostCost
from alongside.desk.workforce.models import Post, Team
from alongside.reckon.figures import rounded

COLUMNS = (
    ("Post", 12), ("Title", 34), ("Team", 30), ("Grade", 10), ("FTE", 8),
    ("Top of the grade, pounds a year", 30), ("Actual point, pounds a year", 30),
    ("Notes", 60),
)  # fmt: skip


def sheet_rows(user: User, costs: Iterable[PostCost]) -> Iterator[tuple]:
    posts = {each.pk: each for each in Post.objects.visible_to(user)}
    teams = dict(Team.objects.values_list("pk", "name"))
    for cost in costs:
        post, standing = posts[cost.standing.post], cost.standing
        pounds = ("", "") if cost.refused else _pounds(cost)
        yield (
            post.number, post.title, teams.get(standing.team, ""), standing.grade,
            standing.fte, *pounds, "; ".join(notes(cost)),
        )  # fmt: skip


def _pounds(cost: PostCost) -> tuple:
    return rounded(cost.top, 0), rounded(cost.actual, 0)


def notes(cost: PostCost) -> Iterator[str]:
    """Yield what is to be known beside the figures."""
    if cost.refused:
        yield cost.refused
        return
    if cost.assumed:
        yield "No paid point is held: the lowest of the grade is taken"
    if not cost.verified:
        yield "Some rates are not verified"

"""The establishment as pages show it: of a day, by team and role; and between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.workforce import ledger
from alongside.desk.workforce.models import Holding, Post, PostChange, PostRole, Team
from alongside.reckon.establishment import (
    NONE,
    Cause,
    Counted,
    Line,
    Size,
    Standing,
    by_decision,
    establishment,
    held,
    size,
    total,
    vacant,
    why,
)


class Sum(NamedTuple):
    """A team's or a role's share: posts, and FTE approved, held, vacant and covered."""

    key: int | None
    label: str
    size: Size
    held: Decimal
    vacant: Decimal
    covered: Decimal

    @property
    def over(self) -> Decimal:
        """FTE held beyond what its posts have, where somebody stayed in a shorter post."""
        return self.held + self.vacant - self.size.fte

    @property
    def uncovered(self) -> Decimal:
        return self.vacant - self.covered


@dataclass(frozen=True)
class Asked:
    """What part of the establishment is asked about; None is any."""

    team: Team | None = None
    role: PostRole | None = None

    def counted(self, roles: dict[int, int]) -> Counted:
        """Return what says of a post, as it stands on a day, whether it is asked about."""

        def of_it(post: Standing) -> bool:
            team = self.team is None or post.team == self.team.pk
            return team and (self.role is None or roles.get(post.post) == self.role.pk)

        return of_it

    def no_matter(self) -> set[str]:
        """Return the kinds of change that make no such part larger or smaller."""
        moves = {PostChange.Kind.TEAM} if self.team is None else set()
        return {PostChange.Kind.GRADE, PostChange.Kind.MANAGER} | moves


@dataclass
class OnDay:
    """The posts that one person sees, as they stand on a day."""

    user: User
    day: date
    asked: Asked = field(default_factory=Asked)

    @cached_property
    def posts(self) -> dict[int, int]:
        """The role of each post, in the order of their numbers."""
        return roles_of(self.user)

    @cached_property
    def standing(self) -> dict[int, Standing]:
        rows = PostChange.objects.visible_to(self.user).in_effect(self.day)
        found = establishment(ledger.changes(rows), self.day)
        counted = self.asked.counted(self.posts)
        return {
            post: found[post]
            for post in self.posts
            if post in found and counted(found[post])
        }

    @cached_property
    def held(self) -> dict[int, Decimal]:
        """What is held of each post: also who came from there and is elsewhere now."""
        rows = Holding.objects.touching(self.user).on(self.day)
        return held(ledger.holdings(rows), self.day)

    @cached_property
    def covered(self) -> dict[int, Decimal]:
        return ledger.covered_by_agency(self.day)

    @cached_property
    def whole(self) -> Sum:
        return self._sum(None, "All of it", self.standing.values())

    def by_team(self) -> list[Sum]:
        names = dict(Team.objects.values_list("pk", "name"))
        return self._by(lambda post: post.team, names, "No team")

    def by_role(self) -> list[tuple[PostRole, Sum]]:
        roles = {role.pk: role for role in PostRole.objects.all()}
        names = {key: role.name for key, role in roles.items()}
        sums = self._by(lambda post: self.posts[post.post], names, "")
        return [(roles[each.key], each) for each in sums]

    def outside(self) -> Sum:
        """The posts of roles that do not count as social work establishment."""
        others = set(PostRole.objects.filter(counts=False).values_list("pk", flat=True))
        found = [s for s in self.standing.values() if self.posts[s.post] in others]
        return self._sum(None, "Outside the social work establishment", found)

    def vacant(self, post: Standing) -> Decimal:
        return max(post.fte - self.held.get(post.post, NONE), NONE)

    def _by(
        self, key: Callable[[Standing], int | None], names: dict, without: str
    ) -> list[Sum]:
        shares: dict[int | None, list[Standing]] = defaultdict(list)
        for post in self.standing.values():
            shares[key(post)].append(post)
        sums = [
            self._sum(share, names.get(share, without), posts)
            for share, posts in shares.items()
        ]
        return sorted(sums, key=lambda each: (each.key is None, each.label))

    def _sum(self, key: int | None, label: str, posts: Iterable[Standing]) -> Sum:
        share = {post.post: post for post in posts}
        covered = sum(
            (
                min(self.vacant(post), self.covered.get(key, NONE))
                for key, post in share.items()
            ),
            NONE,
        )
        in_post = sum((self.held.get(post, NONE) for post in share), NONE)
        return Sum(
            key, label, size(share.values()), in_post, vacant(share, self.held), covered
        )


def roles_of(user: User) -> dict[int, int]:
    """Return the role of each post this person sees, in the order of their numbers."""
    found = Post.objects.visible_to(user).order_by("number")
    return dict(found.values_list("pk", "role"))


class Difference(NamedTuple):
    """One day's size, and the changes that made it into a later day's, by decision."""

    first: Size
    lines: list[Line]
    causes: list[Cause]

    @property
    def change(self) -> Size:
        return total(cause.size for cause in self.causes)

    @property
    def last(self) -> Size:
        return total([self.first, self.change])

    @property
    def unexplained(self) -> Size:
        """What rests on no decision."""
        return total(each.size for each in self.causes if each.decision is None)

    def cause(self, key: str | None) -> Cause | None:
        """Return what one decision changed, by its key; "none" is no decision."""
        return next(
            (each for each in self.causes if str(each.decision or "none") == key), None
        )


def between(user: User, before: date, after: date, asked: Asked) -> Difference:
    rows = PostChange.objects.visible_to(user).in_effect(after)
    rows = rows.exclude(kind__in=asked.no_matter())
    changes, counted = ledger.changes(rows), asked.counted(roles_of(user))
    first = filter(counted, establishment(changes, before).values())
    lines = why(changes, before, after, counted)
    return Difference(size(first), lines, by_decision(lines))

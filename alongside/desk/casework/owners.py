"""Whose a clock is: worked out from who supports the team and what was given to whom.

A clock belongs to the person it was last given to, while that person can see it and
work on it; else to whoever supports its team. Of several who do, support officers come
before their seniors, then whoever has done so longest. A record restricted to people
among whom that person is not has no owner: nobody else would know that it waits. Nor has
one of a family that person knows outside work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from alongside.desk.access.models import Role, User
from alongside.desk.access.prepared import Prepared
from alongside.desk.access.roles import SERVICE
from alongside.desk.casework.models import Due
from alongside.desk.people.models import Child, Restriction
from alongside.desk.workforce.models import Cover, Membership

NEVER = Q(pk__in=[])
MEMBERS = Prepared(  # longest first
    lambda: (
        Membership.objects.current()
        .order_by("since", "pk")
        .values_list("user", "team", "how")
    )
)
IN_ROLES = Prepared(lambda: User.objects.active().values_list("pk", "role"))
LISTED = Prepared(
    lambda: Restriction.objects.open().values_list("child", "need_to_know__user")
)
COVERS = Prepared(
    lambda day: (
        Cover.objects.on(day)
        .order_by("since", "pk")
        .values_list("absence__user", "by")
    ),
    day=date,
)  # fmt: skip


@dataclass(frozen=True)
class Owners:
    """Who may own what today; made with a few questions, however many clocks there are.

    `usual` maps a team to whoever supports it, `belongs` holds (person, team), `listed`
    maps a restricted child to those on its list, `barred` any child to those who know
    the family outside work, `covers` a person away to those who
    cover for them today; `marking` maps each person who may mark to their role.
    """

    usual: dict[int, User]
    belongs: set[tuple[int, int]]
    listed: dict[int, set[int]]
    barred: dict[int, set[int]]
    covers: dict[int, list[User]]
    marking: dict[int, Role]

    @classmethod
    def today(cls) -> Owners:
        members, marking = MEMBERS.rows(), _marking()
        return cls(
            _usual(members, marking),
            {(user, team) for user, team, _ in members},
            _listed(),
            Child.objects.barred(),
            _covers(),
            marking,
        )

    def of(self, due: Due) -> User | None:
        """Return whose a clock is, or None."""
        given = due.given.to if due.given_id else None
        key = self.key_of(due.team_id, given and given.pk, due.child_id)
        if key is None:
            return None
        return given if given and given.pk == key else self.usual[due.team_id]

    def key_of(
        self, team: int | None, given: int | None, child: int | None
    ) -> int | None:
        """Return whose a clock of this team is, given to somebody or to nobody.

        The child matters where it is one of `apart`: any other may be left out.
        """
        usual = self.usual.get(team)
        held = given is not None and self.holds(given, team)
        owner = given if held else usual and usual.pk
        return owner if owner and self._may_know(owner, child) else None

    @property
    def apart(self) -> list[int]:
        """The children of whom not everybody of their team may know."""
        return sorted(self.listed.keys() | self.barred.keys())

    def _may_know(self, user: int, child: int | None) -> bool:
        listed = self.listed.get(child)
        barred = user in self.barred.get(child, ())
        return not barred and (listed is None or user in listed)

    def holds(self, user: int, team: int | None) -> bool:
        """Whether somebody given a clock of this team can still work on it."""
        role = self.marking.get(user)
        if role is None:
            return False
        anywhere = team is None or role.scope == SERVICE
        return anywhere or (user, team) in self.belongs

    def covered_by(self, user: User) -> set[int]:
        """Return for whom this person works today: those they cover for, and whom those did."""
        first = self._covered_by({user.pk})
        return (first | self._covered_by(first)) - {user.pk}

    def _covered_by(self, people: set[int]) -> set[int]:
        return {
            away
            for away, covering in self.covers.items()
            if any(each.pk in people for each in covering)
        }

    def of_any(self, people: Iterable[int]) -> Q:
        """The condition for the clocks of any of these people."""
        keys = set(people)
        if not keys:
            return NEVER
        alone = [
            self._of(frozenset({key})) & Q(child__in=children)
            for key in sorted(keys)
            if (children := [c for c in self.apart if self._may_know(key, c)])
        ]
        return _any([self._of(keys) & ~Q(child__in=self.apart), *alone])

    def _of(self, people: Set[int]) -> Q:
        """The condition for the clocks of these people, restricted or not."""
        belong = {team for user, team in self.belongs if user in people}
        usually = {team for team, user in self.usual.items() if user.pk in people}
        left = Q(team__in=sorted(usually)) & ~self._given(usually, self.marking)
        return self._given(belong, people) | left

    def of_nobody(self, user: User) -> Q:
        """The condition for clocks without an owner, among those this person is shown."""
        others = {team for _, team in self.belongs} - self.usual.keys()
        supported = Q(team__in=sorted(self.usual))
        unsupported = ~supported & ~self._given(others, self.marking)
        hidden = [
            Q(child=child) & ~self.of_any(people)
            for child, people in self.listed.items()
            if user.pk in people
        ]
        barred = [
            Q(child=child) & self._of(people)
            for child, people in self.barred.items()
            if child not in self.listed
        ]
        return _any([unsupported, *hidden, *barred])

    def theirs(self, user: User) -> Q:
        """What a person has to see to: their own, those of whom they cover for, and, of
        a worker, the clocks of the children they work with."""
        people = {user.pk} | self.covered_by(user)
        return self.of_any(people) | Q(worker__user=user)

    def _given(self, teams: Set[int], people: Collection[int]) -> Q:
        """As `holds`, for a query: of these teams, or of none, given to one of these people.

        Whoever can work on it is named: to ask it of each row takes the most time of all.
        """
        able = self.marking.keys() & people
        anywhere = {user for user in able if self.marking[user].scope == SERVICE}
        within = [
            Q(team=team, given__to__in=sorted(found))
            for team in sorted(teams)
            if (found := {user for user in able if (user, team) in self.belongs})
        ]
        of_none = Q(team=None, given__to__in=sorted(able))
        return _any([Q(given__to__in=sorted(anywhere)), of_none, *within])


def _any(conditions: list[Q]) -> Q:
    found = NEVER
    for condition in conditions:
        found = found | condition
    return found


def _usual(
    members: list[tuple[int, int, str]], marking: dict[int, Role]
) -> dict[int, User]:
    """Return who supports each team: of several, an officer, then whoever was first."""
    supporting = [
        (user, team)
        for user, team, how in members
        if how == Membership.How.SUPPORTS and user in marking
    ]
    found: dict[int, int] = {}
    for user, team in sorted(
        supporting, key=lambda each: marking[each[0]].code != "support_officer"
    ):
        found.setdefault(team, user)
    people = User.objects.select_related("role").in_bulk(set(found.values()))
    return {team: people[user] for team, user in found.items()}


def _marking() -> dict[int, Role]:
    roles = Role.objects.in_bulk()
    may = {key for key, role in roles.items() if "mark_timescales" in role.permissions}
    return {user: roles[role] for user, role in IN_ROLES.rows() if role in may}


def _listed() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for child, user in LISTED.rows():
        found.setdefault(child, set()).add(user)
    return found


def _covers() -> dict[int, list[User]]:
    pairs = COVERS.rows(day=timezone.localdate())
    people = User.objects.in_bulk({by for _, by in pairs}) if pairs else {}
    found: defaultdict[int, list[User]] = defaultdict(list)
    for away, by in pairs:
        found[away].append(people[by])
    return dict(found)

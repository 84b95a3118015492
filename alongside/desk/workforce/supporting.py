"""Who supports which team, and from when until when: for the rota, and for lists of officers.

Whoever signs in supports the teams they belong to so; a support officer who does not sign
in here, the team of the post they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from alongside.desk.access.models import User
from alongside.desk.workforce.models import Holding, Membership, Post, StaffMember
from alongside.desk.workforce.staff_models import OFFICER


class Supports(NamedTuple):
    """That somebody supports a team over some days; `who` is a key of them."""

    user: User | None
    staff: StaffMember | None
    team: int
    since: date
    until: date | None

    @property
    def who(self) -> tuple[str, int]:
        return who(self.user, self.staff)

    @property
    def full_name(self) -> str:
        return self.user.full_name if self.user else self.staff.name

    def runs_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def who(user: User | None, staff: StaffMember | None) -> tuple[str, int]:
    """Return a key of a person: of the one who signs in, where the two are known as one."""
    user_id = user.pk if user else staff.user_id
    return ("user", user_id) if user_id else ("staff", staff.pk)


def officers_of_teams(teams: Iterable, first: date, last: date) -> list[Supports]:
    """Return the support officers of these teams over some days, by name.

    Seniors belong to teams so as to see them, and do not count.
    """
    wanted = {team.pk for team in teams}
    signed = Membership.objects.filter(
        user__is_active=True, user__role__code=OFFICER, team__in=wanted
    )
    unsigned = StaffMember.objects.officers().filter(user=None)
    found = [*_by_membership(signed, first, last), *by_post(unsigned, first, last)]
    found = [each for each in found if each.team in wanted]
    return sorted(found, key=lambda each: (each.full_name, each.since))


def _by_membership(members: QuerySet, first: date, last: date) -> Iterator[Supports]:
    members = members.filter(how=Membership.How.SUPPORTS, since__lte=last)
    for each in members.exclude(until__lt=first).select_related("user"):
        yield Supports(each.user, None, each.team_id, each.since, each.until)


def by_post(staff: QuerySet | list, first: date, last: date) -> Iterator[Supports]:
    """Yield the teams of the posts that these hold over some days, as the posts stand today."""
    running = Q(until=None) | Q(until__gte=first)
    held = Holding.objects.filter(running, staff__in=staff, since__lte=last)
    held = list(held.select_related("staff").order_by("since", "pk"))
    posts = Post.objects.as_last_set().filter(pk__in={each.post_id for each in held})
    team = dict(posts.values_list("pk", "team_now"))
    for each in held:
        if team.get(each.post_id):
            until = min(filter(None, (each.until, each.staff.left_on)), default=None)
            yield Supports(None, each.staff, team[each.post_id], each.since, until)

"""Who manages whom, and which teams a support officer is aligned with.

The line manager named for a member of staff goes before the manager of the post they
hold. Which teams an officer supports, `supporting` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.models import Holding, Membership, Post, StaffMember, Team
from alongside.desk.workforce.staff_models import OFFICER
from alongside.desk.workforce.supporting import by_post


class Officer(NamedTuple):
    """A support officer: who manages them, which teams they support, who stands in today."""

    staff: StaffMember
    manager: StaffMember | None
    teams: list[str]
    away: Absence | None
    covers: list[User]


def managers(staff: Iterable[StaffMember], day: date) -> dict[int, StaffMember]:
    """Return the manager of each member of staff, by the key of who is managed."""
    named = {each.pk: each.line_manager_id for each in staff}
    without = [pk for pk, manager in named.items() if manager is None]
    named |= _of_posts(without, day)
    found = StaffMember.objects.select_related("user").in_bulk(
        filter(None, named.values())
    )
    return {pk: found[manager] for pk, manager in named.items() if manager in found}


def _of_posts(staff: list[int], day: date) -> dict[int, int]:
    held = Holding.objects.on(day).filter(staff__in=staff).order_by("since", "pk")
    pairs = list(held.values_list("staff", "post"))
    posts = Post.objects.as_last_set().filter(pk__in={post for _, post in pairs})
    manager = dict(posts.values_list("pk", "manager_now"))
    return {each: manager[post] for each, post in pairs if manager.get(post)}


def managers_of_users(users: Iterable[User], day: date) -> dict[int, str]:
    """Return the name of the manager of each person who signs in, by their key."""
    staff = list(StaffMember.objects.filter(user__in=users))
    found = managers(staff, day)
    return {each.user_id: found[each.pk].name for each in staff if each.pk in found}


def teams_supported(staff: Iterable[StaffMember], day: date) -> dict[int, list[str]]:
    """Return the names of the teams that each of these supports, by their key."""
    theirs = teams_of_users([each.user_id for each in staff if each.user_id])
    unsigned = [each.pk for each in staff if not each.user_id]
    found = {each.pk: theirs.get(each.user_id, []) for each in staff if each.user_id}
    names = dict(Team.objects.values_list("pk", "name"))
    held = {(each.staff.pk, names[each.team]) for each in by_post(unsigned, day, day)}
    for pk, name in sorted(held):
        found.setdefault(pk, []).append(name)
    return found


def teams_of_users(users: Iterable[User | int]) -> dict[int, list[str]]:
    """Return the names of the teams that each of these people supports now."""
    supports = Membership.objects.current().filter(
        user__in=users, how=Membership.How.SUPPORTS
    )
    found: dict[int, list[str]] = defaultdict(list)
    for user, name in supports.order_by("team__name").values_list("user", "team__name"):
        found[user].append(name)
    return found


def officers_of(user: User, day: date) -> list[Officer]:
    """Return the officers whose line manager this person is; of the service, all.

    Who is away is told of those whose absence they may see.
    """
    everybody = StaffMember.objects.all()
    found = everybody if user.sees_whole_service else everybody.managed_by(user)
    staff = list(found.officers().here_on(day).select_related("user").by_name())
    over, teams = managers(staff, day), teams_supported(staff, day)
    away = _away(staff, day, user)
    covers = _covers(away.values(), day)
    return [
        Officer(
            each,
            over.get(each.pk),
            teams.get(each.pk, []),
            gone := away.get(each.pk),
            covers[gone.pk] if gone else [],
        )
        for each in staff
    ]


def without_hr_record() -> list[tuple[User, list[str]]]:
    """Return who signs in as a support officer and is no member of staff here, with their teams."""
    officers = User.objects.active().filter(role__code=OFFICER, staff_member=None)
    teams = teams_of_users(list(officers))
    return [(user, teams.get(user.pk, [])) for user in officers.by_name()]


def _away(staff: list[StaffMember], day: date, user: User) -> dict[int, Absence]:
    """Return who is away: of those whose absence this person may see."""
    by_user = {each.user_id: each.pk for each in staff if each.user_id}
    # What was noted here comes last, and stands: cover is arranged for that.
    absences = Absence.objects.visible_to(user).on(day).of_staff(staff).order_by("came")
    return {each.staff_id or by_user[each.user_id]: each for each in absences}


def _covers(absences: Iterable[Absence], day: date) -> dict[int, list[User]]:
    found: dict[int, list[User]] = defaultdict(list)
    for cover in Cover.objects.on(day).filter(absence__in=absences).latest_first():
        found[cover.absence_id].append(cover.by)
    return found

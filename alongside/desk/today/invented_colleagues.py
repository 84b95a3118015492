"""The invented council's other people who sign in: of each team a manager, two social
workers and an officer. Nobody is told a password of theirs, so nobody signs in as them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.today.invented_support_posts import OFFICER
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.models import (
    Absence,
    Holding,
    Membership,
    Post,
    StaffMember,
    Team,
)
from alongside.desk.workforce.supporting import officers_of_teams

How = Membership.How
SINCE = timedelta(days=400)
WORKERS = 2  # to a team
SIGNED_IN = "@invented.example"


def invite_colleagues(people: dict[str, User], today: date) -> None:
    """Let them sign in, put them into their teams, and send some of them away."""
    memberships: list[Membership] = []
    for team in Team.objects.active().order_by("name"):
        memberships += _of_team(team, people, today)
    Membership.objects.bulk_create(memberships)
    _send_officers_away(people, today)


def _of_team(team: Team, people: dict[str, User], today: date) -> list[Membership]:
    """Return who belongs to a team besides those who are there already."""
    held = Holding.objects.on(today).filter(
        post__in=Post.objects.as_last_set().filter(team_now=team)
    )
    staff = StaffMember.objects.filter(pk__in=held.values("staff"), user=None)
    by_role = {
        name: list(staff.filter(holdings__in=held, holdings__post__role__name=name)
                   .distinct().by_name())
        for name in ("Team manager", "Social worker", OFFICER)
    }  # fmt: skip
    wanted = (
        (How.MANAGES, "team_manager", by_role["Team manager"][:1]),
        (How.WORKS_IN, "social_worker", by_role["Social worker"][:WORKERS]),
        (How.SUPPORTS, "support_officer", by_role[OFFICER][:1]),
    )
    since, there = today - SINCE, _roles_there(team)
    return [
        Membership(user=user, team=team, how=how, since=since)
        for how, role, members in wanted
        if role not in there or how == How.WORKS_IN
        for user in _sign_ins(members, people[role])
    ]


def _roles_there(team: Team) -> set[str]:
    theirs = Membership.objects.current().filter(team=team)
    return set(theirs.values_list("user__role__code", flat=True))


def _sign_ins(members: Iterable[StaffMember], like: User) -> list[User]:
    """Give members of staff a sign-in of the role that this person has."""
    made = []
    for one in members:
        name = ".".join(one.name.lower().replace("’", "").split())
        user = User(
            username=f"{name}.{one.pk}{SIGNED_IN}", full_name=one.name, role=like.role,
            invented=True,
        )  # fmt: skip
        user.set_unusable_password()
        user.save()
        one.user = user
        one.save(update_fields=["user"])
        if one.worker:
            one.worker.user = user
            one.worker.save(update_fields=["user"])
        made.append(user)
    return made


def _send_officers_away(people: dict[str, User], today: date) -> None:
    """One officer away with a colleague in their stead, one to come; and of one team all at once."""
    senior = people["senior_support_officer"]
    others = Membership.objects.current().filter(
        how=How.SUPPORTS, user__role=people["support_officer"].role
    )
    officers = [each.user for each in others.select_related("user").by_name()]
    officers = [user for user in officers if user != people["support_officer"]]
    for user, (first, days, covered) in zip(
        officers, ((-1, 4, True), (6, 3, False), (13, 8, False)), strict=False
    ):
        absence = note_absence(
            by=senior, user=user, kind="leave", first_on=today + timedelta(first),
            last_on=today + timedelta(first + days),
        )  # fmt: skip
        if covered:
            arrange_cover(
                by=senior, absence=absence, covering=officers[-1],
                since=absence.first_on, until=None,
            )  # fmt: skip
    wednesday = today + timedelta(16 - today.weekday())
    _day_away(senior, officers, wednesday)


def _day_away(by: User, officers: list[User], first: date) -> None:
    """All who support one team are away for two days, and nobody was found to cover."""
    team = Membership.objects.current().get(user=officers[0], how=How.SUPPORTS).team
    last = first + timedelta(1)
    for each in officers_of_teams([team], first, last):
        if each.user:
            note_absence(
                by=by, user=each.user, kind="training", first_on=first, last_on=last
            )
        else:
            Absence.objects.create(
                staff=each.staff, came=Absence.Came.HR, kind="training", first_on=first,
                last_on=last, noted_by=by,
            )  # fmt: skip

"""Whom a call-back can be promised for: who is shown the child, and who is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_models import Attempt, CallBack
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.people.models import Child
from alongside.desk.workforce.duty import duty_worker
from alongside.desk.workforce.models import (
    Absence,
    Cover,
    Membership,
    StaffMember,
    Team,
)
from alongside.desk.workforce.office import london_day


def may_hold(user: User, contact: Contact) -> bool:
    """Whether somebody could read what the contact says: what is about a child, of its child."""
    if not user.may("log_contact"):
        return False
    if contact.child_id is None:
        return True
    return Child.objects.visible_to(user).filter(pk=contact.child_id).exists()


def away_uncovered(user: User, at: datetime) -> bool:
    """Whether somebody is away on the day of a moment, and nobody does their work."""
    day = london_day(at)
    if not Absence.objects.on(day).of_users([user.pk]).exists():
        return False
    covers = Cover.objects.on(day).filter(absence__user=user, by__is_active=True)
    return not covers.exists()


def covered_for(call_back: CallBack, by: User) -> User | None:
    """Return whose promise somebody keeps while covering for them."""
    covered = User.objects.filter(pk__in=Cover.objects.for_whom(by))
    return covered.exclude(pk=by.pk).filter(pk=call_back.to_id).first()


def people_for(child: Child | None, team: Team | None, by: User, at: datetime):
    """Return who may be promised for, by name: the child's worker, its teams, duty, oneself.

    Of a child that `by` is shown; with none, the people of the team. Where no team is
    known yet, those of one's own teams: whose duty it is depends on the team.
    """
    known = list(child.teams.all()) if child else [team] if team else []
    teams = known or Team.objects.visible_to(by)
    there = Membership.objects.current().filter(team__in=teams).values("user")
    duty = [found.pk for each in known if (found := duty_worker(each, at))]
    people = User.objects.who_may("log_contact")
    people = people.filter(Q(pk__in=there) | Q(pk__in=duty) | Q(pk=by.pk))
    if child is None:
        return people
    able = [user.pk for user in people if may_hold(user, Contact(child=child))]
    return people.filter(pk__in=able)


def may_reopen(user: User, kept: Attempt) -> bool:
    """Whether somebody said that they got through, or manages who did: by name or team."""
    if kept.by_id == user.pk:
        return True
    teams = Membership.objects.current().filter(user=kept.by_id).values("team")
    manages = Membership.objects.current().of(user).filter(how=Membership.How.MANAGES)
    managed = StaffMember.objects.managed_by(user).filter(user=kept.by_id)
    return manages.filter(team__in=teams).exists() or managed.exists()


def who_lost_sight(call_backs: Iterable[CallBack]) -> set[int]:
    """The keys of those call-backs that whoever is to ring can no longer read.

    The record was restricted since, or they left: somebody who can has to take it on.
    """
    by_person: defaultdict[User, list[CallBack]] = defaultdict(list)
    for each in call_backs:
        by_person[each.to].append(each)
    return {
        each.pk for user, theirs in by_person.items() for each in _lost_to(user, theirs)
    }


def _lost_to(user: User, call_backs: list[CallBack]) -> list[CallBack]:
    if not user.may("log_contact"):
        return call_backs
    about = {each.contact.child_id for each in call_backs} - {None}
    shown = Child.objects.visible_to(user).filter(pk__in=about)
    kept = {None, *shown.values_list("pk", flat=True)}
    return [each for each in call_backs if each.contact.child_id not in kept]

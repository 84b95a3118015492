"""Who might be asked to a meeting about a child, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due
from alongside.desk.diary.models import Meeting, Resource
from alongside.desk.people.models import Adult, AdultOfChild, Child

PARENTS = {"mother", "father", "step_parent", "partner", "special_guardian", "adopter"}
HEALTH = {"health_visitor", "doctor"}
AT_WORK = {"school": "school", "health": "health", "police": "police"}
MOST = 60  # people of the council who can be ticked; others are found by their name


@dataclass(frozen=True)
class Candidate:
    """Somebody who might come: a diary, or an adult around the child who has none yet."""

    key: str
    name: str
    role: str
    resource: Resource | None = None
    adult: Adult | None = None
    usual: bool = False
    near: bool = False


def candidates(user: User, child: Child | None, today: date) -> Iterator[Candidate]:
    """Yield who is around the child, then people of the council."""
    if child is not None:
        yield from around(user, child, today)
    own = {each.pk for each in _own(user, child)} if child else set()
    others = [each for each in _people(user) if each.pk not in own]
    yield from (_of_council(each, "other") for each in others[:MOST])


def around(user: User, child: Child, today: date) -> Iterator[Candidate]:
    """Yield the child's worker, and the adults around the child."""
    for each in _own(user, child):
        yield _of_council(each, "social_worker", around=True)
    yield from _adults(user, child, today)


def who_else(user: User, meeting: Meeting, today: date) -> list[Candidate]:
    """Return whom a meeting might have besides those who take part: around the child first.

    Adults around other children are left out: to choose one of them would be a mistake.
    """
    near = list(around(user, meeting.child, today)) if meeting.child else []
    there = meeting.attendances.standing().select_related("resource")
    taken = {each.resource for each in there}
    known = taken | {each.resource for each in near}
    adults = {each.adult_id for each in taken}
    found = [
        each
        for each in near
        if each.resource not in taken
        and (not each.adult or each.adult.pk not in adults)
    ]
    others = Resource.objects.visible_to(user).in_use().filter(adult=None).by_name()
    others = others.exclude(kind=Resource.Kind.ROOM)
    return found + [_of_council(each, "other") for each in others if each not in known]


def who_may_be_invited(user: User, meeting: Meeting, today: date):
    """Return people and rooms with a diary; of adults around children, this child's alone."""
    seen = Resource.objects.visible_to(user).in_use()
    if meeting.child:
        theirs = _links(user, meeting.child, today).values("adult")
        seen = seen.filter(Q(adult=None) | Q(adult__in=theirs))
    return seen.by_name()


def _people(user: User):
    shown = Resource.objects.visible_to(user).in_use()
    return shown.of_kind(Resource.Kind.PERSON).by_name()


def _own(user: User, child: Child):
    return _people(user).filter(worker__in=_workers(user, child))


def _workers(user: User, child: Child) -> set[int]:
    """Return whom the case system names for what is open of this child."""
    dues = Due.objects.visible_to(user).open().filter(child=child)
    return set(dues.exclude(worker=None).values_list("worker", flat=True))


def _of_council(resource: Resource, role: str, around: bool = False) -> Candidate:
    key = f"person_{resource.pk}"
    return Candidate(
        key, resource.name, role, resource=resource, usual=around, near=around
    )


def _adults(user: User, child: Child, today: date) -> Iterator[Candidate]:
    for link in _links(user, child, today).by_name():
        named = f"{link.adult}, {link.get_relationship_display().lower()}"
        yield Candidate(
            f"adult_{link.adult_id}",
            named,
            _role(link),
            adult=link.adult,
            usual=link.relationship in PARENTS,
            near=True,
        )


def _links(user: User, child: Child, today: date):
    return AdultOfChild.objects.visible_to(user).filter(child=child).current(today)


def _role(link: AdultOfChild) -> str:
    if link.relationship in PARENTS or link.relationship == "foster_carer":
        return "parent"
    if link.relationship in HEALTH:
        return "health"
    if link.relationship == "police_officer":
        return "police"
    if link.relationship == "teacher":
        return "school"
    if link.adult.kind in AT_WORK:
        return AT_WORK[link.adult.kind]
    return "family" if link.adult.kind == "family" else "other"

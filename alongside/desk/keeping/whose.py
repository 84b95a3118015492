"""Whom a page may be about: those somebody who answers for data may be shown."""

from __future__ import annotations

from itertools import islice

from django.db.models import QuerySet

from alongside.desk.access.models import User
from alongside.desk.access.roles import PROGRAM
from alongside.desk.people.models import Adult, AdultOfChild, Child
from alongside.desk.people.names import Sought
from alongside.desk.workforce.models import StaffMember

MOST = 30  # of a kind: more than anybody reads
WORDS = {
    "child": "Child",
    "adult": "Adult around a child",
    "staff": "Member of staff",
    "user": "Can sign in",
}


def within(user: User, kind: str) -> QuerySet:
    """Return the people of a kind that this person may be shown; a KeyError for no kind.

    A child whom a restriction keeps from them is not there.
    """
    asked = {
        "child": Child.objects.visible_to,
        "adult": Adult.objects.visible_to,
        "staff": lambda user: StaffMember.objects.all(),
        "user": lambda user: User.objects.filter(staff_member=None).exclude(
            role__code=PROGRAM
        ),
    }[kind]
    found = asked(user)
    return found if user.may("answer_for_data") else found.none()


def look_for(user: User, said: str) -> list[tuple[str, list]]:
    """Return those whose names begin like what was typed, by kind, and what tells them apart."""
    sought = Sought(said)
    children = within(user, "child")
    named = {
        "child": list(children.filter(pk__in=children.like(said)[:MOST]).by_name()),
        "adult": _fitting(within(user, "adult").by_name(), sought, "name"),
        "staff": _fitting(within(user, "staff").order_by("name"), sought, "name"),
        "user": _fitting(within(user, "user").by_name(), sought, "full_name"),
    }
    around = _around(user, named["adult"])
    return [
        (
            WORDS[kind],
            [
                (kind, who, around.get(who.pk, "") if kind == "adult" else "")
                for who in rows
            ],
        )
        for kind, rows in named.items()
    ]


def _around(user: User, adults: list[Adult]) -> dict[int, str]:
    """Say of each adult around which children they are, by id: two may have one name."""
    links = AdultOfChild.objects.visible_to(user).filter(adult__in=adults)
    found: dict[int, list[str]] = {}
    for adult, child in links.order_by("pk").values_list("adult", "child__case_id"):
        found.setdefault(adult, []).append(child)
    return {adult: f"around {', '.join(ids)}" for adult, ids in found.items()}


def _fitting(rows: QuerySet, sought: Sought, field: str) -> list:
    fits = (each for each in rows.iterator() if sought.fits(getattr(each, field), ""))
    return list(islice(fits, MOST))

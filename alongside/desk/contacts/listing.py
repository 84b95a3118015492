"""The contacts a person may read: chosen, found, told as they may be, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.contacts.models import Contact
from alongside.desk.contacts.outcome_words import tell_outcomes
from alongside.desk.people.callers import search_callers
from alongside.desk.people.models import Adult, Child

COLUMNS = (
    ("Reference", 12), ("Day", 12), ("Time", 10), ("How", 14), ("Who", 30), ("What they are", 18),
    ("Identity", 30), ("Child id", 16), ("Team", 26), ("About", 24), ("What was said", 80),
    ("Outcome", 26), ("Taken by", 26),
)  # fmt: skip


def tell_callers(contacts: Iterable[Contact], user: User) -> list[Contact]:
    """Give each contact `caller_told`, a name where the reader may be shown it; `outcome_told`, `seen_told`.

    An adult around restricted children alone is, to others, one of their kind.
    """
    contacts = list(contacts)
    keys = {each.adult_id for each in contacts if each.adult_id}
    shown = Adult.objects.visible_to(user).filter(pk__in=keys).in_bulk()
    for each in contacts:
        named = each.adult_id is None or each.adult_id in shown
        each.caller_told = each.caller if named else each.caller_kind_said
    tell_outcomes(contacts, timezone.now())
    return contacts


def how_many(user: User) -> int:
    """How many contacts a person may read, whatever was chosen of them."""
    return Contact.objects.how_many(user)


def found(contacts, user: User, said: str):
    """Of these, those of this reference, child or caller, or in which this was said."""
    said = said.strip()
    like = Q(reference__istartswith=said.replace(" ", "-")) | Q(said__icontains=said)
    like |= Q(caller_said__icontains=said)
    children = Child.objects.visible_to(user).like(said)
    like |= Q(child__in=children[:500])
    like |= Q(adult__in=[adult.pk for adult in search_callers(user, said)])
    return contacts.filter(like)


def in_full(contacts):
    """With all that is told of them. Few have what came of them, and of a question that
    joins a dozen tables it takes longer to think how to answer it than to answer it."""
    return contacts.select_related(
        "child", "team", "topic", "taken_by", "passed_to"
    ).prefetch_related(
        "adult", "point", "seen_by", "call_back__to", "call_back__promised_by",
        "concern__acknowledged_by", "concern__told__to", "concern__handings__rung_by",
    )  # fmt: skip


def rows(contacts: Iterable[Contact], user: User) -> Iterator[tuple]:
    """Yield the contacts as rows of a sheet, in the order of COLUMNS."""
    for each in tell_callers(contacts, user):
        began = timezone.localtime(each.began_at)
        yield (
            each.reference, began.date(), time_said(began), each.get_channel_display(),
            each.caller_told, each.caller_kind_said, each.identity_said,
            each.child.case_id if each.child else "", str(each.team or ""),
            each.topic.name, each.said, each.outcome_told, each.taken_by.full_name,
        )  # fmt: skip

"""One person, in all the rows that stand for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Model, Q

from alongside.desk.access.models import User
from alongside.desk.keeping.models import LegalHold
from alongside.desk.keeping.registry import Keys
from alongside.desk.people.models import Adult, Child, Merge
from alongside.desk.workforce.models import StaffMember, Worker

HOLD_LOCK = 4_710_003  # an arbitrary number, the same in every process


def keys_of(person: Model) -> Keys:
    """Return the keys of every row that stands for this person.

    Of a child, the records merged into it too, and the one it went into; of a member of
    staff, the sign-in and the name the case system has for them.
    """
    if isinstance(person, Child):
        return {Child: _merged({person.pk})}
    if isinstance(person, Adult):
        return {Adult: {person.pk}}
    return _staff(person)


def _merged(children: set[int]) -> set[int]:
    pairs = Merge.objects.filter(Q(child__in=children) | Q(gone__in=children))
    found = children.union(*pairs.values_list("child", "gone"))
    return found if found == children else _merged(found)


def _staff(person: StaffMember | User) -> Keys:
    if isinstance(person, User):
        staff = StaffMember.objects.filter(user=person)
    else:
        staff = StaffMember.objects.filter(pk=person.pk)
    users = {person.pk} if isinstance(person, User) else set()
    users |= {each.user_id for each in staff if each.user_id}
    workers = Worker.objects.filter(
        Q(user__in=users) | Q(pk__in=[each.worker_id for each in staff])
    )
    found = {
        User: users,
        StaffMember: {each.pk for each in staff},
        Worker: set(workers.values_list("pk", flat=True)),
    }
    return {model: keys for model, keys in found.items() if keys}


def keys_of_all(people: Iterable[Model]) -> Keys:
    found: Keys = defaultdict(set)
    for person in people:
        for model, keys in keys_of(person).items():
            found[model] |= keys
    return dict(found)


def one_at_a_time() -> None:
    """A hold is placed, or something is erased: never both at one moment.

    Until the transaction ends. SQLite's immediate transactions see to it already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [HOLD_LOCK])


def held() -> Keys:
    """Return the keys of all on whom a hold stands: none is placed until what is erased is."""
    one_at_a_time()
    standing = LegalHold.objects.standing().with_people()
    return keys_of_all(each.person for each in standing)

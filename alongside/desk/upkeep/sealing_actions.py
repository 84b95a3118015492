"""Seals anew, by the newest key, what an older one sealed; says what each key still seals.

Each thing is sealed anew by itself, whole or not at all, while the desk goes on. So a run
that is killed has done a part, and the next does the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BinaryField, Model
from django.utils import timezone

from alongside.desk.access.sealing import CannotOpen, key_of, sealed_anew
from alongside.desk.access.unsent import KEPT
from alongside.desk.casework import store
from alongside.desk.keeping.registry import parts, rooms

NEWEST = 0
TOLD_EACH = 500  # things


class Place(Protocol):
    """Where things are sealed: its keys, what is sealed under one, and sealing that anew."""

    title: str

    def keys(self) -> list[Any]: ...
    def sealed(self, key: Any) -> list[bytes]: ...
    def seal_anew(self, key: Any) -> None: ...
    def named(self, key: Any) -> str: ...


@dataclass
class Found:
    """Of one place: how many things each key seals, and those that no key opens."""

    title: str
    by_key: Counter[int] = field(default_factory=Counter)
    anew: int = 0
    closed: list[str] = field(default_factory=list)

    @property
    def sealed(self) -> int:
        return self.by_key.total() + len(self.closed)


class Rows:
    """A column of a table."""

    def __init__(self, model: type[Model], column: str) -> None:
        self.rows, self.column = model._base_manager, column
        self.title = parts()[model].title

    def keys(self) -> list[Any]:
        some = self.rows.exclude(**{self.column: b""}).order_by("pk")
        return list(some.values_list("pk", flat=True))

    def sealed(self, key: Any) -> list[bytes]:
        found = self.rows.filter(pk=key).values_list(self.column, flat=True)
        return [bytes(each) for each in found if each]

    @transaction.atomic
    def seal_anew(self, key: Any) -> None:
        row = self.rows.select_for_update().filter(pk=key)
        for each in row.values_list(self.column, flat=True):
            if each:
                row.update(**{self.column: sealed_anew(bytes(each))})

    def named(self, key: Any) -> str:
        return f"{self.title}, number {key}"


class SecondFactors:
    """What apps that give codes share with the desk, and what spare codes are made from."""

    title = "Second factors"
    ONE, MANY = ("secret", "seed"), "migrated_codes"

    def keys(self) -> list[Any]:
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
        some = Authenticator.objects.filter(type__in=kinds).order_by("pk")
        return list(some.values_list("pk", flat=True))

    def sealed(self, key: Any) -> list[bytes]:
        data = Authenticator.objects.filter(pk=key).values_list("data", flat=True)
        return [one.encode() for each in data for one in self._in(each)]

    def _in(self, data: dict[str, Any]) -> list[str]:
        return [data[one] for one in self.ONE if one in data] + data.get(self.MANY, [])

    @transaction.atomic
    def seal_anew(self, key: Any) -> None:
        for row in Authenticator.objects.select_for_update().filter(pk=key):
            for name in self.ONE:
                if name in row.data:
                    row.data[name] = _text_anew(row.data[name])
            if self.MANY in row.data:
                row.data[self.MANY] = [_text_anew(one) for one in row.data[self.MANY]]
            row.save(update_fields=["data"])

    def named(self, key: Any) -> str:
        return f"{self.title}, number {key}"


class Unsent:
    """What was sent when a sign-in had run out, in the sessions that have not ended."""

    title = "Forms sent when a sign-in had run out"

    def keys(self) -> list[Any]:
        some = Session.objects.filter(expire_date__gt=timezone.now())
        return [each.pk for each in some if KEPT in each.get_decoded()]

    def sealed(self, key: Any) -> list[bytes]:
        told = [each.get_decoded() for each in Session.objects.filter(pk=key)]
        return [each[KEPT].encode() for each in told if KEPT in each]

    @transaction.atomic
    def seal_anew(self, key: Any) -> None:
        for row in Session.objects.select_for_update().filter(pk=key):
            told = row.get_decoded()
            if KEPT in told:
                told[KEPT] = _text_anew(told[KEPT])
                row.session_data = Session.objects.encode(told)
                row.save(update_fields=["session_data"])

    def named(self, key: Any) -> str:
        """One of them: the key of a session is a secret."""
        return f"{self.title}: one of them"


class Files:
    """Uploads, and what is kept of them."""

    title = "Files of exports, audits and evidence"

    def keys(self) -> list[Any]:
        return store.all_kept()

    def sealed(self, key: Any) -> list[bytes]:
        return [store.sealed_part(*key)] if store.holds(*key) else []

    def seal_anew(self, key: Any) -> None:
        store.seal_part_anew(*key)

    def named(self, key: Any) -> str:
        return f"{self.title}, {'/'.join(key)}"


def _text_anew(sealed: str) -> str:
    return sealed_anew(sealed.encode()).decode()


def places() -> list[Place]:
    """Return every place where something is sealed: all that is bytes in a table is."""
    columns = [
        Rows(model, column.name)
        for room in rooms()
        for model in room.get_models()
        for column in model._meta.local_fields
        if isinstance(column, BinaryField)
    ]
    return [*columns, SecondFactors(), Unsent(), Files()]


Tell = Callable[[str], None]


def now_sealed(tell: Tell) -> list[Found]:
    """Return what each key seals, by place, and change nothing."""
    return [_gone_through(place, tell, anew=False) for place in places()]


def seal_anew(tell: Tell) -> list[Found]:
    """Seal anew what an older key sealed; `tell` is given how far it is."""
    return [_gone_through(place, tell, anew=True) for place in places()]


def _gone_through(place: Place, tell: Tell, *, anew: bool) -> Found:
    found, keys = Found(place.title), place.keys()
    for number, key in enumerate(keys, 1):
        try:
            _one(place, key, found, anew=anew)
        except (CannotOpen, ValidationError) as problem:
            found.closed.append(f"{place.named(key)}: {_said(problem)}")
        if number % TOLD_EACH == 0:
            tell(f"{place.title}: {number:,} of {len(keys):,} looked at.")
    return found


def _one(place: Place, key: Any, found: Found, *, anew: bool) -> None:
    opened_by = [key_of(each) for each in place.sealed(key)]
    if anew and any(each != NEWEST for each in opened_by):
        place.seal_anew(key)
        found.anew += 1
        opened_by = [key_of(each) for each in place.sealed(key)]
    if opened_by:
        found.by_key[max(opened_by)] += 1


def _said(problem: Exception) -> str:
    return " ".join(getattr(problem, "messages", None) or [str(problem)])

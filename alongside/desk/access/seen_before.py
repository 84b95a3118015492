"""Two windows at one row: who saves second is told what changed, by whom, and goes on.

The page of a form carries, signed, the values it showed. The action compares them with
the row it has locked; what the row became meanwhile is not overwritten unawares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models

from alongside.desk.access.models import AuditEntry
from alongside.desk.said import day_said, moment_said

SEEN = "seen"  # the field that carries them


class Fact(NamedTuple):
    """What a field is now, who made it so, and whether the person left it as it was."""

    now: object
    line: AuditEntry | None
    untouched: bool


class ChangedMeanwhile(ValidationError):
    """Somebody else was quicker. Sent again from the page that says so, it is saved."""

    def __init__(self, facts: dict[str, Fact], seen: str):
        self.facts, self.seen = facts, seen
        super().__init__("This was changed after you opened the page.")


def as_seen(row: models.Model, names: Iterable[str]) -> str:
    """Return what a page carries of a row: these fields, and the trail's newest line."""
    newest = AuditEntry.objects.order_by("-sequence").values_list("sequence", flat=True)
    values = {name: _plain(getattr(row, name)) for name in names}
    return signing.dumps([newest.first() or 0, values], salt=_salt(row))


def refuse_if_changed(
    row: models.Model,
    seen: str,
    given: dict[str, object],
    who: Callable[[str, int], AuditEntry | None],
) -> None:
    """Raise `ChangedMeanwhile` where a locked row is neither as seen nor as given.

    `seen` is from `as_seen`; empty, nothing is compared. `who` finds the line of the
    trail that changed a field, of those after a number.
    """
    if not seen:
        return
    try:
        last, were = signing.loads(seen, salt=_salt(row))
    except signing.BadSignature:
        raise ValidationError("Open this page anew, and enter it again.") from None
    facts = {}
    for name in were.keys() & given.keys():
        now, put = getattr(row, name), _plain(given[name])
        if _plain(now) not in (were[name], put):
            facts[name] = Fact(now, who(name, last), untouched=put == were[name])
    if facts:
        raise ChangedMeanwhile(facts, as_seen(row, were))


class SeenBefore(forms.Form):
    """For a form that changes a row whose values it shows: with them as `as_seen`."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def add_error(self, field, error):
        """Say beside each field what it became; show that, where nobody typed over it."""
        if isinstance(error, ChangedMeanwhile):
            self.data = self.data.copy()
            self.data[SEEN] = error.seen
            error = ValidationError(
                {name: self._told(name, fact) for name, fact in error.facts.items()}
            )
        super().add_error(field, error)

    def _told(self, name: str, fact: Fact) -> str:
        field = self.fields[name]
        if fact.untouched:
            self.data[name] = _typed(field, fact.now)
        words = (
            "The new value stands here: save again to keep it."
            if fact.untouched
            else "What you typed is kept here: save again to put it in its place."
        )
        return (
            f"{field.label}: changed{_by(fact.line)} after you opened this page. "
            f"It is now {_said(field, fact.now)}. {words}"
        )


def _by(line: AuditEntry | None) -> str:
    return f" by {line.by}, on {moment_said(line.at)}," if line else ""


def _said(field: forms.Field, value) -> str:
    if value in (None, ""):
        return "empty"
    if isinstance(value, date):
        return day_said(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _typed(field: forms.Field, value) -> str:
    """Return a value as somebody would type it into a field."""
    if isinstance(value, date):
        return f"{value.day} {value.month} {value.year}"
    return "" if value is None else str(field.prepare_value(value))


def _plain(value) -> str:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _salt(row: models.Model) -> str:
    return f"{SEEN} {row._meta.label} {row.pk}"

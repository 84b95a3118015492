"""A field in which somebody types a number, or a name, and a row is looked up by it.

A council has too many posts and people to choose from a list of them all.
"""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet


class LookedUp(forms.CharField):
    """Cleans to the one row that has what was typed in one of `keys`, or to None."""

    def __init__(self, found: QuerySet, keys: tuple[str, ...], what: str, **kwargs):
        self.found, self.keys, self.what = found, keys, what
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "off"}))
        super().__init__(max_length=150, **kwargs)

    def prepare_value(self, value):
        """Show a row by the first of the keys it has anything in."""
        if isinstance(value, self.found.model):
            return next(filter(None, (getattr(value, key) for key in self.keys)), "")
        return value

    def clean(self, value):
        typed = super().clean(value)
        return self._row(typed) if typed else None

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def _row(self, typed: str):
        for key in self.keys:
            rows = list(self.found.filter(**{f"{key}__iexact": typed})[:2])
            if len(rows) == 1:
                return rows[0]
            if rows:
                raise ValidationError(
                    f"More than one {self.what} is called {typed}. Enter the number."
                )
        raise ValidationError(
            f"There is no {self.what} {typed}. Look it up in the list, and enter it as "
            "it stands there."
        )

"""A month, typed in one piece: `March 2026` or `2026-03`."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.pilots.plan_words import month_said
from alongside.desk.workforce.monitoring_reading import month_of


class MonthInput(forms.TextInput):
    def format_value(self, value):
        return month_said(value) if isinstance(value, date) else value


class MonthField(forms.Field):
    """Cleans to the first day of a month, or None."""

    widget = MonthInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "For example, March 2026.")
        super().__init__(**kwargs)
        self.widget.attrs |= {"class": "short", "autocomplete": "off"}

    def to_python(self, value) -> date | None:
        if not value or isinstance(value, date):
            return value or None
        try:
            return month_of(value)
        except ValueError:
            raise ValidationError(
                f"{self.label or 'The month'} must be a month, like March 2026"
            ) from None

    def has_changed(self, initial, data):
        try:
            return super().has_changed(initial, self.to_python(data))
        except ValidationError:
            return True

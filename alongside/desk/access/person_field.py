"""A field that asks for a person."""

from __future__ import annotations

from django import forms
from django.forms.models import ModelChoiceIterator


class _Names(ModelChoiceIterator):
    """The keys and names alone: there are hundreds, on pages that are opened all day."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from self.queryset.values_list("pk", "full_name")


class PersonField(forms.ModelChoiceField):
    """One of the people of a queryset, chosen by name."""

    iterator = _Names

    def put_first(self, near: dict, called: str, others: str) -> None:
        """Group the choices: the people whose keys are in `near` first; all can be chosen."""
        empty, *people = self.choices
        first = [each for each in people if each[0] in near]
        last = [each for each in people if each[0] not in near]
        self.choices = [empty, (called, first), (others, last)]

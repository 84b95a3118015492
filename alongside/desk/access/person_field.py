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

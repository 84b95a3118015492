"""Which lines to show of who looked at a child, and of what people looked at."""

from __future__ import annotations

from django import forms

from alongside.desk.access.kinds_of_lines import KINDS, lines_of
from alongside.desk.access.models import User
from alongside.desk.forms import DateField, Filters


class LookedForm(Filters):
    """By whom, of what kind and in which days; any left out is any."""

    person = forms.ModelChoiceField(
        User.objects.none(), required=False, empty_label="Anybody"
    )
    kind = forms.ChoiceField(choices=[("", "Anything"), *KINDS.items()], required=False)
    first = DateField(label="From day", required=False)
    last = DateField(label="To day", required=False)

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["person"].queryset = self.people

    def clean(self):
        asked = super().clean()
        if asked.get("first") and asked.get("last") and asked["last"] < asked["first"]:
            self.add_error("last", "The last day must be the first one, or after it")
        return asked

    def chosen(self, entries):
        """Return the lines that fit; a choice that makes no sense fits nothing."""
        if not self.is_valid():
            return entries.none()
        asked = dict(self.cleaned_data)
        kind = asked.pop("kind")
        found = entries.chosen(**asked)
        return found.filter(lines_of(kind)) if kind else found

"""What is asked to arrange one meeting: what for, who is to be there, and when."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.casework.models import Due
from alongside.desk.diary.meeting_kinds import kind_of_rule, kinds
from alongside.desk.diary.models import Meeting, Resource
from alongside.desk.diary.whom_to_ask import Candidate
from alongside.desk.forms import DateField, Form
from alongside.desk.people.models import Child

COMES = {
    "must": "Must be there",
    "may": "May come",
    "first": "First half only",
    "second": "Second half only",
    "": "Not asked",
}


class WhatForm(Form):
    """What kind of meeting, and about which child."""

    kind = forms.ChoiceField(label="What kind of meeting?")
    child = forms.CharField(
        max_length=120,
        help_text="Name, or id in the case system.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        named = [(code, each.title) for code, each in kinds().items()]
        self.fields["kind"].choices = [("", "Choose a kind"), *named]

    def clean_child(self) -> Child:
        seen, said = Child.objects.visible_to(self.by), self.cleaned_data["child"]
        found = list(seen.filter(pk__in=seen.like(said)).by_name()[:3])
        if not found:
            raise ValidationError(
                "No child you are shown has this name or id. Try the id in the case system"
            )
        if len(found) > 1:
            told = "; ".join(f"{each}, {each.case_id}" for each in found)
            raise ValidationError(f"Several fit: {told}. Enter the id")
        return found[0]


class AskMeetingForm(Form):
    """Who comes, how long, from when on, by when, and where."""

    due_on = DateField(
        label="Last day in time",
        required=False,
        help_text="Leave empty where no law and no promise sets one.",
    )
    earliest_on = DateField(label="Not before", required=False)
    length = forms.IntegerField(
        label="How long, in minutes", min_value=5, max_value=600
    )
    mode = forms.ChoiceField(label="Where people meet", choices=Meeting.Mode)
    place = forms.CharField(
        required=False,
        max_length=120,
        help_text="Leave empty to be offered a room. It stands in invitations: name no family.",
    )
    language = forms.ChoiceField(label="Interpreter", required=False)

    def __init__(self, *args, due: Due | None, people: Sequence[Candidate], **kwargs):
        self.due, self.people = due, people
        super().__init__(*args, **kwargs)

    def prepare(self):
        interpreters = Resource.objects.in_use().of_kind(Resource.Kind.INTERPRETER)
        spoken = sorted(set(interpreters.values_list("language", flat=True)) - {""})
        self.fields["language"].choices = [("", "None"), *((s, s) for s in spoken)]
        if not spoken:
            del self.fields["language"]
        if self.due:
            del self.fields["due_on"]
        for each in self.people:
            self.fields[each.key] = forms.ChoiceField(
                label=each.name,
                choices=list(COMES.items()),
                required=False,
                initial="must" if each.usual else "",
            )
        # Something is chosen of each: "(optional)" behind a name would say they need not come.
        self.asked_by_another = tuple(self._keys)

    @property
    def about(self):
        """The fields that are not people, for the page."""
        return [self[name] for name in self.fields if name not in self._keys]

    @property
    def asked_usually(self):
        """The child's worker, and the adults around the child."""
        return [
            self[each.key]
            for each in self.people
            if each.usual or each.adult or self.data.get(each.key)
        ]

    @property
    def asked_seldom(self):
        shown = {field.name for field in self.asked_usually}
        return [self[each.key] for each in self.people if each.key not in shown]

    @property
    def _keys(self) -> set[str]:
        return {each.key for each in self.people}

    def clean(self):
        asked = super().clean()
        chosen = [(each, asked.pop(each.key, "")) for each in self.people]
        asked["people"] = [(each, how) for each, how in chosen if how]
        if not asked["people"]:
            raise ValidationError("Choose at least one person who must be there")
        first, last = asked.get("earliest_on"), asked.get("due_on")
        last = self.due.due_on if self.due else last
        if first and last and first > last:
            self.add_error("earliest_on", "It must not be after the last day in time")
        return asked


class SlotForm(Form):
    """One of the times that are offered."""

    slot = forms.ChoiceField(
        label="When",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a time",
            "invalid_choice": "This time is no longer free. Choose another",
        },
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, offered: Sequence[tuple[str, str]], **kwargs):
        self.offered = offered
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["slot"].choices = self.offered


def usual_kind(due: Due) -> str:
    """Return the kind of meeting that completes a clock; another, where none does."""
    kind = kind_of_rule(due.rule)
    return kind.code if kind else "other"

"""Which contacts to list."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.people.models import Adult
from alongside.desk.workforce.models import Team

ANY = [("", "Any")]
TO_ME, TO_SEE, NOT_SEEN = "to_me", "to_see", "not_seen"
PASSED = [
    (TO_ME, "To me"),
    (TO_SEE, "To me, and I have not seen it yet"),
    (NOT_SEEN, "By me, and not seen yet"),
]


class ContactsForm(Filters):
    """Whose, about what, with what outcome, passed to whom, since when. Nothing chosen: all."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All I may see"
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label="About", required=False, empty_label="Any"
    )
    outcome = forms.ChoiceField(required=False)
    caller_kind = forms.ChoiceField(label="Who", required=False)
    taken = forms.ChoiceField(
        label="Taken by",
        required=False,
        choices=[("", "Anybody"), ("me", "Me")],
    )
    passed = forms.ChoiceField(
        label="Passed on", required=False, choices=[*ANY, *PASSED]
    )
    since = DateField(label="Since", required=False)

    def __init__(self, *args, user: User, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.user)
        self.fields["outcome"].choices = ANY + Contact.Outcome.choices
        self.fields["caller_kind"].choices = ANY + Adult.Kind.choices

    def chosen_of(self, contacts):
        if not self.is_valid():
            return contacts.none()
        told = dict(self.cleaned_data)
        taken, since = told.pop("taken"), told.pop("since")
        contacts = self._passed_on(contacts, told.pop("passed"))
        chosen = contacts.filter(**{name: said for name, said in told.items() if said})
        if taken:
            chosen = chosen.filter(taken_by=self.user)
        return chosen.filter(began_at__gte=_midnight(since)) if since else chosen

    def _passed_on(self, contacts, passed: str):
        if passed == TO_ME:
            return contacts.passed_on_to(self.user)
        if passed == TO_SEE:
            return contacts.to_see(self.user)
        if passed == NOT_SEEN:
            return contacts.filter(taken_by=self.user).unseen()
        return contacts


class FindContactForm(Form):
    said = forms.CharField(
        label="Find a contact",
        max_length=200,
        min_length=2,
        help_text="A reference, a name, a child’s id, or words that were said.",
        error_messages={"required": "Enter what to look for"},
    )


def _midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

"""What a correction of a contact asks."""

from __future__ import annotations

from django import forms

from alongside.desk.access.models import User
from alongside.desk.access.seen_before import SEEN, SeenBefore, as_seen
from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.forms import Form
from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.models import Team

FIELDS = (
    "channel", "caller_said", "caller_kind", "child", "whole_family", "team", "topic", "said",
)  # fmt: skip
NOT_FOUND = "No child with this id is known here, or to you. Look the child up under Find a child."


class CaseIdField(forms.CharField):
    """A child by its id in the case system; shows a child as that id."""

    def prepare_value(self, value):
        return value.case_id if isinstance(value, Child) else value


class CorrectContactForm(Form, SeenBefore):
    """The fields of a contact that can be put right, and why they are."""

    channel = forms.ChoiceField(label="How they got in touch", choices=Contact.Channel)
    caller_said = forms.CharField(
        label="Who they said they are", max_length=200, required=False
    )
    caller_kind = forms.ChoiceField(label="What they are", choices=Adult.Kind)
    child = CaseIdField(
        label="Child’s id in the case system", max_length=60, required=False
    )
    whole_family = forms.BooleanField(label="About the whole family", required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="No team"
    )
    topic = forms.ModelChoiceField(Topic.objects.none(), label="What it is about")
    said = forms.CharField(
        label="What was said",
        max_length=4000,
        help_text="At most 4,000 characters.",
        widget=forms.Textarea(attrs={"rows": 5, "data-most": 4000}),
    )
    why = forms.CharField(label="Why it is changed", max_length=300)

    def __init__(self, *args, user: User, contact: Contact, **kwargs):
        self.user, self.contact = user, contact
        first = {name: getattr(contact, name) for name in FIELDS}
        first[SEEN] = as_seen(contact, FIELDS)
        super().__init__(*args, initial=first, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.active()
        now = Topic.objects.filter(pk=self.contact.topic_id)
        self.fields["topic"].queryset = Topic.objects.active() | now
        if self.contact.adult_id:  # one who is known is corrected on their own page
            del self.fields["caller_said"], self.fields["caller_kind"]

    def clean_child(self) -> Child | None:
        case_id = self.cleaned_data["child"].strip()
        if not case_id:
            return None
        seen = Child.objects.visible_to(self.user)
        found = seen.filter(case_id__iexact=case_id).first()
        if found is None:
            raise forms.ValidationError(NOT_FOUND)
        return found

"""What is asked of the adults around children, and of the numbers they are reached by."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import DateField, Form, ModelForm, TimeField
from alongside.desk.people.models import Adult, AdultOfChild, ContactPoint


class AdultForm(ModelForm):
    """Who somebody is."""

    class Meta:
        model = Adult
        fields = ("name", "kind", "organisation", "helps")
        help_texts = {"organisation": "Leave it empty of family and foster carers."}
        error_messages = {
            "name": {"required": "Enter their name, or who they say they are"}
        }


class LinkForm(Form):
    """What an adult is to a child."""

    relationship = forms.ChoiceField(
        label="What they are to the child",
        choices=[("", "Choose"), *AdultOfChild.Relationship.choices],
    )
    parental_responsibility = forms.ChoiceField(
        label="Parental responsibility",
        choices=AdultOfChild.Known.choices,
        initial=AdultOfChild.Known.UNKNOWN,
        widget=forms.RadioSelect,
        help_text="As the case system says. Not known, unless you have looked.",
    )
    since = DateField(
        label="Since", required=False, help_text="For example, 27 3 2026."
    )


class ChangeLinkForm(LinkForm):
    until = DateField(
        label="Until",
        required=False,
        help_text="The last day. Empty while it goes on. After it the answer card tells them nothing.",
    )


class NewAdultForm(LinkForm, AdultForm):
    """Somebody new around a child: who they are, and what they are to the child."""

    field_order = ("name", "kind", "organisation", "relationship")


class FindAdultForm(Form):
    """Who is looked for. What is typed is posted: names stay out of addresses."""

    said = forms.CharField(
        label="Name, organisation or telephone number",
        min_length=2,
        max_length=80,
        help_text="The first letters of each name, or four digits of the number, are enough.",
        error_messages={
            "required": "Enter a name or a number",
            "min_length": "Enter at least two letters, or four digits",
        },
    )


class ContactPointForm(Form):
    """A number or address: whether it is safe is asked on its own page."""

    channel = forms.ChoiceField(
        label="Telephone or e-mail",
        choices=ContactPoint.Channel.choices,
        initial=ContactPoint.Channel.PHONE,
        widget=forms.RadioSelect,
    )
    value = forms.CharField(label="Number or address", max_length=254)


class HourField(TimeField):
    """From or until which time somebody may be rung."""

    def __init__(self, label: str):
        invalid = f"{label} must be a time of day, like 9am or 5:30pm"
        super().__init__(
            label=label, required=False, error_messages={"invalid": invalid}
        )


SAFE = ContactPoint.Safe.choices


class SafeForm(Form):
    """What is safe to do with a number. What nobody told us is not known, and so not done."""

    safe_to_ring = forms.ChoiceField(
        label="Safe to ring", choices=SAFE, widget=forms.RadioSelect
    )
    ring_from = HourField("Ring from")
    ring_until = HourField("Ring until")
    safe_to_text = forms.ChoiceField(
        label="Safe to text", choices=SAFE, widget=forms.RadioSelect
    )
    safe_to_voicemail = forms.ChoiceField(
        label="Safe to leave a voicemail", choices=SAFE, widget=forms.RadioSelect
    )
    told_by = forms.CharField(
        label="Who told us",
        max_length=120,
        help_text="For example, she herself, on the telephone.",
        error_messages={"required": "Enter who told us what is safe"},
    )
    told_on = DateField(
        label="On which day",
        error_messages={"required": "Enter the day on which we were told"},
    )

    def __init__(self, *args, point: ContactPoint, **kwargs):
        self.point = point
        names = self.base_fields
        kept = {name: getattr(point, name) for name in names}
        super().__init__(*args, initial=kept, **kwargs)

    def prepare(self):
        if self.point.channel == ContactPoint.Channel.EMAIL:
            for name in (
                "safe_to_ring",
                "ring_from",
                "ring_until",
                "safe_to_voicemail",
            ):
                del self.fields[name]
            self.fields["safe_to_text"].label = "Safe to e-mail"

    def clean(self) -> dict:
        """Of an e-mail address, what is not asked stays as it stands."""
        asked = super().clean()
        kept = ("safe_to_ring", "safe_to_voicemail")
        return {name: getattr(self.point, name) for name in kept} | asked

"""What is asked to log, extend, decide and carry out a request about data."""

from __future__ import annotations

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Form
from alongside.desk.keeping.forms import why_field
from alongside.desk.keeping.handed_out import Named
from alongside.desk.keeping.models import DataRequest
from alongside.desk.said import day_said

KEEP, OUT = "keep", "out"


class RequestForm(SentOnce, Form):
    """Who asks for what, and when it came."""

    kind = forms.ChoiceField(
        label="What is asked",
        choices=DataRequest.Kind.choices,
        widget=forms.RadioSelect,
    )
    asked_by = forms.CharField(
        label="Who asks",
        max_length=150,
        help_text="The person, or whoever may ask for them and how you know.",
    )
    received_on = DateField(label="Received on")
    known_on = DateField(
        label="Identity known on",
        required=False,
        help_text="Only where you had to ask who they are: the month runs from then.",
    )
    what = forms.CharField(
        label="What they ask for",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_received_on(self):
        return _past(self.cleaned_data["received_on"])

    def clean_known_on(self):
        return _past(self.cleaned_data["known_on"])


def _past(day):
    if day and day > timezone.localdate():
        raise ValidationError(
            f"{day_said(day)} has not come yet. Enter a day up to today."
        )
    return day


class ExtendForm(Form):
    why = why_field(
        "Why it takes longer", "How complex it is, or how many requests came at once."
    )


class DecideForm(Form):
    """What becomes of a request, and on what ground."""

    outcome = forms.ChoiceField(
        label="What is decided",
        choices=DataRequest.Outcome.choices,
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(
        label="Ground",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In words the person can read. Needed where it is refused, or in part.",
    )
    kinds = forms.MultipleChoiceField(
        label="What is erased of them",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What was typed goes, in every room. That it was there stays.",
    )

    def __init__(self, *args, kinds, **kwargs):
        self.of_them = kinds
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.of_them:
            self.fields["kinds"].choices = self.of_them
        else:
            del self.fields["kinds"]


class CorrectForm(Form):
    said = forms.CharField(
        label="What is right", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    kept_why = forms.CharField(
        label="Why the law wants the old words kept",
        required=False,
        max_length=300,
        help_text="Leave empty, and what stood there is gone.",
    )


class ThirdPartiesForm(Form):
    """For each other person named: whether the name stays. No name stands in the page's code."""

    def __init__(self, *args, named: list[Named], said: dict[str, bool], **kwargs):
        self.named = {_key(each.name): each for each in named}
        self.said = said
        super().__init__(*args, **kwargs)

    def prepare(self):
        for key, each in self.named.items():
            times = f"{each.times} time{'' if each.times == 1 else 's'}"
            self.fields[key] = forms.ChoiceField(
                label=each.name,
                choices=((KEEP, "Keep"), (OUT, "Take out")),
                widget=forms.RadioSelect,
                initial={True: KEEP, False: OUT}.get(self.said.get(each.name)),
                help_text=f"{each.what}. Named {times}.",
                error_messages={"required": f"Choose whether {each.name} stays"},
            )

    def clean(self):
        """The names that stay, and those that go."""
        super().clean()
        return {"kept": self._names(KEEP), "out": self._names(OUT)}

    def _names(self, chosen: str) -> list[str]:
        return [
            each.name
            for key, each in self.named.items()
            if self.cleaned_data.get(key) == chosen
        ]


def _key(name: str) -> str:
    return f"n{sha256(name.encode()).hexdigest()[:12]}"

"""Which messages to list, and how a template is worded."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import Filters, Form
from alongside.desk.messages.models import Message, ReceivedMail
from alongside.desk.messages.template_models import LONGEST, TemplateVersion
from alongside.desk.messages.wording import SUBJECT_FIELDS, check_wording

State = Message.State
HOW_IT_STANDS = {
    "waiting": ("Waiting to be sent", (State.WAITING, State.SENDING)),
    "sent": ("Sent", (State.SENT, State.DELIVERED)),
    "failed": ("Not delivered", (State.UNDELIVERED, State.GIVEN_UP)),
    "kept": ("Kept here", (State.KEPT,)),
}


class SentForm(Filters):
    """Which messages to people outside to list. Nothing chosen: all."""

    state = forms.ChoiceField(
        label="How it stands",
        required=False,
        choices=[("", "Any"), *((code, said) for code, (said, _) in HOW_IT_STANDS.items())],
    )  # fmt: skip

    def chosen_of(self, messages):
        if not self.is_valid():
            return messages.none()
        asked = HOW_IT_STANDS.get(self.cleaned_data["state"])
        return messages.filter(state__in=asked[1]) if asked else messages


class WordTemplateForm(Form):
    """The words of a template, and the version they were changed from."""

    subject = forms.CharField(
        max_length=100,
        label="Subject, if it goes by e-mail",
        help_text="Read on a locked telephone. It may use ((council)) and nothing else.",
    )
    text = forms.CharField(
        max_length=LONGEST,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Sent as a text or an e-mail. Fields stand in brackets, like ((day)).",
    )
    changed_from = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, version: TemplateVersion, data=None) -> WordTemplateForm:
        first = {"subject": version.subject, "text": version.text}
        return cls(data, initial=first | {"changed_from": version.number})

    def clean_subject(self):
        check_wording(self.cleaned_data["subject"], SUBJECT_FIELDS)
        return self.cleaned_data["subject"]

    def clean_text(self):
        check_wording(self.cleaned_data["text"])
        return self.cleaned_data["text"]

    @property
    def words(self) -> tuple[str, str]:
        return self.cleaned_data["subject"], self.cleaned_data["text"]


class MailInForm(Filters):
    """Which mails to list. Nothing chosen: those that wait."""

    state = forms.ChoiceField(
        label="How they stand", required=False, choices=ReceivedMail.State
    )

    def chosen_of(self, mails):
        if not self.is_valid():
            return mails.none()
        return mails.filter(state=self.cleaned_data["state"] or "waiting")


class UploadMailForm(Form):
    file = forms.FileField(
        label="E-mail",
        help_text="One e-mail as a file that ends in .eml, of 25 MB or smaller.",
        error_messages={
            "required": "Choose an e-mail that was saved as an .eml file",
            "empty": "This file is empty. Save the e-mail again, then choose it.",
        },
    )


class SetAsideForm(Form):
    why = forms.ChoiceField(
        label="Why is it set aside?",
        choices=ReceivedMail.Why,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why this e-mail is set aside"},
    )
    note = forms.CharField(
        label="Where it went, or the reason",
        max_length=200,
        required=False,
        help_text="Name nobody here who need not be named.",
    )

"""What is asked of a comment: who said it, what they agreed to, what it is about."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.quality.audit_forms import not_to_come
from alongside.desk.quality.comment_models import FIGURES, Comment
from alongside.desk.workforce.models import Team


class AddCommentForm(Form, SentOnce):
    """What was said, by whom in kind and never by name, and what they agreed to."""

    source = forms.ChoiceField(
        label="Who said it", choices=Comment.Source, widget=forms.RadioSelect
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Of which team",
        required=False,
        empty_label="No one team",
    )
    received_on = DateField(label="Day it was said")
    text = forms.CharField(
        label="What was said",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In their words. It is shown to nobody before there is consent.",
        error_messages={"required": "Enter what was said"},
    )
    consent = forms.ChoiceField(
        label="What they consented to",
        choices=Comment.Consent,
        widget=forms.RadioSelect,
    )
    consent_on = DateField(label="Day they consented", required=False)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.user).active()
        self.fields["received_on"].initial = timezone.localdate()
        kept = [c for c in Comment.Consent.choices if c[0] != Comment.Consent.REFUSED]
        self.fields["consent"].choices = kept

    def clean_received_on(self):
        return not_to_come(self.cleaned_data["received_on"])

    def clean_consent_on(self):
        return not_to_come(self.cleaned_data["consent_on"])


class ConsentForm(Form):
    consent = forms.ChoiceField(
        label="What they consented to",
        choices=Comment.Consent,
        widget=forms.RadioSelect,
        help_text="Refused or taken back, the words are removed at once.",
    )
    consent_on = DateField(label="Day they said so", required=False)

    def clean_consent_on(self):
        return not_to_come(self.cleaned_data["consent_on"])


class EditCommentForm(Form):
    """The words without names, and what they are about."""

    text = forms.CharField(
        label="What was said", max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    names_removed = forms.BooleanField(
        label="No name, and nothing else that tells who is meant, is left in it",
        required=False,
    )
    theme = forms.CharField(
        max_length=60, required=False, help_text="For example, time with children."
    )
    figure = forms.ChoiceField(
        label="Figure it stands beside",
        required=False,
        choices=[("", "None"), *FIGURES.items()],
    )


class CommentsForm(Filters):
    """Which comments to list. Nothing chosen: all."""

    source = forms.ChoiceField(
        label="Who said it",
        required=False,
        choices=[("", "Anybody"), *Comment.Source.choices],
    )
    figure = forms.ChoiceField(required=False, choices=[("", "Any"), *FIGURES.items()])

    def chosen_of(self, comments):
        if not self.is_valid():
            return comments.none()
        asked = {name: said for name, said in self.cleaned_data.items() if said}
        return comments.filter(**asked)

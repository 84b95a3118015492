"""Who sits on a body, and what a member votes."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.unsent import asks_about
from alongside.desk.decisions.forms import quorum_field
from alongside.desk.decisions.models import Vote
from alongside.desk.decisions.voting import Tally
from alongside.desk.forms import DateField, Form


class QuorumForm(Form):
    quorum = quorum_field()


class MemberForm(Form):
    user = forms.ModelChoiceField(
        User.objects.none(), label="Who joins", empty_label="Choose a person"
    )
    since = DateField(label="From")

    def prepare(self):
        self.fields["user"].queryset = User.objects.active().by_name()
        self.fields["since"].initial = timezone.localdate()


class EndMemberForm(Form):
    until = DateField(label="Last day")


class CloseVoteForm(Form):
    """That the vote is closed as it was shown: refused once another vote was cast."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, tally: Tally, **kwargs):
        self.tally = tally
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["seen"].initial = self._counted()

    def _counted(self) -> str:
        return " ".join(f"{vote.by_id}-{vote.choice}" for vote in self.tally.votes)

    def clean(self):
        if self.cleaned_data.pop("seen", "") != self._counted():
            raise ValidationError(
                "Somebody has voted since you looked. Look at the count again, and close "
                "the vote if it still should be."
            )
        return self.cleaned_data


@asks_about("decisions.Decision")
class VoteForm(Form):
    choice = forms.ChoiceField(
        label="Your vote", choices=Vote.Choice, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Your reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who sees the decision can read it.",
    )

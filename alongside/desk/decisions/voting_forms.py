"""Who sits on a body, and what a member votes."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.unsent import asks_about
from alongside.desk.decisions.forms import quorum_field
from alongside.desk.decisions.models import Vote
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

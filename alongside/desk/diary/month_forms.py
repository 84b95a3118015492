"""Up to which day a month is proposed, what is supposed, and what of it is accepted."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.diary.models import Proposal, ProposedPlace, Resource
from alongside.desk.forms import DateField, Form
from alongside.reckon.clock import months_from

FURTHEST = 3  # months ahead


def end_of_next_month(today: date) -> date:
    return months_from(today.replace(day=1), 2) - timedelta(days=1)


class ProposeForm(Form):
    """Meetings due by which day."""

    until = DateField(
        label="Arrange what is due by", help_text="For example, 31 3 2027"
    )

    def clean_until(self) -> date:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today < day <= months_from(today, FURTHEST):
            raise ValidationError(
                f"Enter a day after today and within {FURTHEST} months"
            )
        return day


class SupposeForm(Form):
    """One change of what there is."""

    what = forms.ChoiceField(label="What if there were", widget=forms.RadioSelect)

    def prepare(self):
        shared = Resource.objects.in_use()
        rooms = shared.of_kind(Resource.Kind.ROOM).exclude(place="")
        places = sorted(set(rooms.values_list("place", flat=True)))
        chairs = shared.of_kind(Resource.Kind.CHAIR).by_name()
        self.fields["what"].choices = [
            ("chair", "One more chair"),
            *((f"room:{each}", f"One more room at {each}") for each in places),
            *((f"sick:{each.pk}:{each.name}", f"{each.name} off sick") for each in chairs),
        ]  # fmt: skip

    def clean(self):
        what, _, more = self.cleaned_data.get("what", "").partition(":")
        if what == "room":
            return {"supposed": {"what": what, "place": more}}
        if what == "sick":
            key, _, name = more.partition(":")
            return {"supposed": {"what": what, "chair": int(key), "name": name}}
        return {"supposed": {"what": what}}


class AcceptForm(Form):
    """Which of the places are booked."""

    places = forms.ModelMultipleChoiceField(
        ProposedPlace.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one meeting to book"},
    )

    def __init__(self, *args, proposal: Proposal, user, **kwargs):
        self.proposal, self.user = proposal, user
        super().__init__(*args, **kwargs)

    def prepare(self):
        seen = ProposedPlace.objects.visible_to(self.user).placed()
        theirs = seen.filter(proposal=self.proposal, meeting__state="asked")
        self.fields["places"].queryset = theirs.in_order()

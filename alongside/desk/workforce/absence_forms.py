from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms
from django.db.models import Q
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.staff_models import StaffMember
from alongside.desk.workforce.toil_models import ToilEntry


class ChangeSicknessForm(Form):
    """The days of a spell of sickness, and what HR says was lost of them."""

    first_on = DateField(label="First day")
    last_on = DateField(
        label="Last day", required=False, help_text="Leave empty while it goes on."
    )
    lost = forms.DecimalField(
        label="Days lost, in days of a full-time post",
        required=False,
        min_value=Decimal(0),
        max_digits=7,
        decimal_places=2,
        help_text="As HR counts them; 0.5 for half a day. Leave empty to count the "
        "working days of the spell times the person’s FTE.",
    )
    reason = forms.CharField(
        label="Reason, as HR words it", max_length=80, required=False
    )


class SicknessForm(ChangeSicknessForm):
    """Whose spell it is, and its days."""

    staff = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label="Member of staff",
        empty_label="Choose a person",
    )
    field_order = ["staff"]

    def prepare(self):
        employed = StaffMember.objects.exclude(engaged=StaffMember.Engaged.AGENCY)
        self.fields["staff"].queryset = employed.by_name()


class ToilForm(Form, SentOnce):
    """Whose hours, on which day, earned or taken, and why."""

    staff = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label="Member of staff",
        empty_label="Choose a person",
    )
    on = DateField(label="Day")
    kind = forms.ChoiceField(
        label="Earned or taken", choices=ToilEntry.Kind, widget=forms.RadioSelect
    )
    hours = forms.DecimalField(
        min_value=Decimal("0.01"), max_digits=5, decimal_places=2
    )
    words = forms.CharField(
        label="Why",
        max_length=200,
        required=False,
        help_text="Needed where more is taken than was earned.",
    )

    def __init__(self, *args, asker, **kwargs):
        self.asker = asker
        super().__init__(*args, **kwargs)

    def prepare(self):
        people = StaffMember.objects.here_on(timezone.localdate())
        if not self.asker.may("keep_absence"):
            managed = StaffMember.objects.managed_by(self.asker).values("pk")
            people = people.filter(Q(user=self.asker) | Q(pk__in=managed))
        self.fields["staff"].queryset = people.by_name()
        own = people.filter(user=self.asker).first()
        self.fields["staff"].initial = own and own.pk


class TeamMonthsForm(Filters):
    """Of which team the months are shown, and up to which day."""

    team = forms.ChoiceField(required=False)
    on = DateField(label="As at", required=False)

    def __init__(self, *args, teams, **kwargs):
        self.teams = teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        names = [(name, name) for name in self.teams]
        self.fields["team"].choices = [("", "All teams"), *names]

    def chosen(self, today: date) -> tuple[str, date]:
        """Return the team's name, or nothing for all, and a day no later than today."""
        if not self.is_valid():
            return "", today
        told = self.cleaned_data
        return told["team"], min(told["on"] or today, today)

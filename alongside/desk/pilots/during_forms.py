"""What is asked while a pilot runs."""

from __future__ import annotations

from django import forms

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import Form
from alongside.desk.pilots.models import LogEntry, Pilot
from alongside.desk.pilots.month_field import MonthField
from alongside.desk.pilots.plan_words import indicator_said
from alongside.desk.workforce.models import Team


class OfTeamMonth(Form):
    """A form about a team of the pilot, in a month."""

    team = forms.ModelChoiceField(Team.objects.none(), empty_label="Choose a team")
    month = MonthField(label="Month")

    def __init__(self, *args, pilot: Pilot, teams, **kwargs):
        self.pilot, self.teams = pilot, teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = self.teams


class LogForm(SentOnce, OfTeamMonth):
    """What blurs the comparison."""

    kind = forms.ChoiceField(
        label="What kind of thing", choices=LogEntry.Kind, widget=forms.RadioSelect
    )
    what = forms.CharField(
        label="What happened",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="No names of staff or children.",
    )


class ExposureForm(OfTeamMonth):
    """How many support officers were there."""

    fte = forms.DecimalField(
        label="FTE of support officers present",
        min_value=0,
        max_value=50,
        max_digits=5,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="A comparison team has 0, unless one was lent.",
    )


class RemarkForm(SentOnce, OfTeamMonth):
    """A remark beside a figure."""

    indicator = forms.ChoiceField(label="Figure")
    text = forms.CharField(
        label="Remark",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What somebody who knows the team says of that month. No names.",
    )

    def prepare(self):
        super().prepare()
        self.fields["indicator"].choices = [
            (name, indicator_said(name))
            for name in (self.pilot.indicator, *self.pilot.also)
        ]

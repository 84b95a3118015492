"""What the pages of a pilot's plan ask."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Form
from alongside.desk.pilots.models import Initiative, Pilot, PilotTeam, Promise
from alongside.desk.pilots.month_field import MonthField
from alongside.desk.pilots.plan_actions import Part
from alongside.desk.pilots.plan_words import (
    figures_of,
    indicator_said,
    month_said,
    unit_of,
)
from alongside.desk.workforce.models import Team
from alongside.reckon.pilots.wide import OF_AUDITS

NAMED = "named"  # of the figures: one that only a table that is uploaded names
WIDE = {"rows": 3}
MOST_POINTS = 100  # of a share


def reason_field() -> forms.CharField:
    return forms.CharField(
        label="Why it is changed",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The plan is locked: what was, what is now and why stand beside it.",
        error_messages={"required": "Say why it is changed"},
    )


def _figures() -> list[tuple[str, str]]:
    known = figures_of(Pilot.Source.MONTHS)
    known += [
        (name, f"{title}, counted by quarter")
        for name, title in figures_of(Pilot.Source.AUDITS)
    ]
    return [*known, (NAMED, "One of a table that I upload")]


class PlanForm(SentOnce, Form):
    """The plan of a pilot, as one page."""

    name = forms.CharField(label="What the pilot is called", max_length=120)
    question = forms.CharField(
        label="The question it is to answer",
        max_length=400,
        widget=forms.Textarea(attrs=WIDE),
        help_text="One sentence that the figure can answer. For example: are more case "
        "audits graded good or better where a support officer works?",
    )
    indicator = forms.ChoiceField(
        label="The one figure that is to answer it",
        help_text="Named in advance. All other figures are looked at besides.",
    )
    named = forms.CharField(
        label="Its name in the table",
        max_length=60,
        required=False,
        help_text="Only for a figure of a table that you upload: as it stands in the "
        "column indicator.",
    )
    better = forms.ChoiceField(
        label="Which way is better", choices=Pilot.Better, widget=forms.RadioSelect
    )
    worthwhile = forms.DecimalField(
        label="The smallest change worth having",
        min_value=0.01,
        max_digits=8,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="In the figure’s own unit; for a share, percentage points. A smaller "
        "change would not be worth the cost.",
        error_messages={"min_value": "Enter a number above 0"},
    )
    also = forms.MultipleChoiceField(
        label="Figures also looked at",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Of the same kind as the first: monthly figures, or grades of audits.",
    )
    chosen_how = forms.ChoiceField(
        label="How the pilot teams are chosen",
        choices=Pilot.Chosen,
        widget=forms.RadioSelect,
    )
    chosen_on = forms.CharField(
        label="On which figures",
        max_length=400,
        required=False,
        help_text="Where figures had a part in the choice. A team that is chosen in its "
        "worst months looks better afterwards whatever is done.",
    )
    chosen_first = MonthField(label="Those figures are from", required=False)
    chosen_last = MonthField(label="Those figures are to", required=False)
    baseline_first = MonthField(
        label="The first month before the pilot that is compared",
        help_text="For example, March 2025: a year or more before it, if figures reach so far.",
    )
    starts_on = MonthField(label="The first month of the pilot")
    ends_on = MonthField(label="The last month of the pilot")
    startup_months = forms.IntegerField(
        label="Start-up months left out",
        min_value=0,
        max_value=6,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="While people are found and learn the work, neither before nor after.",
    )
    cost = forms.DecimalField(
        label="What it costs in all, in pounds",
        required=False,
        min_value=0,
        max_digits=11,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    cost_of = forms.CharField(
        label="What that cost is of",
        max_length=300,
        required=False,
        help_text="For example: four posts of grade 4 with oncosts, for thirteen months.",
    )

    def prepare(self):
        self.fields["indicator"].choices = [("", "Choose a figure"), *_figures()]
        self.fields["also"].choices = _figures()[:-1]

    @staticmethod
    def initial_of(pilot: Pilot) -> dict:
        """Return what the form begins with for a plan that is there."""
        found = {name: getattr(pilot, name, None) for name in PlanForm.base_fields}
        if pilot.source == Pilot.Source.UPLOAD:
            found |= {"indicator": NAMED, "named": pilot.indicator}
        return found

    def clean(self):
        found = super().clean()
        self._check_order(found)
        if "indicator" not in found:
            return found
        figure = found["indicator"]
        found["source"] = _source(figure)
        if figure == NAMED:
            found["indicator"] = (found.get("named") or "").strip()
            if not found["indicator"]:
                self.add_error("named", "Enter the figure’s name in the table")
        self._check_worthwhile(found)
        self._check_also(found)
        self._check_choice(found)
        return {name: value for name, value in found.items() if name != "named"}

    def _check_order(self, found: dict) -> None:
        """Months out of order are said beside the month that is to be looked at."""
        first, starts, ends = map(found.get, ("baseline_first", "starts_on", "ends_on"))
        if starts and ends and ends < starts:
            self.add_error(
                "ends_on",
                f"A pilot cannot end before it starts. It starts in {month_said(starts)}",
            )
        if starts and first and first >= starts:
            self.add_error(
                "baseline_first",
                "At least one month must stand before the pilot, which starts in "
                f"{month_said(starts)}",
            )

    def _check_worthwhile(self, found: dict) -> None:
        """A share has no more than 100 points to change by."""
        wanted = found.get("worthwhile") or 0
        if unit_of(found["indicator"]) == "points" and wanted >= MOST_POINTS:
            self.add_error(
                "worthwhile",
                f"A share cannot change by {wanted:g} percentage points: it is 0 to 100. "
                "Enter fewer, like 5",
            )

    def _check_also(self, found: dict) -> None:
        fit = dict(figures_of(found["source"]))
        found["also"] = [n for n in found.get("also", []) if n != found["indicator"]]
        if others := [name for name in found["also"] if name not in fit]:
            said = "; ".join(indicator_said(name) for name in others)
            self.add_error(
                "also", f"Of another kind than the primary figure: {said}. Untick it."
            )

    def _check_choice(self, found: dict) -> None:
        """Teams that were chosen by figures: by which, and of when, is to be said."""
        if found.get("chosen_how") != Pilot.Chosen.WORST:
            return
        for name, ask in (
            ("chosen_on", "Say on which figures they were the worst"),
            ("chosen_first", "Enter the first month of those figures"),
            ("chosen_last", "Enter the last month of those figures"),
        ):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, ask)


def _source(figure: str) -> str:
    if figure == NAMED:
        return Pilot.Source.UPLOAD
    return Pilot.Source.AUDITS if figure in OF_AUDITS else Pilot.Source.MONTHS


class AmendPlanForm(PlanForm):
    """As PlanForm, of a plan that is locked."""

    reason = reason_field()


class TeamsForm(Form):
    """Which teams take part, and in which arm; a field or two for each team."""

    OUT = "out"
    says_optional = False

    def __init__(self, *args, pilot: Pilot, teams, **kwargs):
        self.pilot, self.teams = pilot, list(teams)
        super().__init__(*args, **kwargs)

    def prepare(self):
        there = {each.team_id: each for each in self.pilot.teams.all()}
        choices = [(self.OUT, "Takes no part"), *PilotTeam.Arm.choices]
        for team in self.teams:
            part = there.get(team.pk)
            self.fields[f"arm_{team.pk}"] = forms.ChoiceField(
                label=team.name,
                choices=choices,
                initial=part.arm if part else self.OUT,
            )
            self.fields[f"from_{team.pk}"] = MonthField(
                label=f"{team.name}: its own first month",
                required=False,
                initial=part.starts_on if part else None,
                help_text="Only where it starts in another month than the pilot.",
            )
        if self.pilot.locked:
            self.fields["reason"] = reason_field()

    def clean(self):
        found = super().clean()
        parts = {}
        for team in self.teams:
            arm = found.get(f"arm_{team.pk}", self.OUT)
            own = found.get(f"from_{team.pk}") if arm == PilotTeam.Arm.PILOT else None
            if arm != self.OUT:
                parts[team] = Part(arm, None if own == self.pilot.starts_on else own)
        given = {"reason": found["reason"]} if "reason" in found else {}
        return {"parts": parts} | given


class DrawForm(Form):
    """Among which teams lots are drawn, and from what seed."""

    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Draw among these teams",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the teams to draw among"},
    )
    number = forms.IntegerField(
        label="How many are to be pilot teams",
        min_value=1,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="Leave it empty to draw half of each kind of team: like is then "
        "compared with like.",
    )
    seed = forms.CharField(
        max_length=40,
        error_messages={"required": "Enter the seed of the lots"},
        help_text="What nobody could choose: for example, the numbers of a lottery on a "
        "day that was named before. From it anybody draws the same again.",
    )

    def __init__(self, *args, teams, **kwargs):
        self.among = teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["teams"].queryset = self.among


class PromiseForm(SentOnce, Form):
    """A promise to report back."""

    what = forms.CharField(
        label="What will be reported",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_whom = forms.CharField(
        label="To whom", max_length=150, help_text="For example, a committee."
    )
    due_on = DateField(label="By which day")
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who sees to it", empty_label="Choose a person"
    )

    def prepare(self):
        who = [user.pk for user in User.objects.active() if user.may("see_pilots")]
        self.fields["owner"].queryset = User.objects.filter(pk__in=who).by_name()


class KeepPromiseForm(Form):
    """That it was reported."""

    kept_on = DateField(label="The day it was reported")
    kept_how = forms.CharField(
        label="Where it stands",
        max_length=Promise._meta.get_field("kept_how").max_length,
        help_text="The report, and its number and paragraph.",
    )

    def clean_kept_on(self):
        if (day := self.cleaned_data["kept_on"]) and day > timezone.localdate():
            raise ValidationError(
                "The day it was reported must be today or in the past"
            )
        return day


class InitiativeForm(SentOnce, Form):
    """Something else that was begun, and could move the same figures."""

    what = forms.CharField(
        label="What was begun",
        max_length=Initiative._meta.get_field("what").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        empty_label="All the teams",
        help_text="One team, or all of them.",
    )
    first = MonthField(label="First month")
    last = MonthField(
        label="Last month", required=False, help_text="Leave empty while it goes on."
    )

    def __init__(self, *args, teams, **kwargs):
        self.teams = teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = self.teams

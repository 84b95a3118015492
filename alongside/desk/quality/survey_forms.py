"""What is asked when a survey is made, handed out and answered."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.forms import DateField, Form
from alongside.desk.quality.survey_models import Survey
from alongside.desk.quality.survey_scales import scale_of
from alongside.desk.workforce.absence_teams import people_by_team
from alongside.desk.workforce.models import Team


class MakeSurveyForm(Form):
    """What is asked, from when until when, and how many people of each team are invited."""

    title = forms.CharField(
        max_length=120, help_text="For example, Health check, spring 2026."
    )
    kind = forms.ChoiceField(
        label="What is asked", choices=Survey.Kind, widget=forms.RadioSelect
    )
    opens_on = DateField(label="First day")
    closes_on = DateField(label="Last day")

    def prepare(self):
        self.fields["opens_on"].initial = timezone.localdate()
        here = people_by_team(timezone.localdate())
        for team in Team.objects.active():
            self.fields[f"team{team.pk}"] = forms.IntegerField(
                label=f"People invited in {team.name}",
                required=False,
                min_value=0,
                max_value=2000,
                initial=here[team.name] or None,
                widget=forms.NumberInput(attrs={"class": "short"}),
            )

    def clean(self):
        """Put the numbers together, by team."""
        said = super().clean()
        teams = {f"team{team.pk}": team for team in Team.objects.active()}
        said["invited"] = {
            team: said[name] for name, team in teams.items() if said.get(name)
        }
        for name in teams:
            said.pop(name, None)
        return said


class TakeTokenForm(Form):
    """For which of their teams a person answers, where they belong to several."""

    invited = forms.ModelChoiceField(
        queryset=None,
        label="Team you answer for",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args, teams, **kwargs):
        self.teams = teams
        super().__init__(*args, **kwargs)

    def prepare(self):
        field = self.fields["invited"]
        field.queryset = self.teams
        field.label_from_instance = lambda invited: invited.team.name
        if len(self.teams) == 1:
            field.widget = forms.HiddenInput()
            field.initial = self.teams[0].pk


class AnswerForm(Form):
    """The token, and one score for each statement."""

    token = forms.CharField(
        max_length=30,
        label="Your token",
        help_text="Sixteen letters and figures. Only this is checked: your name is not kept.",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args, survey: Survey, **kwargs):
        self.survey = survey
        super().__init__(*args, **kwargs)

    def prepare(self):
        for number, question in enumerate(self.survey.questions, 1):
            self.fields[question["code"]] = forms.TypedChoiceField(
                label=f"{number}. {question['text']}",
                choices=list(scale_of(question).answers.items()),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose an answer to statement {number}"},
            )

    def clean_token(self):
        if not (said := self.cleaned_data["token"].strip()):
            raise ValidationError("Enter your token")
        return said

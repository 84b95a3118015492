"""What is asked of support officers, and what they answer."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.desk.support.likely import likeliest_first, surely
from alongside.desk.support.models import SupportRequest, Task, TaskVersion
from alongside.desk.support.request_models import states
from alongside.desk.support.time_forms import MinutesField
from alongside.desk.workforce.models import Team

ELSE = "else"  # what is chosen for something that is not on the list
SHOWN = 3  # of the likeliest tasks; the others are opened


class Dated(Form):
    """A form whose day is today or later, where there is one."""

    due_on = DateField(
        label="Needed by", required=False, help_text="Leave empty if no day matters."
    )

    def clean_due_on(self) -> date | None:
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if day and day < today:
            raise ValidationError(
                f"{day_said(day)} has passed. Enter {day_said(today)} or a later day"
            )
        return day


INSTRUCTIONS = forms.CharField(
    label="Instructions",
    required=False,
    max_length=2000,
    widget=forms.Textarea(attrs={"rows": 4}),
    help_text="What the officer needs to know: who, when, where the papers are.",
)


class AskForm(Dated):
    """A task of the list, or something else; about a child, or not."""

    asked_by_another = ("own_words",)

    team = forms.ModelChoiceField(Team.objects.none(), empty_label=None)
    task = forms.ChoiceField(
        label="What do you ask for?",
        error_messages={
            "required": "Choose what you ask for",
            "invalid_choice": "Choose a task of the list, or something else in words",
        },
    )
    own_words = forms.CharField(
        label="Something else, in your own words",
        required=False,
        max_length=200,
        help_text="Only where nothing on the list fits. Choose ‘Something else’ there.",
    )
    child = forms.CharField(
        required=False,
        max_length=120,
        help_text="Name, or id in the case system. Leave empty if it is about no child.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    instructions = INSTRUCTIONS

    field_order = ("team", "task", "own_words", "child", "due_on", "instructions")

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        teams = Team.objects.visible_to(self.by).active()
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()
        listed = [(each.task.code, _told(each)) for each in _support_of(teams)]
        other = (ELSE, "Something else, in my own words")
        self.fields["task"].choices = [("", "Choose a task"), *listed, other]

    def clean_child(self) -> Child | None:
        said = self.cleaned_data["child"].strip()
        return _the_child(Child.objects.visible_to(self.by), said) if said else None

    def clean(self):
        """Turn the choice into a task or free words, one of the two."""
        asked, chosen = self.cleaned_data, self.cleaned_data.get("task")
        words = asked.get("own_words", "").strip()
        if chosen == ELSE and not words:
            self.add_error("own_words", "Enter what you ask for")
        if chosen and chosen != ELSE and words:
            self.add_error(
                "own_words",
                "Choose ‘Something else’ in the list, or leave this empty",
            )
        asked["task"] = Task.objects.filter(code=chosen).first()
        return asked


def _support_of(teams) -> list[TaskVersion]:
    """What support officers do today in any of these teams, each task once, by name."""
    support = TaskVersion.objects.of_kind(TaskVersion.Kind.SUPPORT)
    today, found = timezone.localdate(), {}
    for team in teams:
        for each in support.in_force(today, team).in_order():
            found.setdefault(each.task_id, each)
    return sorted(found.values(), key=lambda each: each.name)


def _told(version: TaskVersion) -> str:
    return f"{version.name} ({version.team} only)" if version.team else version.name


def _the_child(children, said: str) -> Child:
    """The one child whom somebody means, of those they are shown."""
    found = list(children.filter(pk__in=children.like(said)).by_name()[:4])
    if not found:
        raise ValidationError(
            "No child you are shown has this name or id. Try the id in the case system"
        )
    if len(found) > 1:
        told = "; ".join(f"{each}, {each.case_id}" for each in found[:3])
        more = " and others" if len(found) > 3 else ""
        raise ValidationError(f"Several fit: {told}{more}. Enter the id")
    return found[0]


class SendAgainForm(Dated):
    instructions = INSTRUCTIONS
    field_order = ("instructions", "due_on")


class ReturnForm(Form):
    why = forms.CharField(
        label="What you need to know",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever asked reads it on the desk.",
    )


class HoldForm(Form):
    until = DateField(
        label="Hold until", help_text="1 to 120 days from now. It comes back by itself."
    )
    why = forms.CharField(label="Why it waits", max_length=300)


class FinishForm(Form):
    minutes = MinutesField(
        label="Minutes it took",
        required=False,
        help_text="Left empty, it counts the task’s usual minutes.",
    )
    answer = forms.CharField(
        label="What was done",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For whoever asked. Nothing need be said.",
    )


class FinishInWordsForm(FinishForm):
    """As FinishForm, of what was asked in free words: as which task its time is counted."""

    counted_as = forms.ModelChoiceField(
        TaskVersion.objects.none(),
        label="Which task it was",
        required=False,
        empty_label="None of these: no time is counted",
    )
    field_order = ("counted_as", "minutes", "answer")

    def __init__(self, *args, request: SupportRequest, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def prepare(self):
        team = self.request.now_with
        in_force = TaskVersion.objects.in_force(timezone.localdate(), team)
        support = in_force.of_kind(TaskVersion.Kind.SUPPORT)
        self.fields["counted_as"].queryset = support.in_order()


class NotOursForm(Form):
    """Whose work it is: the likeliest task first, and chosen where there is no doubt."""

    marked_as = forms.ModelChoiceField(
        TaskVersion.objects.none(),
        label="Whose work it is",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": "Choose whose work it is, from this list"},
    )

    def __init__(self, *args, request: SupportRequest, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def prepare(self):
        asked, today = self.request, timezone.localdate()
        in_force = TaskVersion.objects.in_force(today, asked.now_with).in_order()
        others = in_force.exclude(kind=TaskVersion.Kind.SUPPORT)
        words = f"{asked.own_words} {asked.instructions}"
        self.ranked = likeliest_first(words, others)
        field = self.fields["marked_as"]
        field.queryset = others
        sure = surely(words, in_force)
        field.initial = sure.pk if sure in self.ranked else None

    def choices(self) -> tuple[list, list]:
        """The radio buttons with their tasks: the likeliest, and all others."""
        radios = {str(radio.data["value"]): radio for radio in self["marked_as"]}
        pairs = [(radios[str(each.pk)], each) for each in self.ranked]
        return pairs[:SHOWN], pairs[SHOWN:]


class OnceForm(NotOursForm):
    """As NotOursForm, with how long it took: no usual minutes stand for that."""

    minutes = MinutesField(label="Minutes it takes, if you do it this once")


class RequestsForm(Filters):
    """Which requests to list. Nothing chosen: those that are open."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All my teams"
    )
    whose = forms.ChoiceField(
        label="Asked by",
        required=False,
        choices=[("", "Anybody"), ("mine", "Me, or whom I cover for")],
    )
    state = forms.ChoiceField(required=False)

    def __init__(self, *args, by, today: date, **kwargs):
        self.by, self.today = by, today
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.by).active()
        told = [(code, word) for code, (word, _) in states(self.today).items()]
        self.fields["state"].choices = [("", "Open"), *told, ("all", "All")]

    def before_state(self, requests):
        """Those of the team and the people chosen, in whichever state."""
        if not self.is_valid():
            return requests.none()
        if team := self.cleaned_data["team"]:
            requests = requests.with_team(team)
        mine = self.cleaned_data["whose"] == "mine"
        return requests.asked_for(self.by) if mine else requests

    def in_state(self, requests):
        chosen = self.cleaned_data.get("state", "")
        if chosen == "all":
            return requests
        known = states(self.today)
        return requests.filter(known[chosen][1]) if chosen in known else requests.open()

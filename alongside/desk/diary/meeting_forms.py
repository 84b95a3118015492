"""What is asked about a meeting: when, why, who was there, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.diary.meeting_actions import Wanted
from alongside.desk.diary.meeting_kinds import ROLES, kinds
from alongside.desk.diary.models import Attendance, Meeting, MeetingChange, Resource
from alongside.desk.diary.taken import Taken
from alongside.desk.diary.wall import at_wall
from alongside.desk.diary.whom_to_ask import Candidate
from alongside.desk.forms import DateField, DayTimeField, Filters, Form
from alongside.desk.workforce.models import Team

COMING, ASKED, PAST, DONE = "coming", "asked", "past", "done"
REFUSED, MINUTES = "refused", "minutes"
UNASKED = [
    (Attendance.Presence.PRESENT, "Present, without being asked"),
    (Attendance.Presence.ABSENT, "Was not there after all"),
]
SHOWN = {
    COMING: "Booked, to come",
    REFUSED: "Booked, and somebody who must come cannot",
    ASKED: "To be arranged",
    PAST: "Over: say what became of them",
    MINUTES: "Held, and the minutes are to be sent out",
    DONE: "Held, not held and cancelled",
}


class MeetingsForm(Filters):
    """Which meetings to list."""

    show = forms.ChoiceField(label="Which", choices=list(SHOWN.items()), required=False)
    mine = forms.ChoiceField(
        label="Whose", required=False, choices=[("", "All I may see"), ("me", "Mine")]
    )
    kind = forms.ChoiceField(label="Kind", required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", required=False, empty_label="All teams"
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        named = [(code, kind.title) for code, kind in kinds().items()]
        self.fields["kind"].choices = [("", "All kinds"), *named]
        self.fields["team"].queryset = Team.objects.visible_to(self.user)

    def chosen_of(self, seen, now: datetime):
        """Return the meetings chosen, in their order; what cannot be read is no choice."""
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        if asked.get("mine"):
            seen = seen.mine(self.user)
        if asked.get("kind"):
            seen = seen.filter(kind=asked["kind"])
        if asked.get("team"):
            seen = seen.filter(team=asked["team"])
        show = asked.get("show") or COMING
        if show == ASKED:
            return seen.to_arrange().in_order()
        if show == REFUSED:
            return seen.refused(now).in_order()
        if show == PAST:
            return seen.past(now).in_order()
        if show == MINUTES:
            return seen.with_minutes_owed().order_by("minutes__due_on", "pk")
        if show == DONE:
            return seen.ended().order_by("-starts_at", "-pk")
        return seen.coming(now).in_order()


class WhenForm(Form):
    """A day and a time by London's clock; what is free, where the time is taken."""

    on = DateField(label="Day", help_text="For example, 27 3 2026")
    at = DayTimeField(
        label="Time it begins",
        help_text="For example, 9:30am or 2pm",
        error_messages={"invalid": "Time it begins must be a time, like 9:30am or 2pm"},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        self.slots: list[datetime] = []
        super().__init__(*args, **kwargs)

    def clean(self):
        told = super().clean()
        if told.get("on") and told.get("at"):
            try:
                told["starts_at"] = at_wall(told.pop("on"), told.pop("at"))
            except ValidationError as refusal:
                self.add_error("at", refusal)
        return told

    def add_error(self, field, error):
        """Keep the times that are offered to who came too late."""
        if isinstance(error, Taken):
            self.slots = error.slots
        super().add_error(field, error)


class BookMeetingForm(WhenForm):
    """When a meeting is to be."""


class WhyForm(Form):
    """A reason, and a note to it."""

    why = forms.ChoiceField(
        label="Why?",
        choices=MeetingChange.Why,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why"},
    )
    note = forms.CharField(
        label="Note",
        max_length=200,
        required=False,
        help_text="It stays on the desk, and in no invitation.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class MoveMeetingForm(WhenForm, WhyForm):
    """Another time for a booked meeting, and why."""

    field_order = ["on", "at", "why", "note", "revision"]


class CancelMeetingForm(WhyForm):
    """Why a meeting is called off."""


class InviteForm(Form):
    """Who else is to be there, and as what."""

    resource = forms.ModelChoiceField(
        Resource.objects.none(), label="Who, or which room", empty_label="Choose"
    )
    role = forms.ChoiceField(label="As what", choices=[("", "Choose"), *ROLES.items()])
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, resources, **kwargs):
        self.resources = resources
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["resource"].queryset = self.resources

    def clean(self):
        told = super().clean()
        if told.get("resource") and told.get("role"):
            told["wanted"] = Wanted(told.pop("resource"), told.pop("role"))
        return told


class WhoCameForm(Form):
    """Who came without being asked, and as what."""

    who = forms.ChoiceField(
        label="Who came", error_messages={"required": "Choose who came"}
    )
    role = forms.ChoiceField(label="As what")
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, people: Iterable[Candidate], **kwargs):
        self.people = {each.key: each for each in people}
        super().__init__(*args, **kwargs)

    def prepare(self):
        near, rest = [], []
        for key, each in self.people.items():
            (near if each.near else rest).append((key, each.name))
        grouped = [("Around the child", near), ("Others", rest)]
        self.fields["who"].choices = [("", "Choose"), *(g for g in grouped if g[1])]
        roles = [each for each in ROLES.items() if each[0] != "room"]
        self.fields["role"].choices = [("", "Choose"), *roles]

    def clean_who(self) -> Candidate:
        return self.people[self.cleaned_data["who"]]


class NotHeldForm(WhyForm):
    """Why nobody met."""


class NoteHeldForm(Form):
    """Who was there, by a field each, and what was decided."""

    def __init__(self, *args, people, **kwargs):
        self.people = list(people)
        super().__init__(*args, **kwargs)

    def prepare(self):
        for each in self.people:
            self.fields[f"presence_{each.pk}"] = forms.ChoiceField(
                label=f"{each.resource}, {each.get_role_display().lower()}",
                choices=UNASKED if each.uninvited else Attendance.Presence.choices[1:],
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether {each.resource} was there"},
            )
        self.fields["decisions"] = forms.CharField(
            label="Decisions",
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        told = super().clean()
        presence = {
            each.pk: told.pop(f"presence_{each.pk}")
            for each in self.people
            if f"presence_{each.pk}" in told
        }
        return told | {"presence": presence}


class WriteMinutesForm(Form):
    """The minutes of a meeting."""

    decisions = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    text = forms.CharField(
        label="Minutes", max_length=50_000, widget=forms.Textarea(attrs={"rows": 12})
    )


class CirculateForm(Form):
    """The day the minutes went out."""

    on = DateField(label="Day they were sent out", help_text="For example, 27 3 2026")


class AddActionForm(Form):
    """What somebody took on."""

    what = forms.CharField(label="What is to be done", max_length=300)
    owner = forms.ModelChoiceField(
        Attendance.objects.none(), label="Who does it", empty_label="Choose"
    )
    due_on = DateField(label="By when", help_text="For example, 27 3 2026")

    def __init__(self, *args, meeting: Meeting, **kwargs):
        self.meeting = meeting
        super().__init__(*args, **kwargs)

    def prepare(self):
        owner = self.fields["owner"]
        owner.queryset = self.meeting.attendances.standing().people().in_order()
        owner.label_from_instance = lambda each: str(each.resource)


class DecideAnswerForm(Form):
    """What came of an answer that waited."""

    reply = forms.ChoiceField(
        label="Note a reply for them",
        choices=[("", "No"), *Attendance.Reply.choices[1:]],
        required=False,
        help_text="Only after you have asked them themselves.",
    )
    note = forms.CharField(label="What was decided", max_length=200)


class AgreedForm(Filters):
    """Whose actions are listed."""

    whose = forms.ChoiceField(
        label="Whose", choices=[("", "All"), ("own", "My own")], required=False
    )

    def chosen_of(self, seen, user):
        own = self.is_valid() and self.cleaned_data["whose"] == "own"
        return seen.owned_by(user) if own else seen

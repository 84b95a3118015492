"""What a poll asks: of the officer, whom and about which times; of others, when they can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.diary.models import Attendance, Meeting, PollAnswer, PollAsked
from alongside.desk.forms import Form
from alongside.desk.said import weekday_said


def moment_of(starts_at: datetime) -> str:
    return f"{weekday_said(timezone.localdate(starts_at))}, {time_said(starts_at)}"


class MakePollForm(Form):
    """Some of the free times, and who is to say when they can come."""

    times = forms.MultipleChoiceField(
        label="Which times?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is no longer free"},
    )
    people = forms.ModelMultipleChoiceField(
        Attendance.objects.none(),
        label="Who is asked?",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, meeting: Meeting, offered: Sequence, **kwargs):
        self.meeting, self.offered = meeting, offered
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["times"].choices = [(each.key, each.when) for each in self.offered]
        people = self.fields["people"]
        people.queryset = self.meeting.attendances.standing().people().in_order()
        people.label_from_instance = lambda each: (
            f"{each.resource}, {each.get_role_display().lower()}"
        )

    def clean_times(self) -> list[datetime]:
        chosen = set(self.cleaned_data["times"])
        return [each.starts_at for each in self.offered if each.key in chosen]


class AnswerPollForm(Form):
    """Yes, if need be, or no: for each of the times, as they are for whoever is asked."""

    def __init__(self, *args, asked: PollAsked, **kwargs):
        self.asked, self.times = asked, list(asked.poll.times.all())
        self.before = dict(asked.said.values_list("time", "said"))
        super().__init__(*args, **kwargs)

    def prepare(self):
        for each in self.times:
            comes, goes = self.asked.part(each)
            told = f"{moment_of(comes)} to {time_said(goes)}"
            self.fields[f"time_{each.pk}"] = forms.ChoiceField(
                label=told,
                choices=PollAnswer.Said,
                widget=forms.RadioSelect,
                initial=self.before.get(each.pk),
                error_messages={"required": f"Say whether you can come on {told}"},
            )

    @property
    def length(self) -> int:
        """Minutes that they are asked for: of their own part of the meeting, if they have one."""
        comes, goes = self.asked.part(self.times[0])
        return (goes - comes) // timedelta(minutes=1)

    def clean(self):
        told = super().clean()
        answers = {
            each: told[f"time_{each.pk}"]
            for each in self.times
            if f"time_{each.pk}" in told
        }
        return {"answers": answers}

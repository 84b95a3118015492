"""What is asked of a calendar, of a term, and of what a family said."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.diary.models import CalendarSource
from alongside.desk.forms import DateField, Form, TimeField
from alongside.desk.workforce.duty_models import WEEKDAYS

READ = [each for each in CalendarSource.Kind.choices if each[0] != "file"]


class AddCalendarForm(Form, SentOnce):
    """An address to be read from, or with Microsoft 365 whose mailbox."""

    kind = forms.ChoiceField(
        label="How it is read", choices=READ, widget=forms.RadioSelect
    )
    address = forms.CharField(
        max_length=2000,
        help_text="It is kept sealed and shown to nobody again. With CalDAV, write the "
        "name and the password into it: https://name:password@calendar.example/nia/diary/. "
        "With Microsoft 365, enter the e-mail address alone.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class UploadCalendarForm(Form):
    file = forms.FileField(
        label="iCalendar file (.ics)",
        help_text="Its times are read, and the file is not kept. It stands for a file "
        "that was uploaded before.",
    )


class AddTermForm(Form, SentOnce):
    name = forms.CharField(
        max_length=80, help_text="For example, Spring, first half 2027."
    )
    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")


class AddConstraintForm(Form, SentOnce):
    """When a family cannot meet; a day, times of it, or times of every day."""

    weekday = forms.TypedChoiceField(
        label="On which day they cannot",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Every day"), *enumerate(WEEKDAYS)],
    )
    starts = TimeField(label="They cannot from", required=False)
    ends = TimeField(label="They cannot until", required=False)
    term_only = forms.BooleanField(label="In term time only", required=False)
    said_by = forms.CharField(
        label="Who said so",
        max_length=120,
        help_text="For example, mother, by telephone.",
    )
    said_on = DateField(label="When they said so")
    since = DateField(label="From which day on")
    until = DateField(label="The last day", required=False)

    def prepare(self):
        self.fields[
            "starts"
        ].help_text = "For example, 3:30pm. Empty: from the beginning of the day."
        self.fields["ends"].help_text = "Empty: until the end of the day."
        for name in ("said_on", "since"):
            self.fields[name].initial = timezone.localdate()

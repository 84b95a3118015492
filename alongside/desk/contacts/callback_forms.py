from __future__ import annotations

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.person_field import PersonField
from alongside.desk.access.seen_before import SEEN, Fact, SeenBefore, as_seen
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.access.unsent import asks_about
from alongside.desk.contacts.callback_models import Attempt, CallBack
from alongside.desk.contacts.callback_people import people_for
from alongside.desk.contacts.callback_times import AT, moment_of, offered
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.forms import DateField, DayTimeField, Form
from alongside.desk.people.models import ContactPoint
from alongside.desk.people.numbers import phone_kept
from alongside.desk.said import moment_said

AT_A_TIME = (AT, "On a day, at a time")


class WhenFields(Form):
    """A person and a time, of those offered or typed. `by_when` is the moment it comes to."""

    asked_by_another = ("day", "time")

    to = PersonField(
        User.objects.none(), label="Who is to ring", empty_label="Choose a person"
    )
    preset = forms.ChoiceField(label="By when", widget=forms.RadioSelect)
    day = DateField(label="Day", required=False)
    time = DayTimeField(
        label="Time", required=False, help_text="For example, 2:30pm", like="2:30pm"
    )

    def __init__(self, *args, contact: Contact, by: User, **kwargs):
        self.contact, self.by, self.now = contact, by, timezone.now()
        super().__init__(*args, **kwargs)

    def prepare(self):
        contact = self.contact
        people = people_for(contact.child, contact.team, self.by, self.now)
        self.fields["to"].queryset = people
        self.offered = {each.code: each for each in offered(self.now)}
        choices = [(each.code, each.words) for each in self.offered.values()]
        self.fields["preset"].choices = [*choices, AT_A_TIME]
        self.fields["preset"].initial = next(iter(self.offered), AT)

    def clean(self):
        given = super().clean()
        preset = given.pop("preset", None)
        day, time = given.pop("day", None), given.pop("time", None)
        if preset in self.offered:
            given["by_when"] = self.offered[preset].moment
        elif preset == AT:
            given["by_when"] = self._typed(day, time)
        return given

    def _typed(self, day, time) -> datetime | None:
        if day and time:
            return moment_of(day, time)
        for name, value in (("day", day), ("time", time)):
            if not value and name not in self.errors:
                self.add_error(name, f"Enter the {name}")
        return None


class PromiseCallBackForm(WhenFields):
    """Who rings back, by when, how, about what; and the number of one not known here.

    `number` comes as `phone_kept` returns it, and empty where the caller is known.
    """

    asked_by_another = ("day", "time", "number", "safe_to_ring")

    channel = forms.ChoiceField(
        label="How", choices=CallBack.Channel, widget=forms.RadioSelect, initial="phone"
    )
    about = forms.CharField(
        label="What to ring about",
        max_length=200,
        help_text="For whoever rings. It is not sent to the caller.",
    )
    number = forms.CharField(
        label="Their number",
        max_length=40,
        required=False,
        help_text="Of a caller not known here, to ring them on.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    safe_to_ring = forms.ChoiceField(
        label="Safe to ring?",
        choices=ContactPoint.Safe,
        initial=ContactPoint.Safe.UNKNOWN,
        required=False,
        help_text="Ask them. Not known means no.",
    )

    def prepare(self):
        super().prepare()
        if self.contact.adult_id:
            del self.fields["number"], self.fields["safe_to_ring"]

    @property
    def is_known(self) -> bool:
        """Whether the caller is known here: their numbers are held with them."""
        return self.contact.adult_id is not None

    def clean(self):
        given = super().clean()
        said, safe = given.pop("number", ""), given.pop("safe_to_ring", "")
        if self.is_known:
            return given
        given["safe_to_ring"] = safe or ContactPoint.Safe.UNKNOWN
        given["number"] = self._kept(said, given.get("channel", CallBack.Channel.PHONE))
        return given

    def _kept(self, said: str, channel: str) -> str:
        if (
            not said
            and channel == CallBack.Channel.PHONE
            and "number" not in self.errors
        ):
            self.add_error("number", "Enter the number to ring them on")
        try:
            return phone_kept(said) if said else ""
        except ValidationError as refusal:
            self.add_error("number", refusal)
            return ""


class MoveCallBackForm(WhenFields):
    """Another person or another time, and why."""

    why = forms.CharField(label="Why it is moved", max_length=300)

    field_order = ["to", "preset", "day", "time", "why"]


class NoteAttemptForm(Form, SeenBefore, SentOnce):
    """Whether somebody got through: each answer is a button."""

    def __init__(self, *args, call_back: CallBack, **kwargs):
        first = {SEEN: as_seen(call_back, ["outcome"])}
        super().__init__(*args, initial=first, **kwargs)

    note = forms.CharField(
        label="Note",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    outcome = forms.ChoiceField(
        label="Were you able to get through?",
        choices=Attempt.Outcome,
        error_messages={"required": "Say whether you got through"},
    )

    def _told(self, name: str, fact: Fact) -> str:
        """An answer is added to those before it: none takes another's place."""
        answer = Attempt.Outcome(str(fact.now).split()[-1]).label
        who = (
            f"{fact.line.by}, on {moment_said(fact.line.at)},"
            if fact.line
            else "Somebody"
        )
        return (
            f"{who} answered “{answer}” after you opened this page, and it is counted. "
            "Yours was not added. If you tried as well, answer again."
        )


@asks_about("contacts.CallBack")
class ReopenForm(Form):
    why = forms.CharField(
        label="What happened",
        max_length=300,
        help_text="For example: Yes was pressed by mistake. It stays beside the answer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@asks_about("contacts.CallBack")
class GiveUpCallBackForm(Form):
    why = forms.CharField(
        label="Why nobody rings any more",
        max_length=300,
        help_text="For example: they were reached another way, or asked us not to ring.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

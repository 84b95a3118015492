"""What is asked while a call is on: who, about whom, what, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django import forms
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.person_field import PersonField
from alongside.desk.access.sent_once import SentOnce, SentTheSame
from alongside.desk.access.unsent import asks_about
from alongside.desk.contacts.call import open_queries
from alongside.desk.contacts.call_words import CHECK, EVERY_CHECK, FAILED, put_in_words
from alongside.desk.contacts.callback_forms import PromiseCallBackForm
from alongside.desk.contacts.callback_times import when_said
from alongside.desk.contacts.models import Contact, PaymentQuery, Topic
from alongside.desk.forms import Form
from alongside.desk.messages.mail_models import ReceivedMail
from alongside.desk.people.models import Adult, Child, ContactPoint
from alongside.desk.workforce.models import Team

CALL_BACK = "call_back"
NEAR = "Who work with this child, or are on duty"
OTHERS = "Others: not all of them are shown this child"
OLDEST = timedelta(days=7)
FOLLOWS = ("at_risk", "immediate", "payment_query", "payment_kind", "mail")
NEW_QUERY = "new"
TOO_LONG = "Shorten what was said to 4,000 characters. It has %(show_value)s."
NOT_TOLD = {"caller_sought", "child_sought", "identity", *FOLLOWS}


class CallBackFields(PromiseCallBackForm):
    """Who rings back and by when, as part of the page of a call."""

    says_optional = False  # what is left empty is asked for, by what was chosen
    STANDS = ("to", "preset", "number", "safe_to_ring")
    NAMES = tuple(
        f"{CALL_BACK}-{name}"
        for name in (*STANDS, "time", "day_day", "day_month", "day_year")
    )

    @classmethod
    def of(cls, form: ContactForm) -> CallBackFields:
        """The fields for the child and team that the form has so far."""
        told = form.data if form.is_bound else form.initial
        found, child = None, f"{told.get('child')}"
        if child.isdecimal():
            found = Child.objects.visible_to(form.user).filter(pk=child).first()
        first = {name: told.get(f"{CALL_BACK}-{name}") for name in cls.STANDS}
        return cls(
            form.data if form.is_bound else None,
            prefix=CALL_BACK,
            contact=Contact(child=found),
            by=form.user,
            initial={"to": form.user.pk} | {n: v for n, v in first.items() if v},
        )

    def prepare(self):
        super().prepare()
        del self.fields["about"], self.fields["channel"]

    @property
    def is_known(self) -> bool:
        """Whether one who is known was chosen: until it is sent, either may yet be."""
        return self.is_bound and bool(self.data.get("adult"))

    def promise(self, given: dict) -> dict:
        """What `promise_call_back` takes, about what was said."""
        about = f"{given['topic']}: {given['said']}"
        return self.cleaned_data | {"channel": "phone", "about": about[:200]}


@asks_about("contacts.Contact")
class ContactForm(Form, SentOnce):
    """One contact. `taken` returns what `log_contact` takes."""

    says_optional = False  # what is left empty is asked for, by what was chosen

    began_at = forms.DateTimeField(widget=forms.HiddenInput)
    mail = forms.ModelChoiceField(
        ReceivedMail.objects.none(), required=False, widget=forms.HiddenInput,
        error_messages={"invalid_choice": "This e-mail was filed or set aside meanwhile."},
    )  # fmt: skip
    caller_sought = forms.CharField(
        label="Who is calling",
        max_length=200,
        required=False,
        help_text="Their name, where they work, or the number they call from.",
    )
    adult = forms.ModelChoiceField(Adult.objects.none(), required=False)
    caller_said = forms.CharField(
        label="Who they say they are", max_length=200, required=False
    )
    caller_kind = forms.ChoiceField(
        label="What they are", required=False, choices=[("", "Choose")]
    )
    identity = forms.ChoiceField(
        label="How did you check who they are?",
        choices=EVERY_CHECK,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHECK),
    )
    child = forms.ModelChoiceField(Child.objects.none(), required=False)
    child_sought = forms.CharField(
        label="Another child",
        max_length=200,
        required=False,
        help_text="Name or id in the case system.",
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team, if about no one child",
        required=False,
        empty_label="No team",
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label="What is it about?",
        error_messages={"required": "Choose what it is about"},
    )
    said = forms.CharField(
        label="What was said",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "data-most": 4000}),
        help_text="At most 4,000 characters.",
        error_messages={"required": "Enter what was said", "max_length": TOO_LONG},
    )
    immediate = forms.BooleanField(label="Somebody is in danger now", required=False)
    at_risk = forms.BooleanField(
        label="Somebody may be at risk: raise a concern as well",
        required=False,
        help_text="The duty worker is told at once, and nothing need be chosen above. "
        "In danger now: ring 999 first.",
    )
    payment_query = forms.CharField(label="Which query is it about?", required=False)
    payment_kind = forms.ChoiceField(
        label="Which payment",
        choices=PaymentQuery.Kind,
        initial=PaymentQuery.Kind.ALLOWANCE,
        required=False,
    )
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Contact.Outcome,
        widget=forms.RadioSelect,
        required=False,
    )
    passed_to = PersonField(
        User.objects.none(), label="Who gets the message", required=False,
        empty_label="Choose a colleague",
    )  # fmt: skip
    channel = forms.ChoiceField(
        label="How they got in touch", choices=Contact.Channel, initial="phone"
    )
    whole_family = forms.BooleanField(
        label="About the whole family, not this child alone", required=False
    )
    point = forms.ModelChoiceField(
        ContactPoint.objects.none(), label="Number used", required=False,
        empty_label="None of those held",
    )  # fmt: skip
    number_state = forms.ChoiceField(
        label="Did the number work?",
        choices=Contact.NumberState,
        initial="not_tried",
    )

    def __init__(self, *args, user: User | None = None, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["caller_kind"].choices = [("", "Choose"), *Adult.Kind.choices]
        self.fields["began_at"].initial = timezone.now
        self.fields["topic"].queryset = Topic.objects.active()
        put_in_words(self)
        if self.user is None:
            return
        if self.is_bound:
            self._within_reach()
        self.fields["team"].queryset = Team.objects.active()
        self.fields["passed_to"].queryset = User.objects.who_may("log_contact")

    @cached_property
    def call_back(self) -> CallBackFields:
        """Who rings back and by when: made up where it is shown or chosen."""
        return CallBackFields.of(self)

    @property
    def who_gets(self):
        """Who gets the message: of a child, those first who work with them or are on duty."""
        if self.call_back.contact.child:
            near = dict(self.call_back.fields["to"].choices)
            self.fields["passed_to"].put_first(near, NEAR, OTHERS)
        return self["passed_to"]

    def _within_reach(self) -> None:
        """Take no more than this person may be shown: asked of what was sent alone."""
        seen = {"adult": Adult, "child": Child, "point": ContactPoint, "mail": ReceivedMail}  # fmt: skip
        for name, model in seen.items():
            if self.data.get(name):
                self.fields[name].queryset = model.objects.visible_to(self.user)
        self.fields["mail"].queryset = self.fields["mail"].queryset.waiting()

    def clean_began_at(self):
        """The moment the page was opened; one typed in by hand is held to the last week."""
        at, now = self.cleaned_data["began_at"], timezone.now()
        return at if now - OLDEST <= at <= now else now

    def clean(self):
        given = super().clean()
        if not given.get("adult"):
            self._ask_who(given)
        if not given.get("outcome") and not self._is_concern(given):
            self.add_error("outcome", "Choose what came of it")
        if given.get("outcome") == Contact.Outcome.MESSAGE and not given["passed_to"]:
            self.add_error("passed_to", "Choose who gets the message")
        if given.get("outcome") == Contact.Outcome.CALL_BACK:
            for told in self.call_back.errors.values():
                self.add_error(None, told)
        if given.get("whole_family") and not given.get("child"):
            self.add_error("whole_family", "Choose a child of the family")
        given["payment_query"] = self._rings_about(given)
        return given

    def _rings_about(self, given: dict) -> PaymentQuery | None:
        """The caller's open query that was chosen, None for a new one; asked where there are any."""
        topic, said = given.get("topic"), given.get("payment_query")
        if not (topic and topic.is_payment) or said == NEW_QUERY:
            return None
        told = (self.user, given.get("adult"), given.get("identity", ""))
        open_ones = {str(each.pk): each for each in open_queries(*told)}
        if said not in open_ones and (said or open_ones):
            self.add_error(
                "payment_query", "Choose the query it is about, or a new one"
            )
        return open_ones.get(said)

    @staticmethod
    def _is_concern(given: dict) -> bool:
        topic = given.get("topic")
        return bool(given.get("at_risk") or (topic and topic.is_concern))

    def add_error(self, field, error):
        """Ask in the words of the desk whether the same is another call."""
        if isinstance(error, SentTheSame):
            when = when_said(error.at, timezone.now())
            error.message = (
                f"You logged this already at {when}: {error.words}. "
                "Log it again as another call?"
            )
        super().add_error(field, error)

    def _ask_who(self, given: dict) -> None:
        if not given.get("caller_said"):
            self.add_error(
                "caller_said", "Choose who is calling, or enter who they say they are"
            )
        if not given.get("caller_kind"):
            self.add_error("caller_kind", "Choose what they are")

    @property
    def sent(self) -> dict[str, str]:
        """What was typed, which says whether the same call was logged before."""
        anew = {"send_key", "began_at", "caller_sought", "child_sought"}
        names = (*self.base_fields, *CallBackFields.NAMES)
        return {n: self.data[n] for n in names if n in self.data and n not in anew}

    @property
    def taken(self) -> dict:
        """The fields of a contact, by name."""
        given = self.cleaned_data
        told = {name: said for name, said in given.items() if name not in NOT_TOLD}
        if given["outcome"] != Contact.Outcome.MESSAGE:
            told["passed_to"] = None
        follows = {name: given[name] for name in FOLLOWS}
        if given["outcome"] == Contact.Outcome.CALL_BACK:
            follows["call_back"] = self.call_back.promise(given)
        told |= _identity(given["identity"]) | _caller(given["adult"])
        return told | {"follows": follows}


def _identity(said: str) -> dict:
    known = said not in (FAILED, Contact.CheckedHow.NOT_CHECKED)
    how = Contact.CheckedHow.ASKED if said == FAILED else said
    return {"checked_how": how, "checked": known}


def _caller(adult: Adult | None) -> dict:
    """Of one who is known: the kind they are known as, and nothing that they said."""
    return {"caller_kind": adult.kind, "caller_said": ""} if adult else {}

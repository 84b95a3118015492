"""What is asked of the plan, of scrutiny, of a call-in, of the minutes and of what is to be done."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.access.unsent import asks_about
from alongside.desk.decisions.models import Body, CallIn, Decision
from alongside.desk.forms import DateField, Form
from alongside.desk.said import day_said


def not_to_come(day: date | None) -> date | None:
    """Return a day; refuse one that has not come."""
    if day and day > timezone.localdate():
        raise ValidationError(f"{day_said(day)} has not come yet.")
    return day


def words(label: str, rows: int = 4, **told) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **told
    )


class PlanForm(Form):
    """When something is to be decided, and the notice that is given of it."""

    meets_on = DateField(label="To be decided on", required=False)
    key = forms.BooleanField(
        label="It is a key decision",
        required=False,
        help_text="Significant spending or saving, or an effect on two divisions or more "
        "(regulation 8). It needs 28 clear days’ notice.",
    )
    notice_on = DateField(
        label="Notice published on", required=False, help_text="Empty until it is."
    )
    short_notice = forms.ChoiceField(
        label="If full notice could not be given",
        required=False,
        choices=[("", "Full notice is given"), *Decision.ShortNotice.choices],
        widget=forms.RadioSelect,
    )
    short_notice_why = words(
        "Why it could not be given",
        2,
        required=False,
        max_length=400,
        help_text="And who on the scrutiny committee was told, or agreed, and when.",
    )

    def clean(self):
        given = super().clean()
        if given.get("key") and not given.get("meets_on"):
            self.add_error("meets_on", "Enter the day on which it is to be decided")
        return given


class ScrutinyForm(SentOnce, Form):
    body = forms.ModelChoiceField(
        Body.objects.none(), label="Which body", empty_label="Choose a body"
    )
    on = DateField(label="It met on")
    said = words("What it said")
    answer = words("What was answered", required=False)

    def __init__(self, *args, decision: Decision, by: User, **kwargs):
        self.decision, self.by = decision, by
        super().__init__(*args, **kwargs)

    def prepare(self):
        others = Body.objects.visible_to(self.by).exclude(pk=self.decision.body_id)
        self.fields["body"].queryset = others

    def clean_on(self):
        return not_to_come(self.cleaned_data["on"])


@asks_about("decisions.CallIn")
class CallInForm(Form):
    asked_on = DateField(label="Asked on")
    who = forms.CharField(
        label="Who asked",
        max_length=300,
        help_text="The members, or how many of them, as the constitution has it.",
    )
    why = words("Their reasons")

    def prepare(self):
        self.fields["asked_on"].initial = timezone.localdate()

    def clean_asked_on(self):
        return not_to_come(self.cleaned_data["asked_on"])


class SettleCallInForm(Form):
    outcome = forms.ChoiceField(
        label="What came of it", choices=CallIn.Outcome, widget=forms.RadioSelect
    )
    settled_on = DateField(label="On")
    said = words("What was said of it", required=False)

    def clean_settled_on(self):
        return not_to_come(self.cleaned_data["settled_on"])


class MinuteForm(Form):
    minute = words("What the minutes say", 6)
    minuted_on = DateField(
        label="Minutes agreed on", required=False, help_text="Empty until they are."
    )

    def clean_minuted_on(self):
        return not_to_come(self.cleaned_data["minuted_on"])


class UndertakingForm(SentOnce, Form):
    what = forms.CharField(label="What is to be done", max_length=400)
    condition = forms.BooleanField(
        label="It is a condition of the decision", required=False
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who does it", empty_label="Choose a person"
    )
    due_on = DateField(label="By")

    def prepare(self):
        self.fields["owner"].queryset = User.objects.active().by_name()


class DoneForm(Form):
    done_on = DateField(label="Done on")
    done_how = words("How it was done, and where that stands", 2, max_length=400)

    def prepare(self):
        self.fields["done_on"].initial = timezone.localdate()

    def clean_done_on(self):
        return not_to_come(self.cleaned_data["done_on"])


class CallInDaysForm(Form):
    call_in_days = forms.IntegerField(
        label="Working days to call a decision in",
        required=False,
        min_value=1,
        max_value=30,
        help_text="Counted from the day after it is published, by the council’s "
        "constitution. Leave it empty where its decisions cannot be called in.",
        error_messages={"min_value": "Enter 1 or more, or nothing"},
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

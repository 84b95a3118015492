"""What the pages about rules ask."""

from __future__ import annotations

from datetime import datetime

from django import forms

from alongside.desk.forms import DateField, Form
from alongside.reckon.clock import LONDON, Clock, OutsideCalendar, arithmetic
from alongside.reckon.rulebook import Rule

TABS = {
    "": "All",
    "reckoned": "Reckoned",
    "off": "Switched off",
    "cannot": "Cannot be computed",
    "neither": "No duties",
    "own": "Changed here",
}


class RuleSearchForm(Form):
    """Words that a rule must hold, anywhere in what is said of it."""

    says_optional = False

    words = forms.CharField(label="Search the rules", required=False, max_length=100)

    def found(self, rule: Rule) -> bool:
        words = self.cleaned_data["words"].lower().split() if self.is_valid() else []
        said = " ".join(
            (rule.code, rule.title, rule.from_words, rule.done_words, rule.who,
             rule.source, rule.basis, rule.limit_said, rule.service.replace("_", " "))
        ).lower()  # fmt: skip
        return all(word in said for word in words)


class TryForm(Form):
    """A start, for which a rule is counted out."""

    start = DateField(
        label="Start", error_messages={"required": "Enter the day it starts"}
    )
    at = forms.TimeField(
        label="Time",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        help_text="On the 24-hour clock, for example 14:30",
        error_messages={"invalid": "Enter the time like 14:30"},
        widget=forms.TextInput(attrs={"class": "short"}),
    )

    def __init__(self, *args, rule: Rule, **kwargs):
        self.rule = rule
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["start"].help_text = f"The day of: {self.rule.from_words}"
        if self.rule.within.unit != "hours":
            del self.fields["at"]

    def clean_start(self):
        day = self.cleaned_data["start"]
        if not self.rule.first <= day <= self.rule.last:
            raise forms.ValidationError("The rule is not in force on that day.")
        return day

    def answer(self) -> str:
        """Return the arithmetic in a sentence, or why it cannot be counted."""
        start, at = self.cleaned_data["start"], self.cleaned_data.get("at")
        limit = self.rule.limit(start)
        if at is not None and limit.unit == "hours":
            moment = datetime.combine(start, at, LONDON)
            return (
                f"{limit} from {_said(moment)} is {_said(limit.last_moment(moment))}."
            )
        try:
            return arithmetic(limit, start, Clock.england(), self.rule.earliest)
        except OutsideCalendar as problem:
            return str(problem)


def _said(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y at %H:%M}"

"""What the pages about rules ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django import forms

from alongside.desk.casework.rule_text import can_be_switched
from alongside.desk.forms import DateField, Form, TimeField
from alongside.desk.holidays import clock_in_force
from alongside.desk.said import moment_said
from alongside.reckon.clock import LONDON, UNITS, OutsideCalendar, arithmetic
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
    at = TimeField(
        label="Time", required=False, help_text="For example, 2:30pm", like="2:30pm"
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
        for span in self.rule.lifted:
            if span.covers(start):
                return f"No limit: the law had lifted it ({span.source})."
        if at is not None and limit.unit == "hours":
            moment = datetime.combine(start, at, LONDON)
            last = moment_said(limit.last_moment(moment))
            return f"{limit} from {moment_said(moment)} is {last}."
        try:
            return arithmetic(limit, start, clock_in_force(), self.rule.earliest)
        except OutsideCalendar as problem:
            return str(problem)


class ProposeForm(Form):
    """Another limit for a rule, or its switch; the rest is as it stands."""

    amount = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "required": "Enter how many",
            "invalid": "How many must be a whole number",
            "min_value": "How many must be 1 or more",
            "max_value": "How many must be 9,999 or fewer",
        },
    )
    unit = forms.ChoiceField(
        label="Of what", choices=[(unit, unit.replace("_", " ")) for unit in UNITS]
    )
    count = forms.ChoiceField(
        label="How the first day counts",
        choices=[
            ("after", "The day it starts is day 0"),
            ("beginning_with", "The day it starts is day 1"),
            ("before", "Counted back from that day"),
        ],
    )
    begins = DateField(
        label="For clocks that begin from",
        required=False,
        help_text="Clocks that began earlier keep the limit they have. Leave it empty "
        "to count all clocks so, those of the past too.",
    )
    enabled = forms.ChoiceField(
        label="Clocks of this rule",
        choices=[("yes", "Reckoned"), ("no", "Switched off")],
    )
    source = forms.CharField(
        label="Where it is written down",
        max_length=300,
        help_text="For example, Local procedures, section 4.2",
    )
    why = forms.CharField(
        label="Why it changes",
        max_length=500,
        help_text="For whoever signs it off",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, rule: Rule, today: date, **kwargs):
        self.rule, limit = rule, rule.limit(today)
        initial = {
            "amount": limit.amount,
            "unit": limit.unit,
            "count": limit.count,
            "enabled": "yes" if rule.enabled else "no",
            "source": rule.source,
        }
        self.limit = limit
        super().__init__(*args, initial=initial, **kwargs)

    def prepare(self):
        if not can_be_switched(self.rule):
            del self.fields["enabled"]

    def clean(self):
        asked = super().clean()
        if {"amount", "unit", "count"} <= asked.keys():
            try:
                asked["limit"] = replace(
                    self.limit,
                    **{name: asked[name] for name in ("amount", "unit", "count")},
                )
            except ValueError as problem:
                self.add_error("unit", str(problem))
        on = {"yes": True, "no": False}
        asked["enabled"] = on.get(asked.get("enabled"), self.rule.enabled)
        return asked


class UploadRulesForm(Form):
    """A rulebook file of the council's own."""

    file = forms.FileField(
        label="Rulebook file",
        help_text="A text file like rulebook.toml. It may leave out changed_by: the "
        "sign-off says it.",
        allow_empty_file=True,
        error_messages={"required": "Choose the file"},
    )
    why = forms.CharField(
        label="Why it changes",
        max_length=500,
        help_text="For whoever signs it off",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignOffForm(Form):
    """Which body agreed to a change, and when."""

    body = forms.CharField(
        label="Who agreed it",
        max_length=150,
        help_text="The body or the post, for example Safeguarding partnership",
        error_messages={"required": "Enter who agreed it"},
    )
    decided_on = DateField(
        label="Day it was agreed",
        help_text="For example, 12 5 2026",
        error_messages={"required": "Enter the day it was agreed"},
    )

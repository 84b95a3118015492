"""What is written: a section, a comment, a figure, a table, what is annexed, and agreed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.access.unsent import asks_about
from alongside.desk.committee.models import Report, ReportFigure
from alongside.desk.committee.owed import Owed
from alongside.desk.committee.section_actions import MOST
from alongside.desk.forms import DateField, Form
from alongside.desk.money.models import Grant, OptionsAppraisal
from alongside.desk.pilots.models import Pilot
from alongside.desk.pilots.month_field import MonthField
from alongside.desk.pilots.plan_words import unit_of
from alongside.desk.workforce.models import MonthlyFigure, Team
from alongside.reckon.figures import BadFormula, names_in
from alongside.reckon.indicators.workforce import MONTHLY, RATIOS

Source, Measure = ReportFigure.Source, ReportFigure.Measure
OF_GRANTS = (
    Measure.AWARDED, Measure.RECEIVED, Measure.RELEASED, Measure.SPENT, Measure.NOT_SPENT
)  # fmt: skip


@asks_about("committee.Section")
class SectionForm(SeenBefore, Form):
    text = forms.CharField(
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 22}),
        strip=False,
    )


@asks_about("committee.Comment")
class CommentForm(SentOnce, Form):
    text = forms.CharField(
        label="Your comment", widget=forms.Textarea(attrs={"rows": 3})
    )


class AskForm(Form):
    """Of whom a section or a sign-off is asked."""

    what = forms.ChoiceField(label="What is asked for", widget=forms.RadioSelect)
    who = forms.ModelChoiceField(
        User.objects.none(), label="Of whom", empty_label="Choose a person"
    )
    note = forms.CharField(
        label="What to say",
        required=False,
        max_length=300,
        help_text="It goes out by e-mail: name no child and no family.",
    )

    def __init__(self, *args, owed: Sequence[Owed], **kwargs):
        self.owed = {each.key: each for each in owed}
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["what"].choices = [(k, each.label) for k, each in self.owed.items()]
        may = {each.permission: each.who() for each in self.owed.values()}
        people = {user.pk for found in may.values() for user in found}
        found = User.objects.filter(pk__in=people).select_related("role")
        self.fields["who"].queryset = found.by_name()
        self.fields["who"].label_from_instance = lambda each: (
            f"{each.full_name}, {each.role}"
        )

    def clean_what(self) -> Owed:
        return self.owed[self.cleaned_data["what"]]


class FigureForm(Form):
    """A figure by its name. What its source does not need is left empty."""

    name = forms.CharField(
        max_length=40,
        help_text="Sections print it as {{name}}: small letters, digits and _.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    source = forms.ChoiceField(
        label="Where it comes from", choices=Source, widget=forms.RadioSelect
    )
    value = forms.CharField(
        required=False,
        max_length=30,
        help_text="Typed in: a number without commas or unit, or a day like 2026-03-31.",
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
    )
    document = forms.CharField(
        label="The document behind it",
        required=False,
        max_length=300,
        help_text="Typed in: which paper, its day and page.",
    )
    formula = forms.CharField(
        required=False,
        max_length=200,
        help_text="Worked out: names of other figures and numbers, with + - * / and brackets.",
    )
    indicator = forms.ChoiceField(label="Team’s month: which figure", required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team’s month: which team",
        required=False,
        empty_label="No team",
    )
    month = MonthField(label="Team’s month: which month", required=False)
    pilot = forms.ModelChoiceField(
        Pilot.objects.none(), required=False, empty_label="No pilot"
    )
    grant = forms.ModelChoiceField(
        Grant.objects.none(), required=False, empty_label="No grant"
    )
    measure = forms.ChoiceField(
        label="Pilot or grant: what of it",
        required=False,
        choices=[("", "Nothing"), *ReportFigure.Measure.choices],
    )
    unit = forms.CharField(
        required=False,
        max_length=30,
        help_text="£, %, points, posts; £ million after a number of millions; day for a day. "
        "Empty for what is kept here: its own.",
    )
    places = forms.IntegerField(
        label="Decimals printed",
        required=False,
        min_value=-6,
        max_value=6,
        help_text="0 for whole numbers, -3 for thousands. Empty: as typed, or as it is kept.",
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    as_at = DateField(label="As at", required=False)
    period = forms.CharField(required=False, max_length=60, help_text="Like 2025/26.")

    def __init__(self, *args, by: User, report: Report, **kwargs):
        self.by, self.report = by, report
        super().__init__(*args, **kwargs)

    def prepare(self):
        indicators = [(each.name, each.title) for each in MONTHLY]
        self.fields["indicator"].choices = [("", "No figure"), *indicators]
        self.fields["team"].queryset = Team.objects.visible_to(self.by).order_by("name")
        self.fields["pilot"].queryset = Pilot.objects.visible_to(self.by).latest_first()
        self.fields["grant"].queryset = Grant.objects.visible_to(self.by).by_end()

    def clean_formula(self):
        formula = self.cleaned_data["formula"].strip()
        if formula:
            try:
                names_in(formula)
            except BadFormula as problem:
                raise ValidationError(str(problem)) from None
        return formula

    def clean(self):
        given = super().clean()
        wants = {
            Source.TYPED: ("value", "document"),
            Source.FORMULA: ("formula",),
            Source.INDICATOR: ("indicator", "team", "month"),
            Source.PILOT: ("pilot", "measure"),
            Source.MONEY: ("grant", "measure"),
        }
        every = {name for names in wants.values() for name in names}
        needed = wants.get(given.get("source"), ())
        for name in needed:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, f"Enter {self.fields[name].label or name}".lower().capitalize())  # fmt: skip
        for name in every - set(needed):
            empty = None if name in ("team", "month", "pilot", "grant") else ""
            given[name] = empty
        self._check_typed(given)
        self._check_month(given)
        self._check_measure(given)
        return given | self._as_kept(given)

    def _as_kept(self, given) -> dict[str, Any]:
        """Return the unit and decimals of what is kept here, where none were typed.

        A share is never printed as 10.666667, nor a grant as a number of nothing.
        """
        unit, places = "", None
        if ratio := RATIOS.get(given.get("indicator")):
            unit, places = ratio.unit, ratio.places
        elif pilot := given.get("pilot"):
            unit, places = unit_of(pilot.indicator), 1
        elif given.get("grant"):
            unit = "£"
        typed = given.get("places")
        return {
            "unit": given.get("unit") or unit,
            "places": places if typed is None else typed,
        }

    def _check_measure(self, given) -> None:
        of_grants = given.get("measure") in OF_GRANTS
        if given.get("measure") and of_grants != (given.get("source") == Source.MONEY):
            what = "a grant" if given["source"] == Source.MONEY else "a pilot"
            self.add_error("measure", f"Choose what of {what} it is")

    def _check_typed(self, given) -> None:
        value = given.get("value")
        if not value or given.get("unit") == "day":
            return
        try:
            Decimal(value)
        except InvalidOperation:
            self.add_error(
                "value", f"{value} is no number. Write it without commas or a unit"
            )

    def _check_month(self, given) -> None:
        if given.get("source") != Source.INDICATOR or self.errors:
            return
        seen = MonthlyFigure.objects.visible_to(self.by).filter(
            indicator=given["indicator"], team=given["team"], month=given["month"]
        )
        if not seen.exists():
            self.add_error(
                "month", "No such month of this team is kept. Choose another"
            )


class TableForm(Form):
    name = forms.CharField(
        max_length=40, help_text="Sections place it as [table: name] on a line."
    )
    caption = forms.CharField(max_length=200)
    rows = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="A line for each row, the heads first, cells divided by commas; a cell "
        "with a comma in quotation marks. Or paste it from a spreadsheet.",
    )

    def clean_rows(self):
        text = self.cleaned_data["rows"].replace("\r\n", "\n").strip()
        if "\t" in text.split("\n")[0]:
            told = StringIO()
            rows = csv.reader(StringIO(text), delimiter="\t")
            csv.writer(told, lineterminator="\n").writerows(rows)
            return told.getvalue()
        return text + "\n"


class AnnexForm(Form):
    """What goes with a report: one of the two."""

    pilot = forms.ModelChoiceField(
        Pilot.objects.none(),
        label="The pack of a pilot",
        required=False,
        empty_label="No pilot",
    )
    appraisal = forms.ModelChoiceField(
        OptionsAppraisal.objects.none(),
        label="An options appraisal",
        required=False,
        empty_label="No appraisal",
    )

    def __init__(self, *args, by: User, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        seen = Pilot.objects.visible_to(self.by).team_by_team(self.by)
        worked_out = seen.filter(worked_out__isnull=False).distinct()
        self.fields["pilot"].queryset = worked_out
        appraisals = OptionsAppraisal.objects.visible_to(self.by)
        self.fields["appraisal"].queryset = appraisals


class AcceptForm(Form):
    reason = forms.CharField(
        label="Why it may stand",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the report.",
    )


class SignOffForm(Form):
    """What is said with a sign-off, of the report as it was shown."""

    says = forms.CharField(
        label="What you say of it",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It is printed in the report, where its template has a place for it.",
    )
    shown = forms.CharField(widget=forms.HiddenInput)

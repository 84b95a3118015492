"""What a report is, what stands above its title, and what is in its boxes."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.committee.report_models import Report
from alongside.desk.committee.template_models import templates
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.forms import DateField, Form
from alongside.desk.said import day_said
from alongside.reckon.reports.template import Template

HELD = "was_held"
ASKS = (
    ("decision", "A decision"),
    ("noting", "To note something"),
    ("posts", "To change posts"),
    ("money", "Money"),
    ("grant", "A grant, or its release"),
    ("law", "What the law requires of the council"),
)


class ReportForm(SentOnce, Form):
    """What a report is: for whom, for which day, and what it asks."""

    template = forms.ChoiceField(label="Laid out as", widget=forms.RadioSelect)
    title = forms.CharField(max_length=200)
    body = forms.ModelChoiceField(
        Body.objects.none(), label="For which body", empty_label="Choose a body"
    )
    meets_on = DateField(label="Day of the meeting")
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="What it asks, in the forward plan",
        required=False,
        empty_label="Not in the plan",
    )
    author = forms.CharField(
        label="Whose report it is",
        max_length=150,
        help_text="The office, like Service Director, Children’s Social Care.",
    )
    asks = forms.MultipleChoiceField(
        label="What it asks for",
        choices=ASKS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Which sections and sign-offs are needed rests on this.",
    )
    exempt = forms.BooleanField(
        label="It is exempt",
        required=False,
        help_text="Under Schedule 12A of the Local Government Act 1972. Only those who "
        "work on reports see it.",
    )
    background = forms.CharField(
        label="Background papers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: what was relied on and is not published.",
    )

    def __init__(
        self, *args, by: User, today: date, report: Report | None = None, **kwargs
    ):
        self.by, self.today, self.report = by, today, report
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["body"].queryset = Body.objects.visible_to(self.by)
        seen = Decision.objects.visible_to(self.by).latest_first()
        awaited = seen.awaited() | seen.filter(reports=self.report)
        self.fields["decision"].queryset = awaited if self.report else seen.awaited()
        self.fields["template"].choices = templates()
        if HELD in self.data:
            self._ask_held()
        if self.report:
            del self.fields["template"], self.fields["send_key"]

    def clean(self):
        given = super().clean()
        held, on = given.pop(HELD, False), given.get("meets_on")
        known = self.report and self.report.meets_on == on
        if on and on < self.today and not held and not known:
            self._ask_held()
            raise ValidationError(
                {
                    "meets_on": f"{day_said(on)} is past. Correct the day, or say below "
                    "that this meeting was held."
                }
            )
        return given

    def _ask_held(self) -> None:
        """Ask, of a day that is past, whether it is meant."""
        self.fields[HELD] = forms.BooleanField(
            required=False, label="The meeting was held: this is its report"
        )
        order = list(self.fields)
        order.insert(order.index("meets_on") + 1, order.pop())
        self.order_fields(order)

    def clean_background(self):
        lines = self.cleaned_data["background"].splitlines()
        return "\n".join(line.strip() for line in lines if line.strip())


class FillInForm(Form):
    """What stands above the title, and the boxes of the template's form."""

    def __init__(self, *args, layout: Template, **kwargs):
        self.layout = layout
        super().__init__(*args, **kwargs)

    def prepare(self):
        for name in names_above(self.layout):
            label = name.replace("_", " ").capitalize()
            self.fields[f"above_{name}"] = forms.CharField(
                label=label, required=False, max_length=150
            )
        for box in self.layout.boxes:
            self.fields[f"box_{box.name}"] = forms.CharField(
                label=f"{box.box}: {box.words}", required=False, max_length=300
            )

    def clean(self):
        given = super().clean()
        return {
            "above": _part(given, "above_"),
            "boxes": _part(given, "box_"),
        }


def names_above(layout: Template) -> list[str]:
    """Return what stands above the title of a template's report, and is typed in."""
    lines = " ".join(layout.above).replace("}", "{").split("{")
    return [name for name in lines[1::2] if name not in ("on", "by")]


def filled_in(report: Report) -> dict[str, str]:
    """Return what a report has, by the fields of the form."""
    above = {f"above_{name}": told for name, told in report.above.items()}
    return above | {f"box_{name}": told for name, told in report.boxes.items()}


def _part(given: dict[str, str], start: str) -> dict[str, str]:
    return {
        name.removeprefix(start): told
        for name, told in given.items()
        if name.startswith(start) and told
    }

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from alongside.desk.decisions.models import Decision
from alongside.desk.forms import DateField, Form
from alongside.desk.said import day_said
from alongside.desk.workforce.looked_up import LookedUp
from alongside.desk.workforce.models import (
    ChangeStep,
    PostChange,
    PostRole,
    StaffMember,
    Team,
)

Kind = PostChange.Kind
ONE_POST = Decimal(1)  # FTE
COUNCILS_BEGAN = date(1974, 4, 1)  # Local Government Act 1972, section 1(10)


def fte_field(label: str, **kwargs) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.01"),
        max_digits=4,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
        help_text="Full-time equivalent: 1 is a full week, 0.5 half of one.",
        error_messages={
            "invalid": "Enter the FTE as a number, like 1 or 0.5",
            "min_value": "Enter an FTE of at least %(limit_value)s",
            "max_value": "One post is %(limit_value)s FTE at most. Record each further "
            "post on its own",
        },
        **kwargs,
    )


def staff_field(label: str, **kwargs) -> LookedUp:
    return LookedUp(
        StaffMember.objects.all(),
        ("number", "name"),
        "member of staff",
        label=label,
        **{"help_text": "Payroll number, or the whole name."} | kwargs,
    )


class RoleForm(Form):
    """What posts are for."""

    name = forms.CharField(label="Name of the role", max_length=120)
    registered = forms.BooleanField(
        label="Its holders are registered social workers", required=False
    )
    grades = forms.CharField(
        label="Grade family",
        max_length=60,
        required=False,
        help_text="Such as Grade 4, or Hay Band A.",
    )
    department = forms.CharField(
        label="Home department, if another",
        max_length=120,
        required=False,
        help_text="Such as the Chief Executive’s, for business support.",
    )
    counts = forms.BooleanField(
        label="It counts as social work establishment", required=False, initial=True
    )


class JobDescriptionForm(Form):
    """A new version of what a role does."""

    from_on = DateField(label="In use from")
    changes = forms.CharField(
        label="What it is, or what changed",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    grade = forms.CharField(label="Grade", max_length=20)
    evaluated_on = DateField(
        label="Job evaluation on",
        required=False,
        help_text="Leave empty until it is evaluated: the grade is provisional.",
    )


class EvaluationForm(Form):
    grade = forms.CharField(label="Grade it was evaluated at", max_length=20)
    evaluated_on = DateField(label="Job evaluation on")


class Planned(Form):
    """What every change of a post says: from when, who decided, why, what comes before."""

    planned_on = DateField(label="From")
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        empty_label="No decision is recorded",
        help_text="A change waits for a decision that is awaited.",
    )
    needed = forms.MultipleChoiceField(
        label="What has to be done before",
        choices=[(kind.value, capfirst(kind.label)) for kind in ChangeStep.Kind],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What is ticked is waited for. Tick nothing that is done already.",
    )
    why = forms.CharField(max_length=300, required=False)

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        refused = Decision.State.REFUSED
        found = Decision.objects.visible_to(self.by).exclude(state=refused)
        self.fields["decision"].queryset = found.latest_first()
        if "team" in self.fields:
            self.fields["team"].queryset = Team.objects.active().order_by("name")
        self.order_fields([*self.first_fields, *Planned.base_fields])

    def clean_planned_on(self):
        on = self.cleaned_data["planned_on"]
        if on and on < COUNCILS_BEGAN:
            raise ValidationError(
                f"{day_said(on)} is before {day_said(COUNCILS_BEGAN)}, when councils began in "
                "their present form. Enter a later day."
            )
        return on

    first_fields: tuple[str, ...] = ()


def team_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Team.objects.none(),
        label="Team it is aligned with",
        required=False,
        empty_label="No team",
    )


def term_field() -> DateField:
    return DateField(
        label="Last day of a fixed term",
        required=False,
        help_text="Leave empty for a permanent post.",
    )


def manager_field() -> LookedUp:
    return staff_field(
        "Line manager",
        required=False,
        help_text="Payroll number, or the whole name. May stand outside the team.",
    )


class PostForm(Planned):
    """A new post."""

    number = forms.CharField(label="Post number", max_length=30)
    title = forms.CharField(max_length=120)
    role = forms.ModelChoiceField(PostRole.objects.all(), empty_label="Choose a role")
    fte = fte_field("FTE", max_value=ONE_POST)
    grade = forms.CharField(max_length=20)
    team = team_field()
    line_manager = manager_field()
    last_on = term_field()
    funding = forms.CharField(
        max_length=200, required=False, help_text="What pays for it, in words."
    )

    first_fields = (
        "number", "title", "role", "fte", "grade", "team", "line_manager", "last_on",
        "funding",
    )  # fmt: skip


class EndForm(Planned):
    def prepare(self):
        super().prepare()
        self.fields["planned_on"].label = "First day without the post"


class FteForm(Planned):
    fte = fte_field("New FTE of the post", max_value=ONE_POST)
    first_fields = ("fte",)


class TeamForm(Planned):
    team = team_field()
    first_fields = ("team",)


class GradeForm(Planned):
    grade = forms.CharField(label="New grade", max_length=20)
    first_fields = ("grade",)


class ManagerForm(Planned):
    line_manager = manager_field()
    first_fields = ("line_manager",)


class ExtendForm(Planned):
    last_on = DateField(
        label="New last day",
        required=False,
        help_text="Leave empty to make the post permanent.",
    )
    first_fields = ("last_on",)


CHANGE_FORMS = {
    Kind.END: EndForm,
    Kind.FTE: FteForm,
    Kind.TEAM: TeamForm,
    Kind.GRADE: GradeForm,
    Kind.MANAGER: ManagerForm,
    Kind.EXTEND: ExtendForm,
}


class StepForm(Form):
    """Whether a step is needed, and when it was done."""

    needed = forms.BooleanField(label="It is needed", required=False)
    done_on = DateField(
        label="Done on", required=False, help_text="Leave empty until it is done."
    )

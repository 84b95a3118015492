"""What the pages of audits ask."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.quality.audit_models import Audit, Grade
from alongside.desk.quality.quarters import Quarter, chosen
from alongside.desk.workforce.models import Team
from alongside.reckon.audits import READINGS


def not_to_come(day):
    if day and day > timezone.localdate():
        raise ValidationError("The day must be today or in the past")
    return day


class AddAuditForm(SentOnce, Form):
    """Whose case was audited, when and by whom, and what was thought of it."""

    case_id = forms.CharField(
        label="Child’s id in the case system",
        max_length=60,
        error_messages={"required": "Enter the child’s id in the case system"},
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team whose work was audited",
        empty_label="Choose a team",
        error_messages={"required": "Choose the team whose work was audited"},
    )
    audited_on = DateField(label="Day of the audit")
    auditor = forms.CharField(label="Auditor", max_length=150)
    grade = forms.ModelChoiceField(
        Grade.objects.all(), widget=forms.RadioSelect, empty_label=None
    )
    cause = forms.CharField(
        label="Main cause of the grade",
        max_length=300,
        required=False,
        help_text="For example, visits late, or the plan not shared. No names.",
    )
    chosen = forms.ChoiceField(
        label="How the case was chosen",
        choices=Audit.Chosen,
        widget=forms.RadioSelect,
        initial=Audit.Chosen.UNKNOWN,
    )
    blind = forms.ChoiceField(
        label="Was the audit blind?",
        choices=Audit.Blind,
        widget=forms.RadioSelect,
        initial=Audit.Blind.UNKNOWN,
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.user).active()
        self.fields["auditor"].initial = self.user.full_name
        self.fields["audited_on"].initial = timezone.localdate()

    def clean_audited_on(self):
        return not_to_come(self.cleaned_data["audited_on"])


class GradeAgainForm(Form):
    """The grade of a second auditor, who has not seen the first."""

    second_auditor = forms.CharField(label="Second auditor", max_length=150)
    second_grade = forms.ModelChoiceField(
        Grade.objects.all(),
        label="Their grade",
        widget=forms.RadioSelect,
        empty_label=None,
    )


class ModerateForm(Form):
    moderated_grade = forms.ModelChoiceField(
        Grade.objects.all(),
        label="Grade that counts",
        widget=forms.RadioSelect,
        empty_label=None,
    )


class AddAuditActionForm(SentOnce, Form):
    """What is to be done, by whom and by when."""

    what = forms.CharField(
        label="What is to be done",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No names: the case system has them.",
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who does it", empty_label="Choose a person"
    )
    due_on = DateField(label="By when")

    def prepare(self):
        self.fields["owner"].queryset = User.objects.active().by_name()


class AuditsForm(Filters):
    """Which audits to list. Nothing chosen: all."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All teams"
    )
    grade = forms.ModelChoiceField(
        Grade.objects.all(), required=False, empty_label="All grades"
    )
    chosen = forms.ChoiceField(
        label="How chosen",
        choices=[("", "Any way"), *Audit.Chosen.choices],
        required=False,
    )
    only = forms.ChoiceField(
        label="Only",
        choices=[
            ("", "All"),
            ("twice", "Graded by two"),
            ("differ", "Two grades, not moderated"),
        ],
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.visible_to(self.user)

    def chosen_of(self, audits):
        """Return those asked for; none where the choice fits nothing."""
        if not self.is_valid():
            return audits.none()
        asked = self.cleaned_data
        if asked["team"]:
            audits = audits.filter(team=asked["team"])
        if asked["grade"]:
            audits = audits.counted().filter(counts_as=asked["grade"].pk)
        if asked["chosen"]:
            audits = audits.filter(chosen=asked["chosen"])
        if asked["only"] == "twice":
            audits = audits.graded_twice()
        return audits.not_moderated() if asked["only"] == "differ" else audits


class ComparedForm(Filters):
    """Which two periods to compare, of those `named`, and how the colours' rule is read."""

    named: Sequence[tuple[str, str]]
    before = forms.ChoiceField(required=False)
    after = forms.ChoiceField(required=False)
    reading = forms.ChoiceField(
        label="How cells are coloured",
        required=False,
        choices=[(name, reading.title) for name, reading in READINGS.items()],
    )

    def prepare(self):
        for name in ("before", "after"):
            self.fields[name].choices = self.named


class TableForm(ComparedForm):
    """Which two quarters to compare."""

    def __init__(self, *args, quarters: list[Quarter], **kwargs):
        self.quarters = quarters
        self.named = [(quarter.code, str(quarter)) for quarter in reversed(quarters)]
        super().__init__(*args, **kwargs)

    def asked(self) -> tuple[Quarter, Quarter, str]:
        """Return the quarters to compare, the last two where nothing fits, and the reading."""
        said = self.cleaned_data if self.is_valid() else {}
        before = chosen(said.get("before", ""), self.quarters) or self.quarters[-2]
        after = chosen(said.get("after", ""), self.quarters) or self.quarters[-1]
        return before, after, said.get("reading") or next(iter(READINGS))

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.forms import DateField, Form
from alongside.desk.workforce.models import PostRole, SupervisionAction
from alongside.desk.workforce.supervision_models import LONGEST, SHORTEST, USUAL_WEEKS


class RecordSupervisionForm(Form):
    """When it was held, and for how long."""

    held_on = DateField(label="Held on")
    minutes = forms.IntegerField(
        label="Length in minutes",
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=60,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
        error_messages={
            "invalid": "Enter the minutes as a whole number, like 60",
            "min_value": "Enter at least %(limit_value)s minutes",
            "max_value": "Enter %(limit_value)s minutes or fewer",
        },
    )

    def prepare(self):
        self.fields["held_on"].initial = timezone.localdate()


class AgreeActionForm(Form):
    """What was agreed: what is to be done, by whom and until when."""

    what = forms.CharField(
        label="What is to be done",
        max_length=300,
        help_text="The action alone. What was said in supervision is not kept here, nor "
        "anything about a child.",
    )
    owner = forms.ChoiceField(
        label="Who does it",
        choices=SupervisionAction.Owner,
        widget=forms.RadioSelect,
        initial=SupervisionAction.Owner.SUPERVISED,
    )
    due_on = DateField(label="By")


class RhythmForm(Form):
    """How many weeks lie between two supervisions."""

    weeks = forms.IntegerField(
        label="Weeks between",
        required=False,
        min_value=1,
        max_value=26,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
        help_text=f"Leave empty for what is usual: every {USUAL_WEEKS} weeks, or what is "
        "set for the role of their post.",
        error_messages={
            "invalid": "Enter the weeks as a whole number, like 4",
            "min_value": "Enter at least %(limit_value)s week",
            "max_value": "Enter %(limit_value)s weeks or fewer",
        },
    )


class RoleRhythmForm(RhythmForm):
    """The same, for a role of posts."""

    role = forms.ModelChoiceField(
        PostRole.objects.all(), label="Role of posts", empty_label="Choose a role"
    )
    field_order = ("role", "weeks")

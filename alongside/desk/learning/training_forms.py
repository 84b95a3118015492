"""What is asked about training, students and help with a new system."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import DateField, Form, ModelForm
from alongside.desk.learning.first_year_forms import people
from alongside.desk.learning.training_models import (
    Bursary,
    Course,
    Place,
    Release,
    SystemHelp,
    TrainingNeed,
)
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.staff_models import StaffMember


class OfStaff:
    """For a form that asks who: those here on a day."""

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["staff"].queryset = StaffMember.objects.here_on(
            self.today
        ).by_name()


class RaiseNeedForm(ModelForm):
    raised_on = DateField(label="Raised on")
    team = forms.ModelChoiceField(
        Team.objects.active(), required=False, empty_label="The whole service"
    )

    class Meta:
        model = TrainingNeed
        fields = ["title", "source", "reference", "team", "people", "raised_on"]


class CloseNeedForm(Form):
    closed_on = DateField(label="Closed on")
    why_closed = forms.CharField(label="Why", max_length=200)


class PlanCourseForm(ModelForm):
    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")
    need = forms.ModelChoiceField(
        TrainingNeed.objects.none(), label="Which need it meets", required=False,
        empty_label="None of those listed",
    )  # fmt: skip

    class Meta:
        model = Course
        fields = [
            "title", "provider", "need", "first_on", "last_on", "capacity", "pounds",
        ]  # fmt: skip

    def __init__(self, *args, asker, **kwargs):
        self.asker = asker
        super().__init__(*args, **kwargs)

    def prepare(self):
        needs = TrainingNeed.objects.visible_to(self.asker)
        self.fields["need"].queryset = needs.filter(closed_on=None)


class BookPlaceForm(OfStaff, Form):
    staff = people("Who")


class MarkPlaceForm(Form):
    came = forms.ChoiceField(
        label="Did they come?", choices=Place.Came, widget=forms.RadioSelect
    )


class GrantBursaryForm(OfStaff, ModelForm):
    staff = people("Student")
    agreed_on = DateField(label="Agreed on")
    work_from = DateField(
        label="First day of work here", required=False,
        help_text="Leave empty until they start.",
    )  # fmt: skip

    class Meta:
        model = Bursary
        fields = ["staff", "course", "pounds", "agreed_on", "tied_months", "work_from"]


class BeginTiedWorkForm(Form):
    work_from = DateField(label="First day of work here")


class BookFloorWalkersForm(ModelForm):
    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")
    team = forms.ModelChoiceField(
        Team.objects.active(), required=False, empty_label="All teams"
    )

    class Meta:
        model = SystemHelp
        fields = [
            "what", "provider", "team", "first_on", "last_on", "days_booked", "pounds_a_day",
        ]  # fmt: skip


class UseFloorWalkersForm(Form):
    days_used = forms.DecimalField(
        label="Days used so far", min_value=0, max_digits=5, decimal_places=1
    )


class ReleaseForm(OfStaff, ModelForm):
    staff = people("Who is released")
    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")

    class Meta:
        model = Release
        fields = ["staff", "what_for", "first_on", "last_on", "hours_a_week", "pounds"]

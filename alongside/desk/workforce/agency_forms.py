from __future__ import annotations

from datetime import date

from django import forms

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Filters, Form, ModelForm
from alongside.desk.workforce.agency_models import AgencyCap, AgencyEngagement
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.post_models import Post
from alongside.desk.workforce.staff_models import StaffMember

DATES = (
    "starts_on", "planned_end_on", "ended_on", "project_approved_on", "reference_requested_on",
    "reference_given_on", "director_signed_on", "chief_signed_on", "left_permanent_on",
)  # fmt: skip
KNOWN = [
    "agency", "team", "post", "reason", "role", "region", "starts_on", "planned_end_on",
    "hours_a_week", "hourly_rate", "rate_is_whole", "on_costs", "director_signed_on",
    "chief_signed_on", "experience_months", "notice_weeks", "permanent_notice_weeks",
    "reference_requested_on", "reference_given_on", "never_permanent",
    "left_permanent_on", "left_permanent_region", "exception", "project_team",
    "project_approved_on",
]  # fmt: skip
YES_NO = (("", "Not known"), ("True", "Yes"), ("False", "No"))


class EngagementForm(ModelForm):
    """What is known of an engagement; what is not known stays empty, and checks say so."""

    rate_is_whole = forms.TypedChoiceField(
        label="Employer’s National Insurance and the apprenticeship levy are in the rate",
        choices=YES_NO,
        coerce=lambda told: told == "True",
        empty_value=None,
        required=False,
    )

    class Meta:
        model = AgencyEngagement
        fields = KNOWN
        field_classes = dict.fromkeys(DATES, DateField)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.active().order_by("name")
        self.fields["post"].queryset = Post.objects.by_number()
        self.fields["post"].empty_label = "Beyond the posts there are (supernumerary)"
        for name, words in (("team", "team"), ("role", "role"), ("region", "region")):
            self.fields[name].empty_label = f"Choose a {words}"
        region = AgencyEngagement.objects.values_list("region", flat=True).first()
        self.fields["region"].initial = region

    def _post_clean(self):
        """Leave the checks of the whole to the action, which keeps the engagement."""


class EngageForm(EngagementForm, SentOnce):
    """Who is engaged, known already or not, and on what terms."""

    staff = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label="Member of staff",
        required=False,
        empty_label="Somebody new",
    )
    name = forms.CharField(
        label="Name of the new worker", max_length=150, required=False
    )
    registration = forms.CharField(
        label="Their registration with Social Work England",
        max_length=20,
        required=False,
    )
    field_order = ["staff", "name", "registration"]

    class Meta(EngagementForm.Meta):
        fields = [*KNOWN, "ended_on", "ended_why"]
        help_texts = {
            "ended_on": "Of an engagement that is over. Leave empty otherwise."
        }

    def prepare(self):
        super().prepare()
        agency = StaffMember.objects.filter(engaged=StaffMember.Engaged.AGENCY)
        self.fields["staff"].queryset = agency.by_name()


class EndEngagementForm(Form):
    ended_on = DateField(label="Last day")
    ended_why = forms.CharField(label="Why it ended", max_length=200)


class CapForm(ModelForm):
    """A cap as the region agreed it."""

    class Meta:
        model = AgencyCap
        fields = ["region", "role", "pounds", "first_on", "last_on", "source"]
        field_classes = dict.fromkeys(("first_on", "last_on"), DateField)

    def _post_clean(self):
        """Leave the checks of the whole to the action, which keeps the cap."""


class DayForm(Filters):
    """The day a page is shown as at."""

    on = DateField(label="As at", required=False)

    def day(self, today: date) -> date:
        """Return the day chosen; today where none is, or none that is real."""
        return (self.is_valid() and self.cleaned_data["on"]) or today


class QuarterForm(Filters):
    """The quarter that a return is of, by its first day."""

    quarter = forms.ChoiceField(label="Quarter")

    def __init__(self, *args, quarters, **kwargs):
        self.quarters = quarters
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["quarter"].choices = [
            (first.isoformat(), f"{first:%B} to {last:%B %Y}")
            for first, last in self.quarters
        ]

    def days(self) -> tuple[date, date]:
        """Return the first and last day of the quarter chosen, else of the newest."""
        told = self.is_valid() and self.cleaned_data["quarter"]
        found = (each for each in self.quarters if each[0].isoformat() == told)
        return next(found, self.quarters[0])

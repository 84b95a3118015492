"""What is asked about a first year in practice."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import DateField, Form
from alongside.desk.learning.first_year_models import FirstYear, FundingClaim, Pause
from alongside.desk.workforce.staff_models import FULL_WEEK, StaffMember


def people(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        StaffMember.objects.none(), label=label, empty_label="Choose a person"
    )


class BeginFirstYearForm(Form):
    """Who begins, when, and who supervises them."""

    staff = people("Newly qualified social worker")
    supervisor = people("Supervisor")
    started_on = DateField(label="First day of the year")
    registered_on = DateField(
        label="Registered with the programme on",
        required=False,
        help_text="Leave empty until they are. Nothing can be claimed before.",
    )
    weekly_hours = forms.DecimalField(
        label="Contracted hours a week",
        min_value=1,
        max_value=48,
        decimal_places=2,
        initial=FULL_WEEK,
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def prepare(self):
        here = StaffMember.objects.here_on(self.today).by_name()
        self.fields["staff"].queryset = here.filter(first_year=None)
        self.fields["supervisor"].queryset = here


class SupervisionForm(Form):
    held_on = DateField(label="Day it was held")


class DevelopmentForm(Form):
    day = DateField(label="Day")
    hours = forms.DecimalField(
        label="Hours", min_value=0, max_value=24, max_digits=4, decimal_places=2
    )
    what = forms.CharField(label="What for", max_length=200)


class EvidenceForm(Form):
    """Only pieces that the programme asks for and that are not done yet."""

    piece = forms.ChoiceField(label="Piece")
    done_on = DateField(label="Day it was done")

    def __init__(self, *args, year: FirstYear, **kwargs):
        self.year = year
        super().__init__(*args, **kwargs)

    def prepare(self):
        done = {each.piece for each in self.year.evidence.all()}
        left = [piece for piece in self.year.terms.evidence if piece not in done]
        self.fields["piece"].choices = [("", "Choose a piece")] + [
            (piece, piece) for piece in left
        ]


class PauseForm(Form):
    first_on = DateField(label="First day")
    last_on = DateField(label="Last day")
    why = forms.ChoiceField(label="Why", choices=Pause.Why, widget=forms.RadioSelect)


class ClaimForm(Form):
    """Only what the programme gives and that is not claimed yet."""

    when = forms.ChoiceField(label="What for", widget=forms.RadioSelect)
    claimed_on = DateField(label="Day of the claim")

    def __init__(self, *args, year: FirstYear, **kwargs):
        self.year = year
        super().__init__(*args, **kwargs)

    def prepare(self):
        made = {claim.when for claim in self.year.claims.all()}
        self.fields["when"].choices = [
            (claim.when, f"{FundingClaim.When(claim.when).label}: £{claim.pounds:,}")
            for claim in self.year.terms.claims
            if claim.when not in made
        ]


class ReceiveForm(Form):
    received_on = DateField(label="Day the money came")


class EndFirstYearForm(Form):
    ended_on = DateField(label="Last day of the year")
    outcome = forms.ChoiceField(
        label="Outcome", choices=FirstYear.Outcome, widget=forms.RadioSelect
    )
    evaluation = forms.CharField(
        label="Evaluation",
        widget=forms.Textarea,
        help_text="What the programme did for them, and what they say of it.",
    )

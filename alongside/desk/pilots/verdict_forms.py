"""What is asked to work a pilot out: of some, a table; of the others, nothing."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import Form
from alongside.desk.pilots.models import Pilot

MOST_BYTES = 2_000_000


class WorkOutForm(Form):
    """The table of a pilot whose figures are uploaded."""

    file = forms.FileField(
        label="The table, as a CSV file",
        help_text="Its first row is team,period,indicator,value, and may go on with "
        "numerator,denominator. Grades of audits may be wide: team,period,outstanding,"
        "good,requires_improvement,inadequate. It is kept whole, or not at all.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args, pilot: Pilot, **kwargs):
        self.pilot = pilot
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.pilot.source != Pilot.Source.UPLOAD:
            del self.fields["file"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"{file.name} has more than {MOST_BYTES // 1_000_000} megabytes. Leave out "
                "what is of other pilots."
            )
        return file

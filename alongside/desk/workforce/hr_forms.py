from __future__ import annotations

from collections.abc import Mapping

from django import forms

from alongside.desk.forms import DateField, Form
from alongside.desk.table_forms import LookedAtForm, WhichTableForm, column_choice
from alongside.desk.workforce.hr_fields import FIELDS, HOLDS, SICKNESS, lacking
from alongside.reckon.intake.reports import Seen


class UploadHrForm(Form):
    """An export from HR, of whatever shape."""

    file = forms.FileField(
        label="Export from HR",
        help_text="Sickness, staff or time off in lieu (.xlsx, .xls, .ods or .csv). Up to 20 MB.",
        error_messages={"required": "Choose the export"},
    )


class WhichHrTableForm(WhichTableForm):
    HOLDS = HOLDS


class HrColumnsForm(LookedAtForm):
    """Which column fills which field, what the layout is called, and who may be added."""

    says_optional = False
    name = forms.CharField(
        label="Name of this layout",
        max_length=80,
        help_text="The next export with these headings is read by it, without asking.",
    )
    add = forms.BooleanField(
        label="Add people who are not known here as members of staff", required=False
    )

    tells_from = DateField(
        label="From which day on does it tell of sickness?",
        required=False,
        help_text="The first day that was asked for in HR. Of the time before it no figure "
        "is shown. Leave empty if it is not known: then the first spell held is taken.",
    )

    def __init__(
        self, *args, seen: Seen, holds: str, usual: Mapping[str, str], **kwargs
    ):
        self.seen, self.holds, self.usual = seen, holds, usual
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.holds != SICKNESS:
            del self.fields["tells_from"]
        for field in FIELDS[self.holds]:
            asked = column_choice(field, self.seen, self.usual.get(field.code, ""))
            asked.required = False  # what must be told depends on the others: `lacking`
            self.fields[f"column_{field.code}"] = asked

    def clean(self):
        told = super().clean()
        for words in lacking(self.holds, self.chosen):
            self.add_error(None, f"Choose the column of: {words}")
        return told

    @property
    def chosen(self) -> dict[str, str]:
        """Return the column of each field: as chosen, or as usual before anybody chose."""
        said = getattr(self, "cleaned_data", {})
        return {
            field.code: said.get(f"column_{field.code}", "")
            if self.is_bound
            else self.usual.get(field.code, "")
            for field in FIELDS[self.holds]
        }

    @property
    def columns(self) -> list:
        return [self[f"column_{field.code}"] for field in FIELDS[self.holds]]

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from alongside.desk.forms import Filters, Form
from alongside.desk.workforce.hr_fields import FIELDS, HOLDS, lacking
from alongside.reckon.intake.reports import Seen


class UploadHrForm(Form):
    """An export from HR, of whatever shape."""

    file = forms.FileField(
        label="Export from HR",
        help_text="Sickness, staff or time off in lieu (.xlsx, .xls, .ods or .csv). Up to 20 MB.",
        error_messages={"required": "Choose the export"},
    )


class WhichHrTableForm(Filters):
    """Which table of the file, and what a row of it is."""

    place = forms.ChoiceField(label="Table", required=False)
    holds = forms.ChoiceField(
        label="What a row is", required=False, choices=list(HOLDS.items())
    )

    def __init__(self, *args, tables: Sequence[Seen], **kwargs):
        self.tables = tables
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["place"].choices = [
            (str(n), f"{seen.name}, row {seen.header_row}: {seen.rows} rows")
            for n, seen in enumerate(self.tables)
        ]


class HrColumnsForm(Form):
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

    def __init__(
        self, *args, seen: Seen, holds: str, usual: Mapping[str, str], **kwargs
    ):
        self.seen, self.holds, self.usual = seen, holds, usual
        super().__init__(*args, **kwargs)

    def prepare(self):
        headers = [(header, header) for header in self.seen.headers if header]
        for field in FIELDS[self.holds]:
            nothing = "Choose a column" if field.needed else "Not in this table"
            self.fields[f"column_{field.code}"] = forms.ChoiceField(
                label=field.words,
                required=False,
                choices=[("", nothing), *headers],
                initial=self.usual.get(field.code, ""),
            )

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

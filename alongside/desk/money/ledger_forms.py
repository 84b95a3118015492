"""A file of the ledger, and which of its columns is what where it names them its own way."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.forms import Form
from alongside.desk.money.budget_models import year_said
from alongside.desk.money.ledger_reading import FIELDS, Columns, Ledger
from alongside.desk.money.models import BudgetHead, LedgerUpload
from alongside.desk.table_forms import column_choice
from alongside.reckon.money.years import financial_year

MOST_BYTES = 5_000_000
NONE = {
    "code": "Choose a column",
    "month": "Each month has a column of its own",
    "pounds": "The columns of the months hold it",
}


class LedgerForm(Form):
    """A file of the ledger, of one financial year.

    Where the file names its columns in a way that is not known, it asks which is which.
    What was said is kept with the upload, and taken for the next file of these headings.
    """

    says_optional = False
    year = forms.TypedChoiceField(coerce=int, label="Financial year")
    file = forms.FileField(
        label="Table",
        help_text="A spreadsheet or CSV: the code of the budget, the month and the "
        "amount; or the code and a column for each month. Up to 5 MB.",
        error_messages={"required": "Choose the table"},
    )
    again = forms.BooleanField(
        required=False,
        label="Let me say which column is which, for these headings anew",
    )

    def __init__(self, *args, today: date, by, **kwargs):
        self.now, self.by = financial_year(today), by
        self.ledger: Ledger | None = None
        self.refused: ValidationError | None = None
        self.chose = False
        super().__init__(*args, **kwargs)

    def prepare(self):
        years = [self.now - n for n in range(4)]
        self.fields["year"].choices = [(y, year_said(y)) for y in years]
        if file := self.files.get("file"):
            self._look(file)
        if self.ledger and self.ledger.columns is None:
            self._ask_columns(self.ledger)

    def _look(self, file) -> None:
        """Find the table, and its columns by name or as somebody said before."""
        if file.size > MOST_BYTES:
            self.refused = ValidationError(
                "The file is larger than 5 MB. Take one year."
            )
            return
        asked = bool(self.data.get("again")) or "code" in self.data
        said = LedgerUpload.objects.columns_said()
        try:
            self.ledger = Ledger.of(file.name, file.read(), said, asked)
        except ValidationError as refused:
            self.refused = refused

    def _ask_columns(self, ledger: Ledger) -> None:
        """Add a question for each column; those named as ledgers do are chosen at first."""
        self.chose = "code" in self.data
        for field in FIELDS:
            asked = column_choice(field, ledger.seen)
            asked.label = f"Column of {field.words}"
            asked.choices = [("", NONE[field.code]), *asked.choices[1:]]
            asked.required = asked.required and self.chose
            self.fields[field.code] = asked
        del self.fields["again"]
        if not self.chose:
            self.data = self.data.copy()
            self.data.update(ledger.guesses)

    def clean(self):
        told = self.cleaned_data
        told.pop("again", None)
        file, april = told.pop("file", None), told.pop("year", None)
        chosen = {field.code: told.pop(field.code, "") for field in FIELDS}
        if self.refused:
            raise ValidationError({"file": self.refused.messages})
        if file is None or april is None or self.ledger is None or self.errors:
            return told
        self._read(self.ledger, Columns(**chosen), april)
        return told

    def _read(self, ledger: Ledger, chosen: Columns, april: int) -> None:
        """Keep the rows to be booked, or say at the file what stands in the way."""
        if asked := ledger.columns is None:
            if not self.chose:
                self.add_error("file", ledger.unknown)
                return
            ledger = ledger.by(chosen)
        heads = BudgetHead.objects.visible_to(self.by)
        try:
            self.cleaned_data["rows"] = ledger.read(april, heads)
        except ValidationError as refused:
            self.add_error("file", ValidationError(refused.messages))
        if asked:
            self.cleaned_data["said"] = ledger.said

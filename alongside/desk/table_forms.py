"""A spreadsheet of unfamiliar shape: which of its tables is meant, and which column is what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django import forms

from alongside.desk.forms import Filters, Form
from alongside.reckon.intake.reports import Field, Seen


class WhichTableForm(Filters):
    """Which table of the file, and what a row of it is. `HOLDS` names what it may be."""

    HOLDS: Mapping[str, str] = {}
    place = forms.ChoiceField(label="Table", required=False)
    holds = forms.ChoiceField(label="What a row is", required=False)

    def __init__(self, *args, tables: Sequence[Seen], **kwargs):
        self.tables = tables
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["holds"].choices = list(self.HOLDS.items())
        self.fields["place"].choices = [
            (str(n), f"{seen.name}, row {seen.header_row}: {seen.rows} rows")
            for n, seen in enumerate(self.tables)
        ]


class LookedAtForm(Form):
    """Columns to be chosen, of which the rows were shown before anything is kept.

    The page carries `stamp`, the columns by which it shows rows, as `looked`.
    """

    looked = forms.CharField(required=False, widget=forms.HiddenInput)
    chosen: Mapping[str, str]

    @property
    def stamp(self) -> str:
        return stamp(self.chosen)

    @property
    def looked_at(self) -> bool:
        """Whether the rows were shown by the very columns that are chosen now."""
        return self.is_valid() and self.cleaned_data["looked"] == self.stamp


def stamp(chosen: Mapping[str, str]) -> str:
    return json.dumps(sorted((code, said) for code, said in chosen.items() if said))


def column_choice(field: Field, seen: Seen, usual: str = "") -> forms.ChoiceField:
    """Ask which column of a table fills a field; `usual` is the one that most likely does."""
    nothing = "Choose a column" if field.needed else "Not in this table"
    headers = [(header, header) for header in seen.headers if header]
    return forms.ChoiceField(
        label=field.words,
        required=field.needed,
        choices=[("", nothing), *headers],
        initial=usual,
        error_messages={"required": f"Choose the column of: {field.words}"},
    )

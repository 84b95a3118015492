"""What is asked of a council's own template of a report."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.forms import Form

MOST_BYTES = 200_000


class AddTemplateForm(Form):
    """A template as a file."""

    name = forms.CharField(
        max_length=20,
        help_text="Small letters and _, like cabinet_report. A name that is there gets a "
        "new version.",
    )
    text = forms.FileField(
        label="Template",
        help_text="A .toml file. Take one of those that come with the desk, and change it.",
        error_messages={"required": "Choose the template"},
    )

    def clean_text(self) -> str:
        file = self.cleaned_data["text"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                f"The file has {file.size / 1000:,.0f} kB, and 200 are the most."
            )
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError("This is not UTF-8 text. Save it as UTF-8.") from None

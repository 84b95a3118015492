"""A file that is read as a report, and what the checks say of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.committee.template_models import layout_of, templates
from alongside.desk.forms import DateField, Form
from alongside.desk.in_memory import in_memory
from alongside.reckon.reports.checks import check
from alongside.reckon.reports.reading import Unread, read
from alongside.reckon.reports.report import Finding, Paragraph, Report, Table

MOST_BYTES = 20_000_000


class CheckForm(Form):
    file = forms.FileField(
        label="The report",
        help_text="Word (.docx), PDF, a web page or text. It is read once, and not kept.",
    )
    meeting = DateField(
        label="Day of its meeting",
        required=False,
        help_text="Where the report does not say it.",
    )

    template = forms.ChoiceField(
        label="Template whose sections it must have",
        required=False,
        help_text="Where it is to be held against one.",
    )

    def prepare(self):
        self.fields["template"].choices = [("", "None"), *templates()]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                f"The file has {file.size / 1e6:.0f} MB, and {MOST_BYTES / 1e6:.0f} MB are "
                "the most. Save it with smaller pictures."
            )
        return file


class Checked(NamedTuple):
    """What was read of a file, and what was found in it."""

    title: str
    meeting: date | None
    paragraphs: int
    tables: int
    findings: list[Finding]

    @classmethod
    def of(cls, *, file, meeting: date | None, template: str = "") -> Checked:
        """Read a file and check it. Raises ValidationError where it is no report."""
        try:
            with in_memory(file.read(), file.name) as path:
                told = read(path)
        except Unread as problem:
            raise ValidationError({"file": f"{problem.what} {problem.do}"}) from None
        if meeting:
            told = Report(told.title, told.parts, meeting)
        return cls(
            told.title,
            told.meeting,
            sum(isinstance(part, Paragraph) and not part.level for part in told.parts),
            sum(isinstance(part, Table) for part in told.parts),
            check(told, layout_of(template) if template else None),
        )

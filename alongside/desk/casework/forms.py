"""What the pages of casework ask."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.casework import digest
from alongside.desk.casework.actions import refuse_if_too_large
from alongside.desk.casework.models import Due
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.models import Team, Worker


class WhoseForm(Filters):
    """Of which team, and of which worker. Nothing chosen: of all.

    Only teams and workers who have a clock in this person's sight can be chosen: a
    name more would tell of a clock that is not to be known of.
    """

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All my teams"
    )
    worker = forms.ModelChoiceField(
        Worker.objects.none(), required=False, empty_label="Everybody"
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        in_sight = Due.objects.visible_to(self.user).open()
        pairs = set(in_sight.order_by().values_list("team", "worker").distinct())
        teams, workers = {team for team, _ in pairs}, {worker for _, worker in pairs}
        for name, model, having in (("team", Team, teams), ("worker", Worker, workers)):
            if name in self.fields:
                found = model.objects.filter(pk__in=having - {None})
                self.fields[name].queryset = found


class AheadForm(WhoseForm):
    """Whose weeks: of all my teams, by team; or of one team, by worker."""

    worker = None

    @property
    def chosen(self) -> Team | None:
        return self.cleaned_data["team"] if self.is_valid() else None


class SheetForm(WhoseForm):
    """Whose sheets. Nothing chosen: one's own."""

    def prepare(self):
        super().prepare()
        self.fields["team"].empty_label = "Mine and my teams’"

    def chosen(self):
        """Return the clocks asked for; one's own where nothing was."""
        seen = Due.objects.visible_to(self.user)
        if not self.is_valid():
            return seen.none()
        asked = {name: found for name, found in self.cleaned_data.items() if found}
        return seen.filter(**asked) if asked else digest.theirs(self.user)


class UploadForm(Form):
    """A file from the case system."""

    file = forms.FileField(
        label="Export from the case system",
        help_text="Annex A, the children in need census, the SSDA903 or workforce return, the sector dataset’s tables, or any report as a table (.xlsx, .xls, .ods, .csv, .tsv, .parquet, .xml or .zip). Up to 250 MB.",
        allow_empty_file=True,
        error_messages={"required": "Choose the export"},
    )
    as_at = DateField(
        label="Day it was taken",
        help_text="The day the case system was asked. For example, 27 3 2026.",
        error_messages={"required": "Enter the day it was taken"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        refuse_if_too_large(file.size)
        return file

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                "The day it was taken must be today or in the past"
            )
        return day

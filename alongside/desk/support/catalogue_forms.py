"""Which of the catalogue to show: by words, kind, team and day."""

from __future__ import annotations

from datetime import date

from django import forms

from alongside.desk.forms import DateField, Filters
from alongside.desk.people.names import folded
from alongside.desk.support.models import TaskVersion
from alongside.desk.workforce.models import Team


class CatalogueForm(Filters):
    """Nothing chosen: the catalogue of today, as it stands everywhere."""

    words = forms.CharField(label="With the words", required=False, max_length=80)
    kind = forms.ChoiceField(
        label="Whose work",
        required=False,
        choices=[("", "Anybody’s"), *TaskVersion.Kind.choices],
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="Everywhere"
    )
    day = DateField(label="As at", required=False)

    def prepare(self):
        self.fields["team"].queryset = Team.objects.active()

    def chosen_of(self, versions, today: date) -> list[TaskVersion]:
        """The versions that fit, in order; none where a choice cannot be read."""
        if not self.is_valid():
            return []
        asked = self.cleaned_data
        found = versions.in_force(asked["day"] or today, asked["team"]).in_order()
        if asked["kind"]:
            found = found.of_kind(asked["kind"])
        return [each for each in found if _fits(each, asked["words"])]


def _fits(version: TaskVersion, words: str) -> bool:
    said = folded(f"{version.name} {version.example} {version.boundary}")
    return all(word in said for word in folded(words).split())

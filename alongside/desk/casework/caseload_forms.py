"""What the pages of caseloads ask."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from alongside.desk.casework.caseloads import Caseloads, Line
from alongside.desk.forms import Filters, Form

TEAM, WORKER = "team", "worker"
MOST_FTE, MOST_CASES = 500, 20_000


class TeamForm(Filters):
    """Of which team. Nothing chosen: all in sight together."""

    team = forms.ChoiceField(required=False)

    def __init__(self, *args, found: Caseloads, **kwargs):
        self.found = found
        super().__init__(*args, **kwargs)

    def prepare(self):
        teams = [(line.pk, line.name) for line in self.found.teams if line.pk]
        self.fields["team"].choices = [("", self.found.whole.name), *teams]

    @property
    def chosen(self) -> Line | None:
        """The team chosen; the only one there is, where there is one."""
        teams = self.found.teams
        if len(teams) == 1:
            return teams[0]
        pk = self.cleaned_data.get("team") if self.is_valid() else ""
        return next((line for line in teams if pk and str(line.pk) == pk), None)


class CaseloadForm(TeamForm):
    """Of which team, and in which band."""

    band = forms.ChoiceField(required=False)

    def prepare(self):
        super().prepare()
        bands = self.found.settings.bands.bands
        self.fields["band"].choices = [("", "Any band")] + [
            (band.place, band.name) for band in bands
        ]

    @property
    def place(self) -> int | None:
        chosen = self.cleaned_data.get("band") if self.is_valid() else ""
        return int(chosen) if chosen else None


def _fte(label: str, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, required=False, min_value=Decimal("0.01"),
        max_value=MOST_FTE, max_digits=6, decimal_places=2,
        error_messages={
            "invalid": f"{label} must be a number, like 1 or 0.6",
            "min_value": f"{label} must be more than 0",
            "max_value": f"{label} must be {MOST_FTE} or fewer",
        },
    )  # fmt: skip


class WhatIfForm(TeamForm):
    """What is to change. Each is reckoned on its own; what is empty is not."""

    filled = _fte("FTE filled", "A vacancy filled: for example 1, or 0.6.")
    gone = _fte("FTE that leave", "Two full-time workers are 2.")
    officers = _fte("Officers")
    hours = _fte("Hours a week each releases")
    each = _fte("Cases each should hold")
    cases = forms.IntegerField(
        label="Cases that move", required=False, min_value=1, max_value=MOST_CASES,
        error_messages={"invalid": "Cases that move must be a whole number"},
    )  # fmt: skip
    giver = forms.ChoiceField(label="From", required=False)
    taker = forms.ChoiceField(label="To", required=False)

    def prepare(self):
        super().prepare()
        lines = self._lines()
        for name in ("giver", "taker"):
            self.fields[name].choices = [("", "Choose who")] + [
                (key, line.name) for key, line in lines.items()
            ]

    def _lines(self) -> dict[str, Line]:
        """Every team; and the workers of the team chosen, else there would be hundreds."""
        asked = self.data.get("team", "")
        lines = {f"{TEAM}-{line.pk}": line for line in self.found.teams if line.pk}
        alone = len(self.found.teams) == 1
        for line in self.found.workers:
            if line.team and (alone or str(line.team.pk) == asked):
                lines[f"{WORKER}-{line.pk}"] = line
        return lines

    def line(self, name: str) -> Line:
        return self._lines()[self.cleaned_data[name]]

    def clean(self):
        asked = super().clean()
        self._together(asked, "officers", "hours", "Enter the hours each releases")
        self._together(asked, "hours", "officers", "Enter how many officers")
        self._together(asked, "cases", "giver", "Choose who gives the cases")
        self._together(asked, "cases", "taker", "Choose who takes the cases")
        if asked.get("giver") and asked.get("giver") == asked.get("taker"):
            self.add_error("taker", "Choose somebody other than who gives them")
        return asked

    def _together(self, asked: dict, one: str, other: str, sentence: str) -> None:
        if asked.get(one) and not asked.get(other) and other not in self.errors:
            self.add_error(other, sentence)


class AllocateForm(Form):
    """Who is to hold the case, and why."""

    worker = forms.TypedChoiceField(
        label="Who should hold the case?",
        coerce=int,
        error_messages={
            "required": "Choose who should hold the case",
            "invalid_choice": "Choose somebody on the list",
        },
    )
    reason = forms.CharField(
        label="Why this worker?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It goes into the text for the case system.",
        error_messages={"required": "Say why this worker"},
    )

    def __init__(self, *args, lines: list[Line], **kwargs):
        self.lines = lines
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.fields["worker"].choices = [(line.pk, line.name) for line in self.lines]

    @property
    def line(self) -> Line:
        chosen = self.cleaned_data["worker"]
        return next(line for line in self.lines if line.pk == chosen)

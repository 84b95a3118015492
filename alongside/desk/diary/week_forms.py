"""Whose week is shown: one's own, that of a team, of rooms, chairs and interpreters."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms

from alongside.desk.diary.models import Resource
from alongside.desk.forms import DateField, Filters
from alongside.desk.workforce.models import Membership, Team

OWN = "own"
SHARED = {
    "room": "Rooms",
    "chair": "Chairs",
    "interpreter": "Interpreters",
    "outside": "People outside",
}


class WeekForm(Filters):
    """Several may be chosen. Nothing chosen: one's own, or else one's first team's."""

    whose = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Choose from the list again: some of what was chosen "
            "is not there for you, or not any longer."
        },
    )
    week = DateField(label="A day of the week", required=False)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        self.seen = Resource.objects.visible_to(user).in_use()
        super().__init__(*args, **kwargs)

    def prepare(self):
        self.teams = list(Team.objects.visible_to(self.user).active().order_by("name"))
        own = [(OWN, "My own")] if self.seen.filter(user=self.user).exists() else []
        teams = [(f"team-{team.pk}", team.name) for team in self.teams]
        self.fields["whose"].choices = [*own, *teams, *SHARED.items()]
        # What is shown is ticked: whoever adds the rooms keeps their own week beside them.
        self.fields["whose"].initial = self._usual()
        if self.is_bound and not self.data.get("whose"):
            self.data = self.data.copy()
            self.data.setlist("whose", self._usual())

    def chosen(self) -> list[str]:
        """Return what is shown: what was chosen, or the usual where nothing fits."""
        said = self.cleaned_data.get("whose") if self.is_valid() else []
        return said or self._usual()

    def _usual(self) -> list[str]:
        choices = [code for code, _ in self.fields["whose"].choices]
        usual = [code for code in choices if code == OWN or code.startswith("team-")]
        return usual[:1] or choices[:1]

    def day(self, today: date) -> date:
        """Return the day that was asked for; at a weekend, one of the week to come."""
        coming = today + timedelta(days=2) if today.weekday() > 4 else today
        return (self.is_valid() and self.cleaned_data["week"]) or coming

    def resources(self) -> list[Resource]:
        """Return those chosen, in the order of the choices; nobody twice."""
        found = {each.pk: each for code in self.chosen() for each in self._of(code)}
        return list(found.values())

    def _of(self, code: str):
        if code == OWN:
            return self.seen.filter(user=self.user)
        if code in SHARED:
            return self.seen.of_kind(code).by_name()
        team = code.removeprefix("team-")
        members = Membership.objects.current().filter(team=team).values("user")
        people = self.seen.of_kind(Resource.Kind.PERSON)
        named = people.filter(user__in=members) | people.filter(worker__team=team)
        return named.by_name()

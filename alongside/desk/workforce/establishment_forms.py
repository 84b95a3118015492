from __future__ import annotations

from django import forms

from alongside.desk.forms import DateField, Filters
from alongside.desk.workforce.models import PostRole, Team


class Part(Filters):
    """Which part of the establishment is asked about."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All teams"
    )
    role = forms.ModelChoiceField(
        PostRole.objects.none(), required=False, empty_label="All roles"
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        theirs = Team.objects.visible_to(self.user)
        keeps = self.user.may("keep_establishment")
        teams = Team.objects.all() if keeps else theirs
        self.fields["team"].queryset = teams.order_by("name")
        self.fields["role"].queryset = PostRole.objects.visible_to(self.user)


class DayForm(Part):
    """The establishment of which day, team and role."""

    on = DateField(label="On", required=False)
    field_order = ("on", "team", "role")


class CompareForm(Part):
    """Which two days to compare, and for what part."""

    before = DateField(label="First day", required=False)
    after = DateField(label="Second day", required=False)
    field_order = ("before", "after", "team", "role")

    def clean(self):
        given = super().clean()
        before, after = given.get("before"), given.get("after")
        if before and after and after < before:
            self.add_error("after", "The second day must be the first or a later one.")
        return given

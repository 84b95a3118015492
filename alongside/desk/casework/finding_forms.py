"""What the list for the data team asks: which faults, and what is settled of them."""

from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef

from alongside.desk.access.models import User
from alongside.desk.casework.finding_models import Fault
from alongside.desk.casework.templatetags.timescales import list_name
from alongside.desk.forms import Filters, Form
from alongside.desk.people.models import ChildTeam
from alongside.desk.workforce.models import Team

AT_LEAST = (1, 5, 20)
NOBODY = "nobody"


class FaultFilterForm(Filters):
    """Which faults to list. Nothing chosen lists them all.

    Only lists and teams of faults in this person's sight can be chosen.
    """

    list = forms.ChoiceField(label="List", required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="All my teams"
    )
    weight = forms.ChoiceField(
        label="Timescales it touches",
        required=False,
        choices=[("", "Any number"), *((n, f"{n} or more") for n in AT_LEAST)],
    )
    whose = forms.ChoiceField(label="Given to", required=False)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        seen = Fault.objects.visible_to(self.user)
        lists = seen.order_by("list").values_list("list", flat=True).distinct()
        self.fields["list"].choices = [("", "All")] + [
            (name, list_name(name) if name else "The whole file")
            for name in lists
            if name
        ]
        teams = ChildTeam.objects.filter(child__in=seen.values("child")).values("team")
        self.fields["team"].queryset = Team.objects.visible_to(self.user).filter(
            pk__in=teams
        )
        people = User.objects.filter(pk__in=seen.values("assigned_to")).by_name()
        self.fields["whose"].choices = [("", "Anybody"), (NOBODY, "Nobody yet")] + [
            (str(person.pk), person.full_name) for person in people
        ]

    def chosen(self, faults):
        """Return the faults that fit; a choice that makes no sense fits nothing."""
        if not self.is_valid():
            return faults.none()
        asked = self.cleaned_data
        if asked["list"]:
            faults = faults.filter(list=asked["list"])
        if asked["team"]:
            held = ChildTeam.objects.filter(team=asked["team"], child=OuterRef("child"))
            faults = faults.filter(Exists(held))
        if asked["weight"]:
            faults = faults.filter(weight__gte=int(asked["weight"]))
        if asked["whose"]:
            whose = None if asked["whose"] == NOBODY else int(asked["whose"])
            faults = faults.filter(assigned_to=whose)
        return faults


class SettleForm(Form):
    """What to settle of the faults ticked."""

    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Leave as it is"), *Fault.Status.choices],
    )
    assigned_to = forms.ModelChoiceField(
        User.objects.none(),
        label="Give it to",
        required=False,
        empty_label="Leave as it is",
    )
    note = forms.CharField(label="Note", required=False, max_length=500)

    def prepare(self):
        self.fields["assigned_to"].queryset = User.objects.who_may("mend_records")


class MendForm(SettleForm):
    """What to settle of one fault."""

    status = forms.ChoiceField(label="Status", choices=Fault.Status.choices)
    should = forms.CharField(
        label="What should stand there",
        required=False,
        max_length=300,
        help_text="As it is to be entered. Leave it empty if you do not know.",
    )
    changes = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ["status", "assigned_to", "should", "note", "changes"]

    def prepare(self):
        super().prepare()
        self.fields["assigned_to"].empty_label = "Nobody yet"
        self.fields["note"].help_text = "Needed where it will not be mended: say why."

    @classmethod
    def of(cls, fault: Fault, changes: int, data=None) -> MendForm:
        """The form as the fault stands, which has changed so many times."""
        stands = {
            "status": fault.status,
            "assigned_to": fault.assigned_to_id,
            "should": fault.should,
            "changes": changes,
        }
        return cls(data, initial=stands)

"""What the worklist asks: which clocks to list, and what to do with those ticked."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.once import once
from alongside.desk.access.unsent import asks_about
from alongside.desk.casework.choosing import HELD, MINE, NOBODYS, NOT_HELD
from alongside.desk.casework.forms import WhoseForm
from alongside.desk.casework.models import Mark
from alongside.desk.casework.owner_models import FURTHEST
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.states import LAPSED, STATES, UNRECORDED
from alongside.desk.casework.who import rules_by_actor
from alongside.desk.forms import DateField, Form

GIVE, HOLD, RELEASE, USUAL = "give", "hold", "release", "usual"
OTHERWISE = {  # what is done with a clock beside marking it
    GIVE: "Give it to another owner",
    HOLD: "Hold it until a later day",
    RELEASE: "End the hold",
}
NEEDS_NOTE = {
    Mark.Kind.WRONG: "Say in the note what is wrong, or what should be known",
    Mark.Kind.NOTE: "Say in the note what is wrong, or what should be known",
    GIVE: "Say in the note why it changes hands",
    HOLD: "Say in the note why it waits",
}
NEEDS_FIELD = {
    Mark.Kind.ARRANGED: ("arranged_for", "Enter the day it is arranged for"),
    GIVE: ("owner", "Choose who has it from now on"),
    HOLD: ("until", "Enter the day it comes back"),
}
OF_KIND = {  # a field is asked for with one kind alone
    "done_on": Mark.Kind.AWAITING,
    "arranged_for": Mark.Kind.ARRANGED,
    "owner": GIVE,
    "until": HOLD,
}


class FilterForm(WhoseForm):
    """Which clocks to list. Nothing chosen lists them all."""

    rule = forms.ChoiceField(label="Timescale", required=False)
    who = forms.ChoiceField(label="Must act", required=False)
    owner = forms.ChoiceField(label="Owner", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "Any state"),
            *((code, state.label) for code, state in STATES.items()),
            (LAPSED, "Arranged for a day that has passed"),
            (UNRECORDED, "Still not recorded"),
            ("recorded", "Recorded"),
        ],
    )
    hold = forms.ChoiceField(
        label="On hold",
        required=False,
        choices=[("", "On hold or not"), (HELD, "On hold"), (NOT_HELD, "Not on hold")],
    )

    def prepare(self):
        super().prepare()
        rules = [rule for rule in rulebook().values() if rule.computed]
        self.fields["rule"].choices = [("", "All")] + [
            (rule.code, rule.title)
            for rule in sorted(rules, key=lambda rule: rule.title)
        ]
        self.fields["who"].choices = [("", "Anybody")] + [
            (actor, actor) for actor in rules_by_actor()
        ]
        self.fields["owner"].choices = [
            ("", "Anybody"),
            (MINE, "Me, and whom I cover for"),
            (NOBODYS, "Nobody"),
            *people_who_mark(),
        ]

    @property
    def asked(self) -> dict[str, str]:
        """What was chosen, as the address carries it."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


def people_who_mark() -> list[tuple[str, str]]:
    """Their keys and names, by name; a page asks for them in two of its forms."""
    return once("people who mark", _people_who_mark)


def _people_who_mark() -> list[tuple[str, str]]:
    people = User.objects.who_may("mark_timescales")
    return [(str(pk), name) for pk, name in people.values_list("pk", "full_name")]


@asks_about("casework.Due")
class DoForm(Form):
    """What to say of the clocks chosen, or to do with them."""

    kind = forms.ChoiceField(
        label="What do you want to say?",
        choices=[*Mark.Kind.choices, *OTHERWISE.items()],
        error_messages={"required": "Choose what you want to say"},
    )
    done_on = DateField(label="Day it was done", required=False)
    arranged_for = DateField(
        label="Day it is arranged for",
        required=False,
        help_text=f"From today on, within {FURTHEST} days.",
    )
    owner = forms.ChoiceField(label="New owner", required=False)
    until = DateField(
        label="Day it comes back",
        required=False,
        help_text=f"Within {FURTHEST} days. It is still counted until then.",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        help_text="Leave it empty, unless something is wrong or should be known, or "
        "you give it away or hold it: then say why.",
    )

    def prepare(self):
        self.fields["owner"].choices = [
            ("", "Choose a person"),
            (USUAL, "Whoever supports the team"),
            *people_who_mark(),
        ]

    def clean(self):
        asked = super().clean()
        kind = asked.get("kind")
        missing = not asked.get("note") and "note" not in self.errors
        if kind in NEEDS_NOTE and missing:
            self.add_error("note", NEEDS_NOTE[kind])
        if kind:
            self._leave_out_of_sight(kind, asked)
        name, sentence = NEEDS_FIELD.get(kind, ("", ""))
        if name and not asked.get(name) and name not in self.errors:
            self.add_error(name, sentence)
        return asked

    def _leave_out_of_sight(self, kind: str, asked: dict) -> None:
        """Leave out what was typed before another kind was chosen."""
        for name, its_kind in OF_KIND.items():
            if kind != its_kind:
                self.errors.pop(name, None)
                asked[name] = None

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(
                "The day it comes back must be later than today"
            )
        return day

"""What the pages of casework ask."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.casework import digest
from alongside.desk.casework.actions import refuse_if_too_large
from alongside.desk.casework.models import Due, Mark
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.who import rules_by_actor
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.models import Team, Worker

UNMARKED = "none"


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
        for name, model in (("team", Team), ("worker", Worker)):
            if name in self.fields:
                having = model.objects.filter(pk__in=in_sight.values(name))
                self.fields[name].queryset = having


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


class FilterForm(WhoseForm):
    """Which clocks to list. Nothing chosen lists them all."""

    rule = forms.ChoiceField(label="Timescale", required=False)
    who = forms.ChoiceField(label="Must act", required=False)
    mark = forms.ChoiceField(
        label="Marked",
        required=False,
        choices=[
            ("", "Marked or not"),
            (UNMARKED, "Not marked"),
            (Mark.Kind.ASKED, Mark.Kind.ASKED.label),
            (Mark.Kind.AWAITING, Mark.Kind.AWAITING.label),
            (Mark.Kind.WRONG, Mark.Kind.WRONG.label),
        ],
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

    def chosen(self, dues):
        """Return the clocks that fit; a choice that makes no sense fits nothing."""
        if not self.is_valid():
            return dues.none()
        asked = self.cleaned_data
        for name in ("team", "worker", "rule"):
            if asked[name]:
                dues = dues.filter(**{name: asked[name]})
        if asked["who"]:
            dues = dues.filter(rule__in=rules_by_actor()[asked["who"]])
        if asked["mark"] == UNMARKED:
            return dues.filter(mark=None)
        return dues.with_mark(asked["mark"]) if asked["mark"] else dues


class MarkForm(Form):
    """What to say of the clocks chosen."""

    kind = forms.ChoiceField(
        label="What do you want to say?",
        choices=Mark.Kind.choices,
        error_messages={"required": "Choose what you want to say"},
    )
    done_on = DateField(
        label="Day it was done",
        required=False,
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        help_text="Leave it empty, unless something is wrong or should be known.",
    )

    def clean(self):
        asked = super().clean()
        if asked.get("kind") in (Mark.Kind.WRONG, Mark.Kind.NOTE) and not asked.get(
            "note"
        ):
            self.add_error(
                "note", "Say in the note what is wrong, or what should be known"
            )
        if asked.get("kind") not in ("", None, Mark.Kind.AWAITING):
            # Typed before another kind was chosen, and out of sight since.
            self.errors.pop("done_on", None)
            asked["done_on"] = None
        return asked


class UploadForm(Form):
    """A file from the case system."""

    file = forms.FileField(
        label="Export from the case system",
        help_text="An Ofsted Annex A workbook (.xlsx or .xls), or the sector dataset's tables (.zip or .csv). Up to 250 MB.",
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

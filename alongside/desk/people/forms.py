"""What is asked to find a child, and when a child's record is restricted."""

from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef, Q

from alongside.desk.access.models import User
from alongside.desk.access.roles import SERVICE
from alongside.desk.forms import Form
from alongside.desk.people.models import Child, Conflict, Opening, Restriction
from alongside.desk.workforce.models import Membership


def who_could_see(child: Child):
    """People whose role and teams would show them this child: a list adds nobody else."""
    teams = child.teams.values("pk")
    theirs = Membership.objects.current().filter(user=OuterRef("pk"), team__in=teams)
    could = User.objects.who_may("see_timescales").filter(
        Q(role__scope=SERVICE) | Exists(theirs)
    )
    return could.exclude(pk__in=Conflict.objects.who_know(child))


class FindChildForm(Form):
    """Who is looked for. What is typed is posted: names stay out of addresses."""

    said = forms.CharField(
        label="Name, or id in the case system",
        min_length=2,
        max_length=80,
        help_text="The first letters of each name are enough.",
        error_messages={
            "required": "Enter a name or an id",
            "min_length": "Enter at least two letters",
        },
    )


class NamedWithRole(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user) -> str:
        return f"{user.full_name}, {user.role.name.lower()}"


class RestrictForm(Form):
    """Why a record is restricted, and who may still see it besides whoever restricts it."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Those on the list read it. For example, a relative works here.",
        error_messages={"required": "Enter why the record is to be restricted"},
    )
    people = NamedWithRole(
        User.objects.none(),
        label="Who else needs to know",
        required=False,
        help_text="Only people who could see the child now are named. You are on the list.",
    )

    def __init__(self, *args, child, by, **kwargs):
        self.child, self.by = child, by
        super().__init__(*args, **kwargs)

    def prepare(self):
        others = who_could_see(self.child).exclude(pk=self.by.pk)
        self.fields["people"].queryset = others


class NeedToKnowForm(Form):
    """Who is to be added to a restriction's list."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Who else needs to know",
        empty_label="Choose a person",
        error_messages={"required": "Choose who else needs to know"},
    )

    def __init__(self, *args, restriction: Restriction, **kwargs):
        self.restriction = restriction
        super().__init__(*args, **kwargs)

    def prepare(self):
        listed = self.restriction.need_to_know.values("user")
        could = who_could_see(self.restriction.child)
        self.fields["user"].queryset = could.exclude(pk__in=listed)


class OpenRestrictedForm(Form):
    """Which record is to be opened, by the id alone, and why."""

    case_id = forms.CharField(
        label="The child’s id in the case system",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.ChoiceField(
        label="Why do you need to see it now?",
        choices=Opening.Why,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need to see it now"},
    )
    words = forms.CharField(
        label="In your own words",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who asked, what happened, what you need to know. Those who review it read it.",
        error_messages={"required": "Enter in your own words why you need to see it"},
    )


class ReviewOpeningForm(Form):
    """Whether it was right to open a record, and why."""

    judged = forms.ChoiceField(
        label="Was it right to open the record?",
        choices=Opening.Judged,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was right"},
    )
    words = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why you think so"},
    )


class ConflictForm(Form):
    """That somebody knows a child's family outside work."""

    user = forms.ModelChoiceField(
        User.objects.none(), label="Who knows the family", required=False,
        empty_label="I do",
    )  # fmt: skip
    case_id = forms.CharField(
        label="The child’s id in the case system",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="One child’s is enough: it holds for the whole family.",
    )
    kind = forms.ChoiceField(
        label="How is the family known?",
        choices=Conflict.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the family is known"},
    )
    words = forms.CharField(
        label="What a manager should know",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, by: User, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def prepare(self):
        """Of others, only somebody who keeps these says it; of those they manage."""
        if not self.by.may("keep_conflicts"):
            del self.fields["user"]
            return
        self.fields["user"].queryset = managed_by(self.by).exclude(pk=self.by.pk)


def managed_by(user: User):
    """The people of the teams that somebody answers for; everybody, for the service."""
    everybody = User.objects.active().by_name()
    if user.sees_whole_service:
        return everybody
    return everybody.filter(pk__in=Membership.objects.beside(user))

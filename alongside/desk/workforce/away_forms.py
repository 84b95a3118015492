from __future__ import annotations

from django import forms

from alongside.desk.access.models import User
from alongside.desk.forms import DateField, Form
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.models import Membership


class NoteAbsenceForm(Form):
    """Who is away, from when until when, and why."""

    user = forms.ModelChoiceField(
        User.objects.none(), label="Person", empty_label="Choose a person"
    )
    kind = forms.ChoiceField(
        label="Why they are away", choices=Absence.Kind, widget=forms.RadioSelect
    )
    first_on = DateField(label="First day away")
    last_on = DateField(
        label="Last day away", required=False, help_text="Leave empty if not known."
    )

    def __init__(self, *args, asker, **kwargs):
        self.asker = asker
        super().__init__(*args, **kwargs)

    def prepare(self):
        people = User.objects.filter(pk=self.asker.pk)
        if self.asker.may("arrange_cover"):  # whom they mean is theirs to say
            beside = Membership.objects.beside(self.asker)
            people = people | User.objects.filter(pk__in=beside)
        else:
            self.fields["user"].initial = self.asker.pk
        self.fields["user"].queryset = people.active().by_name()


class ComeBackForm(Form):
    last_on = DateField(label="Last day away")


class ArrangeCoverForm(Form):
    """Who does the work meanwhile, and on which days."""

    covering = forms.ModelChoiceField(
        User.objects.none(), label="Who covers", empty_label="Choose a person"
    )
    since = DateField(label="First day of cover")
    until = DateField(
        label="Last day of cover",
        required=False,
        help_text="Leave empty to cover until they are back.",
    )

    def __init__(self, *args, absence, **kwargs):
        self.absence = absence
        super().__init__(*args, **kwargs)

    def prepare(self):
        able = User.objects.who_may("mark_timescales")
        self.fields["covering"].queryset = able.exclude(pk=self.absence.user_id)
        self.fields["since"].initial = self.absence.first_on

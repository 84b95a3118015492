"""What is asked of a diary: whose it is, and between which hours they can be met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.diary.models import Availability, Resource
from alongside.desk.forms import DateField, Form, TimeField
from alongside.desk.workforce.duty_models import WEEKDAYS
from alongside.desk.workforce.models import Membership, Team


class EditDiaryForm(Form):
    """What is held of a person, a chair, a room or an interpreter."""

    name = forms.CharField(max_length=150)
    place = forms.CharField(
        max_length=120,
        required=False,
        help_text="The building: of a room, where it is; of a person, where they sit.",
    )
    capacity = forms.IntegerField(
        label="Seats, of a room", required=False, min_value=1, max_value=1000
    )
    language = forms.CharField(
        label="Language, of an interpreter", max_length=60, required=False
    )
    email = forms.EmailField(
        label="E-mail address, of a person outside",
        required=False,
        error_messages={
            "invalid": "Enter an e-mail address, like name@example.com",
        },
    )
    hybrid = forms.BooleanField(label="Can be joined from elsewhere", required=False)
    term_only = forms.BooleanField(label="Can be met in term time only", required=False)


class ChangeDiaryForm(EditDiaryForm):
    active = forms.BooleanField(label="In use", required=False)


class AddDiaryForm(EditDiaryForm, SentOnce):
    kind = forms.ChoiceField(
        label="What it is a diary of",
        choices=Resource.Kind,
        widget=forms.RadioSelect,
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Who it is, where they sign in here",
        required=False,
        empty_label="Nobody who signs in",
    )
    field_order = ["kind", "name", "user"]

    def __init__(self, *args, user, **kwargs):
        self.keeper = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        teams = Team.objects.visible_to(self.keeper)
        theirs = Membership.objects.current().filter(team__in=teams).values("user")
        without = User.objects.active().filter(pk__in=theirs, diary=None)
        self.fields["user"].queryset = without.order_by("full_name", "pk")


def hours_typed(kept: Iterable[Availability]) -> dict[str, time]:
    """Return the hours in force as the form's fields: one day alone can then be changed."""
    found: dict[str, time] = {}
    for each in kept:
        found[f"from_{each.weekday}"] = each.starts
        found[f"until_{each.weekday}"] = each.ends
    return found


class HoursForm(Form):
    """From and until, of each day of the week; a day without is a day off."""

    since = DateField(label="From which day on")
    said_by = forms.CharField(label="Who said so", max_length=120, required=False)

    def prepare(self):
        self.fields["since"].initial = timezone.localdate()
        for number, day in enumerate(WEEKDAYS):
            self.fields[f"from_{number}"] = TimeField(
                label=f"{day}, from", required=False
            )
            self.fields[f"until_{number}"] = TimeField(
                label=f"{day}, until", required=False
            )

    def by_day(self) -> Iterator[tuple[str, list]]:
        for number, day in enumerate(WEEKDAYS):
            yield day, [self[f"from_{number}"], self[f"until_{number}"]]

    def clean(self):
        """Give the action the hours by weekday, and no day that is half told."""
        data = super().clean()
        hours: dict[int, tuple[time, time]] = {}
        for number, day in enumerate(WEEKDAYS):
            starts, ends = (
                data.pop(f"from_{number}", None),
                data.pop(f"until_{number}", None),
            )
            if starts and ends and starts < ends:
                hours[number] = starts, ends
            elif starts or ends:
                self.add_error(
                    f"until_{number}",
                    f"{day} needs a time from which, and a later one until which",
                )
        return {
            "since": data.get("since"),
            "said_by": data.get("said_by", ""),
            "hours": hours,
        }

    def clean_since(self) -> date:
        since = self.cleaned_data["since"]
        if since.year < 2000 or since.year > 2100:
            raise ValidationError("Enter a day between 2000 and 2100")
        return since

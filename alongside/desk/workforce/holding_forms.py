from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.forms import DateField, Form
from alongside.desk.said import day_said
from alongside.desk.workforce.looked_up import LookedUp
from alongside.desk.workforce.models import Holding, Post, Stage
from alongside.desk.workforce.post_forms import fte_field, staff_field


class PutInPostForm(Form):
    """Who holds a post, on what basis, how much of it, and until when."""

    staff = staff_field("Member of staff")
    basis = forms.ChoiceField(choices=Holding.Basis, widget=forms.RadioSelect)
    fte = fte_field("FTE held")
    since = DateField(label="First day")
    until = DateField(
        label="Last day", required=False, help_text="Leave empty while it goes on."
    )
    home = LookedUp(
        Post.objects.all(),
        ("number",),
        "post",
        label="Home post, if seconded",
        required=False,
        help_text="The number of the post they come from, if it is one of ours.",
    )
    backfilled_by = staff_field(
        "Who backfills the home post",
        required=False,
        help_text="Payroll number, or the whole name. They are put in the home post, "
        "acting, for the same days.",
    )

    def clean(self):
        given = super().clean()
        if given.get("backfilled_by") and not given.get("home"):
            self.add_error("home", "Enter the home post that is backfilled.")
        return given


class EndHoldingForm(Form, SeenBefore):
    until = DateField(label="Last day in the post")


class Past(Form):
    """A form whose day has come."""

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(
                f"{day_said(day)} has not come yet. Note the stage on the day."
            )
        return day


class RecruitForm(Past):
    on = DateField(label="Advertised on")
    note = forms.CharField(
        max_length=200, required=False, help_text="Such as where it was advertised."
    )


class StageForm(Past):
    kind = forms.ChoiceField(
        label="How far it came",
        choices=[each for each in Stage.Kind.choices if each[0] != "advertised"],
        widget=forms.RadioSelect,
    )
    on = DateField(label="On")

from __future__ import annotations

from decimal import Decimal

from django import forms

from alongside.desk.access.models import User
from alongside.desk.access.seen_before import SeenBefore
from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Filters, Form
from alongside.desk.workforce.looked_up import LookedUp
from alongside.desk.workforce.models import StaffMember, Worker
from alongside.desk.workforce.post_forms import staff_field
from alongside.desk.workforce.staff_models import FULL_WEEK

NOT_SAID = [("", "Not said")]


def hours_field(label: str, least: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(least),
        max_digits=5,
        decimal_places=2,
        initial=FULL_WEEK,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
        error_messages={"invalid": "Enter the hours as a number, like 37 or 18.5"},
    )


class StaffForm(Form):
    """What HR knows of a member of staff."""

    name = forms.CharField(label="Full name", max_length=150)
    number = forms.CharField(label="Payroll number", max_length=30, required=False)
    engaged = forms.ChoiceField(
        label="How engaged",
        choices=StaffMember.Engaged,
        widget=forms.RadioSelect,
        initial=StaffMember.Engaged.EMPLOYEE,
    )
    line_manager = staff_field("Line manager", required=False)
    contracted_hours = hours_field("Contracted hours a week", "0")
    standard_hours = hours_field("Standard hours a week of the grade", "1")
    registration = forms.CharField(
        label="Registration with Social Work England", max_length=20, required=False
    )
    qualified_on = DateField(label="Qualified on", required=False)
    joined_on = DateField(label="Joined the council on", required=False)
    joined_from = forms.ChoiceField(
        label="Joined from",
        choices=NOT_SAID + StaffMember.JoinedFrom.choices,
        required=False,
    )
    left_on = DateField(label="Last day", required=False)
    leaving_reason = forms.ChoiceField(
        label="Why they left",
        choices=NOT_SAID + StaffMember.Leaving.choices,
        required=False,
    )
    user = LookedUp(
        User.objects.all(),
        ("username",),
        "sign-in",
        label="Sign-in name here",
        required=False,
        help_text="If they sign in to Alongside.",
    )
    worker = LookedUp(
        Worker.objects.all(),
        ("source_id",),
        "worker",
        label="Id in the case system",
        required=False,
        help_text="If the case system names them.",
    )


class AddStaffForm(StaffForm, SentOnce):
    """What HR knows of somebody who is added."""


class ChangeStaffForm(StaffForm, SeenBefore):
    """What HR knows of somebody who is here, as this page showed it."""


class FindStaffForm(Form):
    """A name, or part of one; posted, so that no name stands in an address."""

    says_optional = False
    said = forms.CharField(
        label="Find by name", max_length=150, help_text="A name, or part of one."
    )


class StaffFilter(Filters):
    """Which members of staff to list."""

    number = forms.CharField(label="Payroll number", max_length=30, required=False)
    engaged = forms.ChoiceField(
        label="How engaged",
        choices=[("", "Any")] + StaffMember.Engaged.choices,
        required=False,
    )
    here = forms.ChoiceField(
        label="Here",
        choices=[("", "Now"), ("all", "Now or before")],
        required=False,
    )

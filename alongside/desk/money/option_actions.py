"""An appraisal begun, its options and what is known of them kept, the preferred one named."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.option_models import (
    OptionBenefit,
    OptionRisk,
    OptionsAppraisal,
    WeighedOption,
)

NOTHING = "Do nothing"


@once
@transaction.atomic
def begin_appraisal(*, by: User, **about) -> OptionsAppraisal:
    """Begin an appraisal. Doing nothing is among its options from the start."""
    appraisal = OptionsAppraisal(begun_by=by, begun_on=timezone.localdate(), **about)
    keep(appraisal, by=by, action="begin appraisal")
    nothing = WeighedOption(
        appraisal=appraisal, name=NOTHING, does_nothing=True,
        about="All goes on as it is.", not_costed="Not worked out yet",
    )  # fmt: skip
    keep(nothing, by=by, action="add option")
    return appraisal


@transaction.atomic
def change_appraisal(
    *, by: User, appraisal: OptionsAppraisal, **values
) -> OptionsAppraisal:
    """Change what is weighed and how; refuses to overwrite what others changed since."""
    return change_row(by=by, row=appraisal, action="change appraisal", **values)


@once
@transaction.atomic
def add_option(*, by: User, appraisal: OptionsAppraisal, **values) -> WeighedOption:
    option = WeighedOption(appraisal=appraisal, **values)
    return keep(option, by=by, action="add option")


@transaction.atomic
def change_option(*, by: User, option: WeighedOption, **values) -> WeighedOption:
    return change_row(by=by, row=option, action="change option", **values)


@transaction.atomic
def take_out_option(*, by: User, option: WeighedOption) -> None:
    """Take an option out, with what was said of it. Doing nothing stays; so does the preferred."""
    appraisal = OptionsAppraisal.objects.select_for_update(
        of=("self",), no_key=True
    ).get(pk=option.appraisal_id)
    if option.does_nothing:
        raise ValidationError("Doing nothing stays: the others are compared with it.")
    if appraisal.preferred_id == option.pk:
        raise ValidationError("This is the preferred option. Prefer another first.")
    record(by=by, action="take out option", subject=appraisal, option=option.pk)
    option.delete()


@once
@transaction.atomic
def add_benefit(*, by: User, option: WeighedOption, **values) -> OptionBenefit:
    return keep(OptionBenefit(option=option, **values), by=by, action="add benefit")


@transaction.atomic
def change_benefit(*, by: User, benefit: OptionBenefit, **values) -> OptionBenefit:
    return change_row(by=by, row=benefit, action="change benefit", **values)


@once
@transaction.atomic
def add_risk(*, by: User, option: WeighedOption, **values) -> OptionRisk:
    return keep(OptionRisk(option=option, **values), by=by, action="add risk")


@transaction.atomic
def change_risk(*, by: User, risk: OptionRisk, **values) -> OptionRisk:
    return change_row(by=by, row=risk, action="change risk", **values)


@transaction.atomic
def take_out_part(*, by: User, part: OptionBenefit | OptionRisk) -> None:
    """Take a benefit or a risk out."""
    record(by=by, action="take out part of option", subject=part.option, part=part.pk)
    part.delete()

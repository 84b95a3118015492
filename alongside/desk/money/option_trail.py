"""What the audit trail says of options appraisals."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.money.option_models import (
    OptionBenefit,
    OptionRisk,
    OptionsAppraisal,
    WeighedOption,
)


@tells("money.OptionsAppraisal")
def appraisals(reader: User, keys: set[str]) -> dict[str, str]:
    found = OptionsAppraisal.objects.filter(pk__in=keys)
    return {str(each.pk): each.name for each in found}


@tells("money.WeighedOption")
def options(reader: User, keys: set[str]) -> dict[str, str]:
    found = WeighedOption.objects.filter(pk__in=keys).select_related("appraisal")
    return {str(each.pk): f"{each.appraisal}: {each}" for each in found}


def _of_option(model):
    """Say a benefit or a risk as its option's name and its own words."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys).select_related("option__appraisal")
        return {
            str(each.pk): f"{each.option.appraisal}: {each.option}, {each}"
            for each in found
        }

    return told


tells("money.OptionBenefit")(_of_option(OptionBenefit))
tells("money.OptionRisk")(_of_option(OptionRisk))

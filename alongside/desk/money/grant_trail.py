"""What the audit trail says of grants."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.money.grant_models import (
    Funder,
    Grant,
    GrantEntry,
    GrantEvidence,
    GrantInstalment,
    GrantUse,
    GrantYearEnd,
)
from alongside.desk.said import day_said


@tells("money.Grant")
def grants(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(each.pk): each.name for each in Grant.objects.filter(pk__in=keys)}


@tells("money.Funder")
def funders(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(each.pk): each.name for each in Funder.objects.filter(pk__in=keys)}


def _of_grant(model, words):
    """Say rows of a grant as the grant's name and these words of each."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys).select_related("grant")
        return {str(each.pk): f"{each.grant.name}: {words(each)}" for each in found}

    return told


tells("money.GrantUse")(_of_grant(GrantUse, lambda use: use.name))
tells("money.GrantEntry")(
    _of_grant(
        GrantEntry,
        lambda each: (
            f"{each.get_kind_display()}, £{each.pounds:,.2f}, "
            f"{day_said(each.happened_on)}"
        ),
    )
)
tells("money.GrantInstalment")(
    _of_grant(
        GrantInstalment,
        lambda each: f"instalment of £{each.pounds:,.2f} by {day_said(each.due_on)}",
    )
)
tells("money.GrantEvidence")(_of_grant(GrantEvidence, lambda each: "evidence"))
tells("money.GrantYearEnd")(_of_grant(GrantYearEnd, lambda each: f"year end {each.year + 1}"))  # fmt: skip

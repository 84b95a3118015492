"""The invented council's options appraisal: who does the paperwork of three teams."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from alongside.desk.access.models import User
from alongside.desk.money import option_actions as actions
from alongside.desk.money.option_models import OptionsAppraisal, WeighedOption
from alongside.reckon.money.grants import financial_year

CRITERIA = {"Time of social workers": 40, "Ease of recruiting": 25, "Families know whom to ring": 35}  # fmt: skip
PILOT = "The pilot that is over: its gap with the 95% interval, as hours a year"
OPTIONS = {  # pounds a year, rising; scores; hours a year from low to high
    "Six social work support officers": ((171_000, 176_000, 181_000, 186_500, 192_000), (80, 45, 85), (3_900, 6_800, 9_700)),
    "Three officers, in two teams": ((85_500, 88_000, 90_500, 93_250, 96_000), (60, 70, 65), (1_600, 3_300, 5_000)),
    "Six business support administrators": ((149_000, 153_500, 158_000, 163_000, 168_000), (35, 75, 40), (-400, 2_100, 4_600)),
}  # fmt: skip
WHY = (
    "It releases the most hours of qualified time, and families keep one person to ring. It "
    "is harder to recruit to, which a start in two steps answers."
)


@transaction.atomic
def weigh_options(people: dict[str, User], today: date) -> None:
    """One appraisal, begun by finance and settled by the service manager."""
    by, manager = people["finance_officer"], people["service_manager"]
    appraisal = actions.begin_appraisal(
        by=by, name="Paperwork of the teams", question="Who is to do the paperwork of the "
        "child protection and looked after teams from next April?",
        first_year=financial_year(today) + 1, years=5,
        criteria=_lines(CRITERIA, CRITERIA.values()),
    )  # fmt: skip
    nothing = appraisal.options.get()
    actions.change_option(
        by=by, option=nothing, costs="\n".join(["38000"] * 5), not_costed="",
        about="Social workers go on doing it; agency cover at the busiest times.",
        scores=_lines(CRITERIA, (10, 90, 20)),
    )  # fmt: skip
    for name, (costs, scores, hours) in OPTIONS.items():
        _option(by, appraisal, name, costs, scores, hours)
    best = appraisal.options.get(name="Six social work support officers")
    actions.change_appraisal(by=manager, appraisal=appraisal, preferred=best, why=WHY)


def _option(
    by: User, appraisal: OptionsAppraisal, name: str, costs, scores, hours
) -> WeighedOption:
    option = actions.add_option(
        by=by, appraisal=appraisal, name=name, costs="\n".join(map(str, costs)),
        scores=_lines(CRITERIA, scores),
    )  # fmt: skip
    low, expected, high = map(Decimal, hours)
    actions.add_benefit(
        by=by, option=option, what="Qualified time", unit="hours", low=low,
        expected=expected, high=high, source=PILOT, pounds=Decimal("38.50"),
    )  # fmt: skip
    actions.add_risk(
        by=by, option=option, what="Posts stay empty for half a year",
        chance=Decimal(30), pounds=Decimal(costs[0]) / 4,
        answer="Advertise in two steps, and keep cover until then.",
    )  # fmt: skip
    return option


def _lines(names, numbers) -> str:
    return "\n".join(
        f"{name}: {each}" for name, each in zip(names, numbers, strict=True)
    )

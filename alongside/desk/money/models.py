"""What posts cost, what pays for them, and how budgets stand."""

from alongside.desk.money.grant_models import (
    Funder,
    Grant,
    GrantEntry,
    GrantEvidence,
    GrantInstalment,
    GrantUse,
    GrantYearEnd,
)
from alongside.desk.money.option_models import (
    OptionBenefit,
    OptionRisk,
    OptionsAppraisal,
    WeighedOption,
)
from alongside.desk.money.post_models import GradePay, OwnRate, PaidPoint, PaySpine

__all__ = [
    "Funder",
    "GradePay",
    "Grant",
    "GrantEntry",
    "GrantEvidence",
    "GrantInstalment",
    "GrantUse",
    "GrantYearEnd",
    "OptionBenefit",
    "OptionRisk",
    "OptionsAppraisal",
    "OwnRate",
    "PaidPoint",
    "PaySpine",
    "WeighedOption",
]

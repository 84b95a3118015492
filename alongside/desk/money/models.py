"""What posts cost, what pays for them, and how budgets stand."""

from alongside.desk.money.budget_models import (
    BudgetMove,
    BudgetRelease,
    HeadMonth,
    LedgerUpload,
    ReleaseUse,
)
from alongside.desk.money.funding_models import BudgetHead, FundingSource, PostFunding
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
    "BudgetHead",
    "BudgetMove",
    "BudgetRelease",
    "Funder",
    "FundingSource",
    "GradePay",
    "Grant",
    "GrantEntry",
    "GrantEvidence",
    "GrantInstalment",
    "GrantUse",
    "GrantYearEnd",
    "HeadMonth",
    "LedgerUpload",
    "OptionBenefit",
    "OptionRisk",
    "OptionsAppraisal",
    "OwnRate",
    "PaidPoint",
    "PaySpine",
    "PostFunding",
    "ReleaseUse",
    "WeighedOption",
]

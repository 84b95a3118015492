"""Agency social workers: the statutory guidance of 2024 as dated checks, and what they cost."""

from alongside.reckon.agency.checks import (
    CANNOT_TELL,
    DOES_NOT_APPLY,
    MET,
    NOT_MET,
    Answer,
    Assignment,
    answers,
)
from alongside.reckon.agency.cost import AgencyShare, Cost, agency_share, cost
from alongside.reckon.agency.scheme import Cap, Check, Scheme, cap_for, guidance

__all__ = [
    "CANNOT_TELL",
    "DOES_NOT_APPLY",
    "MET",
    "NOT_MET",
    "AgencyShare",
    "Answer",
    "Assignment",
    "Cap",
    "Check",
    "Cost",
    "Scheme",
    "agency_share",
    "answers",
    "cap_for",
    "cost",
    "guidance",
]

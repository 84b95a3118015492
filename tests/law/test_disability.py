"""Disabled children: short breaks, education, health and care plans; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "CIN_VISIT_12W_STABLE",
    "SHORTBREAK_VISIT_1",
    "SHORTBREAK_REVIEW_1",
    "SHORTBREAK_REVIEW_N",
    "S85_NOTIFY",
    "EHC_DECIDE",
    "EHC_ADVICE",
    "EHC_NO_PLAN",
    "EHC_DRAFT_15D",
    "EHC_FINAL",
    "EHC_REVIEW_DECISION",
    "EHC_ANNUAL_REVIEW",
    "DFG_DECISION",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

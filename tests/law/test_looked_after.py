"""Looked after children: reviews and visits; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "CLA_REVIEW_1",
    "CLA_REVIEW_2",
    "CLA_REVIEW_N",
    "CLA_VISIT_1",
    "CLA_VISIT_6W",
    "CLA_VISIT_LT_3M",
    "PLACEMENT_YEAR_1",
    "CLA_VISIT_LT_6M",
    "CLA_VISIT_1W_UNTIL_REVIEW",
    "CLA_VISIT_4W",
    "CLA_VISIT_CO_HOME",
    "CLA_IRO",
    "CLA_CARE_PLAN",
    "CLA_PLACEMENT_PLAN",
    "CLA_PLACEMENT_NOTIFY",
    "CLA_REVIEW_DECISIONS",
    "CLA_REVIEW_RECORD",
    "CLA_PERMANENCE",
    "CLA_REG19",
    "CLA_REG23",
    "CLA_REG24",
    "CLA_REG25_EXT",
    "DET_VISIT_1",
    "DET_PLACEMENT_PLAN",
    "FOSTER_REVIEW",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

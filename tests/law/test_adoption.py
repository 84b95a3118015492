"""Adoption: reviews, visits, decisions; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "ADOPT_ADM",
    "ADOPT_REVIEW_AUTH_1",
    "ADOPT_REVIEW_AUTH_N",
    "ADOPT_REVIEW_PLACED_1",
    "ADOPT_REVIEW_PLACED_2",
    "ADOPT_REVIEW_PLACED_N",
    "ADOPT_VISIT_1W",
    "ADOPT_A10",
    "ADOPT_A2",
    "ADOPTER_STAGE1",
    "ADOPTER_STAGE2",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

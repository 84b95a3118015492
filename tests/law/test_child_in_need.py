"""Children in need: visits under a plan; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "CIN_VISIT_20WD",
    "CIN_PLAN_FIRST_MEETING",
    "CIN_REVIEW_1",
    "CIN_REVIEW_N",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

"""Private fostering: notices and visits; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "PF_ADVANCE_NOTICE",
    "PF_FIRST_VISIT",
    "PF_VISIT_Y1",
    "PF_VISIT_Y2",
    "PF_CHANGE_48H",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

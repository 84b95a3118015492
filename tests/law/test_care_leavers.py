"""Care leavers: needs, pathway plans, personal advisers; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "CL_NEEDS_ASSESS",
    "CL_NEEDS_ASSESS_RELEVANT",
    "CL_PP_REVIEW",
    "TWENTY_FIFTH_BIRTHDAY",
    "CL_PP_ACCOM_28D",
    "CL_PA_VISIT_7D",
    "CL_PA_VISIT_2M",
    "CL_CONTACT_8W",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

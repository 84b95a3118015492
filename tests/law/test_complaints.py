"""Complaints: the three stages; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "COMP_S1",
    "COMP_S1_EXT",
    "COMP_S2_REQUEST",
    "COMP_S2",
    "COMP_S2_EXT",
    "COMP_S3_REQUEST",
    "COMP_S3_PANEL",
    "COMP_S3_REPORT",
    "COMP_S3_RESPONSE",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

"""Child protection: conference, core groups, reviews, visits; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "S47_ICPC",
    "S47_ICPC_STATISTICS",
    "CORE_GROUP_1",
    "CORE_GROUP_N",
    "RCPC_1",
    "RCPC_N",
    "CP_VISIT_10WD",
    "STRAT_DISC",
    "S47_SEEN",
    "ICPC_REPORT",
    "RCPC_REPORT",
    "RCPC_PREBIRTH_10WD",
    "CP_VISIT_10WD_INCL",
    "CP_VISIT_4W",
    "CP_VISIT_20WD",
    "CPP_2Y",
    "TRANSFER_IN_ICPC",
    "POLICE_PROTECTION",
    "EPO_8D",
    "EPO_EXT",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

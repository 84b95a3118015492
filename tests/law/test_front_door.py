"""Front door: the decision, the child seen, the assessment; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "REF_DECISION",
    "CHILD_SEEN",
    "CFA_COMPLETE",
    "CFA_COMPLETE_STATISTICS",
    "REF_ACK",
    "REREF_12M",
    "CFA_MGR_REVIEW",
    "CFA_REFRESH",
    "EH_VISIT_20WD",
    "EIGHTEENTH_BIRTHDAY",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

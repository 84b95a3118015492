"""Health and education of looked after children; dates worked by hand."""

import pytest

from alongside.reckon.rulebook.cases import worked_cases

WORKED = worked_cases()
SERVICE = (
    "CLA_IHA",
    "CLA_RHA_U5",
    "CLA_RHA_5P",
    "FIFTH_BIRTHDAY",
    "SEVENTEENTH_BIRTHDAY",
    "CLA_DENTAL",
    "CLA_SDQ",
    "CLA_PEP_INIT",
    "CLA_PEP_DONE",
    "CLA_PEP_TERM",
)


@pytest.mark.parametrize(
    "case",
    [case for code in SERVICE for case in WORKED[code]],
    ids=lambda case: f"{case.code} from {case.starts}",
)
def test_last_day_in_time(case, rulebook, clock):
    assert rulebook[case.code].due(case.starts, clock) == case.due, case.why

"""The whole book: what is reckoned, what is not and why, and no duty kept twice."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from alongside.reckon.cli import main
from alongside.reckon.clock import Clock, Limit
from alongside.reckon.dues import gaps
from alongside.reckon.events import EVENTS
from alongside.reckon.records import TABLES
from alongside.reckon.rulebook import BadRulebook, read

HOUSE = Path(__file__).parents[2]
WORKED = HOUSE / "alongside" / "reckon" / "rulebook" / "worked"
EVERYTHING = frozenset(TABLES)
SIGNED = 'changed_by = "Safeguarding board, 3 March 2026"'


@pytest.fixture
def council(tmp_path):
    def laid_over(text: str):
        path = tmp_path / "ours.toml"
        path.write_text(text, "utf-8")
        return read(path)

    return laid_over


def test_what_is_reckoned_as_the_book_is_shipped(rulebook):
    assert [code for code, rule in rulebook.items() if rule.computed] == [
        "REF_DECISION", "CHILD_SEEN", "CFA_COMPLETE", "CFA_COMPLETE_STATISTICS",
        "CIN_VISIT_20WD", "S47_ICPC", "S47_ICPC_STATISTICS",
        "CORE_GROUP_1", "CORE_GROUP_N", "RCPC_1", "RCPC_N", "CP_VISIT_10WD",
        "PLO_PRE_16W",
        "CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N", "CLA_VISIT_1", "CLA_VISIT_6W",
        "CLA_VISIT_LT_3M", "CLA_IHA", "CLA_RHA_U5", "CLA_RHA_5P", "CLA_DENTAL",
        "CLA_SDQ", "CL_PP_REVIEW",
    ]  # fmt: skip


def test_every_duty_is_reckoned_or_says_why_it_is_not(rulebook):
    reasons = gaps(rulebook, EVERYTHING)
    for code, rule in rulebook.items():
        assert (code in reasons) != (rule.computed or rule.measure), code
    for reason in reasons.values():
        assert reason.startswith(("It needs ", "It is switched off as shipped: "))
        assert reason.endswith(".") and ".." not in reason and "  " not in reason


def test_every_event_is_asked_or_says_what_could_carry_it():
    for event in EVENTS.values():
        assert bool(event.sql) != bool(event.carried_by), event.name
        assert event.title and event.about.endswith("."), event.name


def test_a_rule_that_needs_nothing_can_be_reckoned(rulebook):
    """Switched on, its start and its end are both asked about."""
    for rule in rulebook.values():
        if not rule.needs and not rule.measure:
            names = (*rule.starts, *rule.completed_by, *rule.ended_by)
            assert all(EVENTS[name].sql for name in names), rule.code


def test_indicators_and_least_waits_are_never_clocks(rulebook, council):
    for code in ("REREF_12M", "CPP_2Y", "ADOPT_A10", "ADOPT_A2"):
        assert rulebook[code].measure and not rulebook[code].computed
    earliest = {code for code, rule in rulebook.items() if rule.earliest}
    assert earliest == {"SGO_NOTICE", "EHC_DRAFT_15D"}
    rules = council(f"[SGO_NOTICE]\nneeds = ''\n{SIGNED}")
    assert not rules["SGO_NOTICE"].computed
    assert gaps(rules, EVERYTHING)["SGO_NOTICE"].startswith("It is a least wait")


def test_why_a_rule_is_off_is_said_until_a_council_switches_it(rulebook, council):
    assert gaps(rulebook, EVERYTHING)["CP_VISIT_4W"] == (
        "It is switched off as shipped: another way of keeping CP_VISIT_10WD."
    )
    assert (
        "eight weeks is a local standard" in gaps(rulebook, EVERYTHING)["CL_CONTACT_8W"]
    )
    rules = council(f"[CL_CONTACT_8W]\nenabled = true\n{SIGNED}")
    assert rules["CL_CONTACT_8W"].computed
    assert "CL_CONTACT_8W" not in gaps(rules, EVERYTHING)
    rules = council(f"[CL_CONTACT_8W]\nenabled = false\n{SIGNED}")
    assert gaps(rules, EVERYTHING)["CL_CONTACT_8W"] == (
        "It is switched off in this council's rulebook."
    )


def test_what_could_carry_an_event_is_said(rulebook, council):
    reason = gaps(rulebook, EVERYTHING)["CLA_CARE_PLAN"]
    assert reason.startswith("It needs the day the care plan was approved. It could ")
    assert "ssd_cla_care_plan" in reason
    rules = council(f"[REF_ACK]\nneeds = ''\n{SIGNED}")
    assert rules["REF_ACK"].computed
    assert gaps(rules, EVERYTHING)["REF_ACK"] == (
        "The export has no day of “Referral acknowledged”. It could come from a report "
        "of acknowledgements sent or the contact form of Mosaic, Liquidlogic or Eclipse."
    )


def test_one_duty_has_one_clock(council):
    on = f"[CP_VISIT_4W]\nenabled = true\n{SIGNED}\n"
    with pytest.raises(BadRulebook, match="CP_VISIT_10WD and CP_VISIT_4W are the same"):
        council(on)
    off = f"[CP_VISIT_10WD]\nenabled = false\n{SIGNED}\n"
    assert council(on + off)["CP_VISIT_4W"].computed
    both = f"{on}{off}[CP_VISIT_20WD]\nenabled = true\n{SIGNED}\n"
    with pytest.raises(BadRulebook, match="CP_VISIT_4W and CP_VISIT_20WD are the same"):
        council(both)


def test_a_council_says_whose_holidays_count(council, clock):
    rules = council(
        f"[COMP_S1]\nwithin = {{ working_days = 5, calendar = 'uk_any' }}\n{SIGNED}"
    )
    assert rules["COMP_S1"].within == Limit(5, "working_days", calendar="uk_any")
    with pytest.raises(
        BadRulebook, match="within: 'wales' is not one of england, uk_any"
    ):
        council(
            f"[COMP_S1]\nwithin = {{ working_days = 5, calendar = 'wales' }}\n{SIGNED}"
        )


def test_the_limits_that_are_counted_unusually(rulebook):
    def those(**unusual):
        [(key, value)] = unusual.items()
        return {c for c, rule in rulebook.items() if getattr(rule.within, key) == value}

    assert those(calendar="uk_any") == {"FOI_20WD"}
    assert those(roll="next") == {"SAR_1M", "SAR_EXT"}
    assert those(count="before") == {"ICPC_REPORT", "RCPC_REPORT", "PF_ADVANCE_NOTICE"}
    assert those(count="beginning_with") == {
        "CARE_26W", "S37_REPORT", "CAO_7D", "EPO_8D", "EHC_DRAFT_15D", "CP_VISIT_10WD_INCL",
    }  # fmt: skip
    assert those(unit="hours") == {
        "POLICE_PROTECTION", "RHI_72H", "PF_CHANGE_48H", "LADO_MEETING",
    }  # fmt: skip


def test_england_s_count_knows_nothing_of_other_holidays(clock):
    elsewhere = clock.of("uk_any")
    more = set(elsewhere.holidays) - set(clock.holidays)
    assert more and not more & set(clock.holidays)
    assert {day for day in clock.holidays if day >= elsewhere.first} <= set(
        elsewhere.holidays
    )
    few = Clock(clock.holidays, clock.first, clock.last)
    ours = replace(rulebook_limit(), calendar="england")
    for day in more:
        assert clock.is_working(day) and not elsewhere.is_working(day)
        if day.year < 2028:
            assert ours.last_day(day, few) == ours.last_day(day, clock)


def rulebook_limit() -> Limit:
    return Limit(20, "working_days", calendar="uk_any")


# Typed from the nations' own lists: weekdays that are holidays there and not in England.
ELSEWHERE = """
2024 01-02 03-18 07-12 08-05 12-02
2025 01-02 03-17 07-14 08-04 12-01
2026 01-02 03-17 06-15 07-13 08-03 11-30
2027 01-04 03-17 07-12 08-02 11-30
2028 01-04 03-17 07-12 08-07 11-30
"""


def test_the_holidays_elsewhere_are_those_typed_by_hand(clock):
    typed = {
        f"{year}-{day}"
        for year, *days in map(str.split, ELSEWHERE.strip().splitlines())
        for day in days
    }
    held = set(clock.of("uk_any").holidays) - set(clock.holidays)
    assert {day.isoformat() for day in held if day.year >= 2024} == typed


def test_the_command_answers_every_worked_case_as_worked(tmp_path, capsys):
    worked = [
        row
        for path in sorted(WORKED.glob("*.csv"))
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    ]
    asked = tmp_path / "asked.csv"
    lines = [f"{row['code']},{row['starts']}\n" for row in worked]
    asked.write_text("code,trigger_date\n" + "".join(lines), "utf-8")
    assert main(["due", "--csv", str(asked)]) == 0
    answered = csv.DictReader(capsys.readouterr().out.splitlines())
    assert [row["due_date"] for row in answered] == [row["due"] for row in worked]
    assert len(worked) > 400


@pytest.mark.parametrize(
    ("code", "start", "said"),
    [
        ("SGO_NOTICE", "2026-11-23",
         "At least 3 months from Monday 23 November 2026: not before Tuesday 23 February "
         "2027."),
        ("EHC_DRAFT_15D", "2026-12-11",
         "At least 15 calendar days, the first day counted from Friday 11 December 2026: "
         "not before Friday 25 December 2026."),
        ("FOI_20WD", "2026-11-02",
         "20 working days from Monday 2 November 2026 is Tuesday 1 December 2026. "
         "St Andrew's Day in Scotland (30 November) does not count."),
        ("RHI_72H", "2026-12-24T16:00",
         "72 hours from Thursday 24 December 2026 at 16:00 is Sunday 27 December 2026 at "
         "16:00."),
        ("CLA_REG24", "2020-04-24",
         "24 weeks from Friday 24 April 2020 is Friday 9 October 2020."),
    ],
)  # fmt: skip
def test_what_is_unusual_is_said(capsys, code, start, said):
    assert main(["due", code, start]) == 0
    assert said in capsys.readouterr().out.splitlines()

"""Health of looked after children, care leavers, and the rules a council may switch on.

A small story a rule, with its rows typed by hand; reckoned by the statement and by the
plain reckoner, which must agree.
"""

from dataclasses import replace
from datetime import date

import pytest

from alongside.reckon.clock import Clock
from alongside.reckon.dues import dues, gaps, latest_known
from tests.story import Story, told

REVIEWS = ("CLA_RHA_U5", "CLA_RHA_5P")


@pytest.mark.parametrize(
    ("checked", "status", "as_at", "row", "why"),
    [
        ("2024-12-31", None, "2025-01-02", "2024-12-31 met", "on the last day"),
        ("2025-01-02", None, "2025-01-02", "2025-01-02 late", "the next working day"),
        ("2024-11-29", None, "2025-01-02", "2024-11-29 met", "the day care began"),
        (None, None, "2024-12-31", "- due", "today is the last day"),
        (None, None, "2025-01-01", "- overdue", "the last day was yesterday"),
        ("2024-12-10", "Refused", "2024-12-31", "- due", "refused is not made"),
        ("2024-12-10", "Did not attend", "2024-12-31", "- due", "nor missed"),
        ("2024-12-10", "Cancelled", "2024-12-31", "- due", "nor called off"),
        ("2024-12-10", "Completed", "2024-12-31", "2024-12-10 met", "made"),
        ("2024-11-28", None, "2024-12-31", "- due", "before care began"),
    ],
)  # fmt: skip
def test_the_first_health_assessment(checked, status, as_at, row, why):
    story = Story().care("c", "2024-11-29")
    if checked:
        story.check(checked, status=status)
    assert told(story, as_at, "CLA_IHA") == [f"CLA_IHA 2024-11-29 2024-12-31 {row}"], (
        why
    )


@pytest.mark.parametrize("what", ["Health check", "Review Health Assessment", "IHA"])
def test_what_is_a_health_assessment(what):
    story = Story().care("c", "2024-11-29").check("2024-12-10", what)
    assert told(story, "2024-12-31", "CLA_IHA")[0].endswith("2024-12-10 met")


@pytest.mark.parametrize("what", ["Dental check", "Dental health", "Optician", None])
def test_what_is_not(what):
    story = Story().care("c", "2024-11-29").check("2024-12-10", what)
    assert told(story, "2024-12-31", "CLA_IHA")[0].endswith("- due")


def test_care_that_ended_needs_no_assessment():
    story = Story().care("c", "2024-11-29", "2024-12-31").check("2025-01-02")
    assert told(story, "2025-02-01", "CLA_IHA") == [
        "CLA_IHA 2024-11-29 2024-12-31 - closed_before_due"
    ]


@pytest.mark.parametrize(
    ("born", "row", "why"),
    [
        ("2022-02-10", "CLA_RHA_U5 2026-08-10 2027-02-10 - due", "on the birthday itself"),
        ("2022-02-09", "CLA_RHA_5P 2026-08-10 2027-08-10 - due", "the day after it"),
        ("2022-02-11", "CLA_RHA_U5 2026-08-10 2027-02-10 - due", "the day before it"),
        ("2010-05-01", "CLA_RHA_5P 2026-08-10 2027-08-10 - due", "long past five"),
        (None, "CLA_RHA_U5 2026-08-10 2027-02-10 - due", "no age known: the sooner"),
    ],
)  # fmt: skip
def test_which_review_follows_is_settled_by_the_fifth_birthday(born, row, why):
    story = Story().care("c", "2026-07-01").check("2026-08-10")
    if born:
        story.born(born)
    assert told(story, "2026-08-20", *REVIEWS) == [row], why


def test_one_assessment_after_another():
    story = Story().born("2010-05-01").care("c", "2023-02-01")
    story.check("2023-03-01").check("2024-03-01").check("2025-03-02")
    assert told(story, "2025-03-10", *REVIEWS) == [
        "CLA_RHA_5P 2023-03-01 2024-03-01 2024-03-01 met",
        "CLA_RHA_5P 2024-03-01 2025-03-01 2025-03-02 late",
        "CLA_RHA_5P 2025-03-02 2026-03-02 - due",
    ]


def test_dental_checks_are_their_own():
    story = Story().care("c", "2023-01-02").check("2024-02-29", "Dental check")
    story.check("2024-06-01").check("2025-02-28", "Teeth checked by dentist")
    assert told(story, "2026-03-01", "CLA_DENTAL") == [
        "CLA_DENTAL 2024-02-29 2025-02-28 2025-02-28 met",
        "CLA_DENTAL 2025-02-28 2026-02-28 - overdue",
    ]


def test_no_dental_check_yet_starts_no_clock():
    assert told(Story().care("c", "2023-01-02"), "2026-03-01", "CLA_DENTAL") == []


def test_of_the_latest_check_alone_a_late_first_assessment_cannot_be_told():
    story = Story().care("c", "2023-02-01").check("2025-03-02")
    story.latest_only("ssd_cla_health")
    assert told(story, "2025-03-10", "CLA_IHA", "CLA_RHA_U5") == [
        "CLA_IHA 2023-02-01 2023-03-01 - cannot_compute",
        "CLA_RHA_U5 2025-03-02 2025-09-02 - due",
    ]


def test_without_the_table_of_checks_nothing_is_told(rulebook):
    story = Story().care("c", "2023-02-01").without("ssd_cla_health")
    assert told(story, "2023-03-10", "CLA_IHA") == [
        "CLA_IHA 2023-02-01 2023-03-01 - cannot_compute"
    ]
    reasons = gaps(rulebook, frozenset(story.records.rows))
    assert reasons["CLA_IHA"] == "The export has no list of health checks."


@pytest.mark.parametrize(
    ("touch", "rows"),
    [
        (None, ["CL_PP_REVIEW 2026-02-28 2026-08-28 - overdue"]),
        ("YES", ["CL_PP_REVIEW 2026-02-28 2026-08-28 - overdue"]),
        ("REFU", ["CL_PP_REVIEW 2026-02-28 2026-08-28 - overdue"]),
        ("NREQ", []),
        ("RHOM", []),
        ("DIED", []),
    ],
)
def test_pathway_plans_of_those_still_served(touch, rows):
    story = Story().leaver("2026-02-28", touch=touch)
    assert told(story, "2026-08-29", "CL_PP_REVIEW") == rows


def test_a_pathway_plan_due_today_and_a_plan_never_made():
    story = Story().leaver("2026-02-28").leaver(None, child="B")
    assert told(story, "2026-08-28", "CL_PP_REVIEW") == [
        "CL_PP_REVIEW 2026-02-28 2026-08-28 - due"
    ]


def test_a_care_leavers_row_gives_only_the_latest_review_in_every_format(rulebook):
    assert latest_known(rulebook["CL_PP_REVIEW"], frozenset())
    assert not latest_known(rulebook["CLA_REVIEW_N"], frozenset())


def test_the_duty_to_a_care_leaver_ends_at_25(rulebook):
    """Reckoned with the whole calendar, which holds the days such people were born."""
    story = Story().leaver("2026-02-28").born("2001-07-01")
    rules = {c: rulebook[c] for c in ("CL_PP_REVIEW", "TWENTY_FIFTH_BIRTHDAY")}
    for as_at, status in (("2026-06-30", "due"), ("2026-07-01", "closed_before_due")):
        [due] = dues(
            story.records,
            rules,
            Clock.england(),
            date.fromisoformat(as_at),
            "sqlite://",
        )
        assert due.status == status


@pytest.fixture
def on(rulebook):
    """England's rules with some switched on that are shipped switched off."""

    def switched(*codes):
        return {
            code: replace(rule, enabled=True)
            for code, rule in rulebook.items()
            if code in codes or rule.measure
        }

    return switched


def test_a_care_leavers_contact(on):
    story = Story().leaver(None, "2026-10-30")
    assert told(story, "2026-12-26", "CL_CONTACT_8W", rulebook=on("CL_CONTACT_8W")) == [
        "CL_CONTACT_8W 2026-10-30 2026-12-25 - overdue"
    ]


@pytest.mark.parametrize(
    ("offered", "accepted", "kind", "row"),
    [
        (None, None, "M", ["- overdue"]),
        ("N", "N", "M", ["- overdue"]),
        ("Y", "N", "M", ["- closed_before_due"]),
        ("Y", "Y", "M", ["- cannot_compute"]),
        (None, None, "A", []),
        (None, None, None, ["- overdue"]),
    ],
)
def test_a_return_interview(on, offered, accepted, kind, row):
    story = Story().missing("2024-02-25", "2024-02-27", offered, accepted, kind)
    story.missing("2024-03-01", None)
    assert told(story, "2024-03-02", "RHI_72H", rulebook=on("RHI_72H")) == [
        f"RHI_72H 2024-02-27 2024-03-01 {each}" for each in row
    ]


def test_police_protection_and_the_order_that_follows_it(on):
    story = Story().legal_status("L1", "2026-12-18", "2026-12-21")
    story.legal_status("L2", "2026-12-21", "2026-12-25").legal_status(
        "C1", "2026-12-25"
    )
    rules = on("POLICE_PROTECTION", "EPO_8D")
    assert told(story, "2026-12-30", *rules, rulebook=rules) == [
        # Counted from the police protection: 18 December is day 1, 25 December day 8.
        "EPO_8D 2026-12-18 2026-12-25 2026-12-25 met",
        "POLICE_PROTECTION 2026-12-18 2026-12-21 2026-12-21 met",
    ]
    alone = Story().legal_status("L2", "2026-12-21")
    assert told(alone, "2026-12-30", "EPO_8D", rulebook=rules) == [
        "EPO_8D 2026-12-21 2026-12-28 - overdue"
    ]


def test_a_plan_for_permanence(on):
    rules = on("CLA_PERMANENCE")
    story = Story().care("c", "2023-10-31").permanence("P6", "2024-02-29")
    assert told(story, "2024-03-01", "CLA_PERMANENCE", rulebook=rules) == [
        "CLA_PERMANENCE 2023-10-31 2024-02-29 2024-02-29 met"
    ]
    before = Story().care("c", "2023-10-31").permanence("P6", "2023-10-30")
    assert told(before, "2024-03-01", "CLA_PERMANENCE", rulebook=rules) == [
        "CLA_PERMANENCE 2023-10-31 2024-02-29 - overdue"
    ]


def test_a_case_assessed_again(on):
    rules = on("CFA_REFRESH")
    story = Story().referral("r", "2024-01-02", "2025-06-01")
    story.assessment("a", "2024-01-03", "r", "2024-02-29")
    story.assessment("b", "2025-01-03", "r", "2025-03-01")
    assert told(story, "2025-07-01", "CFA_REFRESH", rulebook=rules) == [
        "CFA_REFRESH 2024-02-29 2025-02-28 2025-03-01 late",
        "CFA_REFRESH 2025-03-01 2026-03-01 - closed_before_due",
    ]


def test_a_child_seen_in_an_enquiry(on):
    rules = on("S47_SEEN")
    story = Story().s47("s", "2026-05-01", "2026-05-20").cp_visit("2026-05-02", "N")
    story.cin_visit("2026-05-05").s47("t", "2026-05-03", nfa="Y", ended="2026-05-04")
    assert told(story, "2026-05-10", "S47_SEEN", rulebook=rules) == [
        "S47_SEEN 2026-05-01 2026-05-05 2026-05-05 met",
        "S47_SEEN 2026-05-03 2026-05-05 - closed_before_due",
    ]


def test_a_review_after_a_birth_on_a_plan(on):
    rules = on("RCPC_PREBIRTH_10WD")
    story = (
        Story().born("2024-08-10").cp_plan("p", "2024-06-03").cp_review("2024-07-01")
    )
    assert told(story, "2024-08-24", "RCPC_PREBIRTH_10WD", rulebook=rules) == [
        "RCPC_PREBIRTH_10WD 2024-08-10 2024-08-23 - overdue"
    ]
    story.cp_review("2024-08-23")
    assert told(story, "2024-08-24", "RCPC_PREBIRTH_10WD", rulebook=rules) == [
        "RCPC_PREBIRTH_10WD 2024-08-10 2024-08-23 2024-08-23 met"
    ]


def test_another_interval_of_visits_in_place_of_ours(on):
    rules = on("CP_VISIT_4W", "CP_VISIT_10WD_INCL")
    story = Story().cp_plan("p", "2024-02-01").cp_visit("2024-02-29")
    assert told(story, "2024-03-01", *rules, rulebook=rules) == [
        # Day 1 is Thursday 1 February, day 10 Wednesday 14; then 29 February is day 1.
        "CP_VISIT_10WD_INCL 2024-02-01 2024-02-14 2024-02-29 late",
        "CP_VISIT_10WD_INCL 2024-02-29 2024-03-13 - due",
        "CP_VISIT_4W 2024-02-01 2024-02-29 2024-02-29 met",
        "CP_VISIT_4W 2024-02-29 2024-03-28 - due",
    ]


def test_the_days_of_an_adoption_are_asked_about(on):
    """Lengths of time and no clocks as shipped; made clocks here to see the days."""
    rules = {
        code: replace(rule, measure=False)
        for code, rule in on("ADOPT_A2", "ADOPT_A10").items()
        if code.startswith("ADOPT_")
    }
    days = ("entered_care_date", "placement_order_date", "matched_date", "placed_date")
    dated = zip(
        days, ("2024-01-01", "2024-11-01", "2025-03-03", "2025-03-02"), strict=True
    )
    assert told(
        Story().adoption(**dict(dated)), "2026-01-01", *rules, rulebook=rules
    ) == [
        "ADOPT_A10 2024-01-01 2025-03-02 2025-03-02 met",
        "ADOPT_A2 2024-11-01 2025-03-02 2025-03-03 late",
    ]


def test_a_transfer_in_conference_is_one_so_marked(rulebook):
    """As a council would have it that takes the plan's start for the notice."""
    rule = replace(rulebook["TRANSFER_IN_ICPC"], starts=("cp_plan_started",), needs="")
    rules = {"TRANSFER_IN_ICPC": rule}
    story = Story().cp_plan("p", "2026-12-04")
    for key, on_day, marked in (("i", "2026-12-10", None), ("j", "2026-12-29", "Y")):
        story._tell(
            "ssd_initial_cp_conference", "icpc", icpc_id=key, person_id="A",
            cp_plan_id="p", icpc_date=on_day, icpc_transfer_in=marked,
        )  # fmt: skip
    assert told(story, "2026-12-30", "TRANSFER_IN_ICPC", rulebook=rules) == [
        "TRANSFER_IN_ICPC 2026-12-04 2026-12-29 2026-12-29 met"
    ]

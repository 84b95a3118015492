"""The guidance on agency social workers, by dates and sums worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.reckon.agency import (
    CANNOT_TELL,
    DOES_NOT_APPLY,
    MET,
    NOT_MET,
    Assignment,
    Cap,
    agency_share,
    answers,
    cap_for,
    cost,
    guidance,
)

REGION = "East Midlands"
NEW = Assignment("social_worker", REGION, date(2025, 3, 3))
CAP = Cap(REGION, "social_worker", date(2024, 10, 31), None, Decimal(40), "typed in")
ON = date(2026, 3, 2)


@pytest.fixture
def says(clock):
    """Return what a check says of an assignment: its standing and why."""

    def ask(code, of=NEW, on=ON, caps=(CAP,), **changed):
        found = answers(replace(of, **changed), guidance(), caps, clock, on)
        return next((a.standing, a.why) for a in found if a.check.code == code)

    return ask


COOLING = [
    # Dodds v Walker: three months from 30 November end with February's own last day.
    ("2024-11-30", "2025-02-27", NOT_MET, "a day before February has run out"),
    ("2024-11-30", "2025-02-28", MET, "the day itself is the first that may be"),
    ("2027-11-30", "2028-02-28", NOT_MET, "2028 is a leap year: 29 February"),
    ("2027-11-30", "2028-02-29", MET, "29 February itself"),
    ("2027-11-29", "2028-02-29", MET, "29 November to 29 February"),
    ("2025-01-15", "2025-04-14", NOT_MET, "the corresponding date is 15 April"),
    ("2025-01-15", "2025-04-15", MET, "the corresponding date"),
]


@pytest.mark.parametrize(("left", "starts", "standing", "why"), COOLING)
def test_cooling_off_is_three_months_by_the_corresponding_date(
    says, left, starts, standing, why
):
    found, said = says(
        "cooling_off",
        on=date(2028, 6, 1),
        starts_on=date.fromisoformat(starts),
        left_permanent_on=date.fromisoformat(left),
        left_permanent_region=REGION,
    )
    assert found == standing, why
    assert "At least 3 months from" in said


@pytest.mark.parametrize("code", ["permanent_post", "redundancy", "probation"])
def test_an_exception_lifts_the_cooling_off(says, code):
    early = {"left_permanent_on": date(2025, 2, 1), "left_permanent_region": REGION}
    assert says("cooling_off", **early)[0] == NOT_MET
    found, said = says("cooling_off", exception=code, **early)
    assert found == DOES_NOT_APPLY
    assert guidance().exceptions[code] in said


def test_another_region_is_no_cooling_off_and_what_is_missing_is_said(says):
    left = {"left_permanent_on": date(2025, 2, 1)}
    assert says("cooling_off", left_permanent_region="London", **left)[0] == (
        DOES_NOT_APPLY
    )
    assert says("cooling_off", **left) == (
        CANNOT_TELL,
        "The region of the permanent post is not typed in.",
    )
    assert says("cooling_off")[0] == CANNOT_TELL
    assert says("cooling_off", never_permanent=True)[0] == DOES_NOT_APPLY


@pytest.mark.parametrize(
    ("starts", "on", "binds"),
    [
        ("2019-05-07", "2019-11-18", False),  # the years of the seeds
        ("2024-10-30", "2025-09-30", False),  # the eve of either day
        ("2024-10-30", "2025-10-01", True),
        ("2024-10-31", "2024-10-31", True),
        ("2024-10-31", "2024-10-30", False),  # not yet begun
    ],
)
def test_the_guidance_binds_no_day_before_it_existed(says, starts, on, binds):
    found = says(
        "notice",
        on=date.fromisoformat(on),
        starts_on=date.fromisoformat(starts),
        notice_weeks=1,
        permanent_notice_weeks=4,
    )[0]
    assert found == (NOT_MET if binds else DOES_NOT_APPLY)


def test_an_assignment_over_before_it_was_bound_is_never_judged(says):
    old = {"starts_on": date(2024, 5, 1), "ends_on": date(2025, 9, 30)}
    assert says("notice", notice_weeks=1, permanent_notice_weeks=4, **old)[0] == (
        DOES_NOT_APPLY
    )
    old["ends_on"] = date(2025, 10, 1)  # its last day is the first on which it is bound
    assert says("notice", notice_weeks=1, permanent_notice_weeks=4, **old)[0] == NOT_MET


def test_what_is_asked_at_a_start_is_not_asked_of_a_start_before(says):
    left = {"left_permanent_on": date(2024, 9, 1), "left_permanent_region": REGION}
    found, said = says("cooling_off", starts_on=date(2024, 10, 1), **left)
    assert found == DOES_NOT_APPLY
    assert "began on 1 October 2024, before 31 October 2024" in said


def test_who_is_no_social_worker_is_outside_the_guidance(says):
    assert says("notice", role="not_social_work", notice_weeks=0)[0] == DOES_NOT_APPLY


def test_without_a_cap_typed_in_nothing_can_be_told(says):
    said = "No cap is typed in for this region, role and date."
    rate = {"hourly_rate": Decimal(60)}
    assert says("price_cap", caps=(), **rate) == (CANNOT_TELL, said)
    assert says("sign_off", caps=(), **rate) == (CANNOT_TELL, said)
    other = replace(CAP, role="team_manager")
    assert says("price_cap", caps=(other,), **rate) == (CANNOT_TELL, said)


@pytest.mark.parametrize(
    ("rate", "whole", "standing"),
    [
        ("40.00", True, MET),
        ("40.01", True, NOT_MET),
        ("40.01", False, NOT_MET),  # above without the on-costs: above with them
        ("39.00", False, CANNOT_TELL),
        ("39.00", None, CANNOT_TELL),
    ],
)
def test_a_whole_rate_is_held_against_the_cap(says, rate, whole, standing):
    found = says("price_cap", hourly_rate=Decimal(rate), rate_is_whole=whole)
    assert found[0] == standing, found[1]


@pytest.mark.parametrize(
    ("on_costs", "standing", "words"),
    [
        ("2.00", NOT_MET, "£40.50 an hour (£38.50 and £2.00 of on-costs) against a cap of £40.00"),
        ("1.50", MET, "just at it"),
        (None, CANNOT_TELL, "Type the on-costs that come on top of it"),
    ],
)  # fmt: skip
def test_on_costs_on_top_of_the_rate_count_against_the_cap(
    says, on_costs, standing, words
):
    """A cap holds pay, National Insurance and the levy: 38.50 and 2.00 are 40.50."""
    found = says(
        "price_cap", hourly_rate=Decimal("38.50"), rate_is_whole=False,
        on_costs=on_costs and Decimal(on_costs),
    )  # fmt: skip
    assert found[0] == standing and words in found[1], found


def test_how_far_from_the_cap_is_said(says):
    whole = {"rate_is_whole": True}
    assert says("price_cap", hourly_rate=Decimal(40), **whole)[1].endswith(
        "just at it."
    )
    below = says("price_cap", hourly_rate=Decimal("38.5"), **whole)[1]
    assert below.endswith("£1.50 below.")


def test_the_cap_is_that_of_the_day():
    later = replace(CAP, first=date(2025, 4, 1), pounds=Decimal(42))
    caps = (later, CAP)
    assert cap_for(caps, REGION, "social_worker", date(2025, 3, 31)) == CAP
    assert cap_for(caps, REGION, "social_worker", date(2025, 4, 1)) == later
    assert cap_for(caps, REGION, "social_worker", date(2024, 10, 30)) is None
    ended = replace(CAP, last=date(2025, 3, 31))
    assert cap_for([ended], REGION, "social_worker", date(2025, 3, 31)) == ended
    assert cap_for([ended], REGION, "social_worker", date(2025, 4, 1)) is None


def test_above_the_cap_both_sign_before_the_start(says):
    above = {"hourly_rate": Decimal(45), "director_signed_on": date(2025, 3, 2)}
    assert says("sign_off", **above)[1] == (
        "Not signed off by the Chief Executive; due before 3 March 2025."
    )
    assert says("sign_off", chief_signed_on=date(2025, 3, 2), **above)[0] == MET
    assert says("sign_off", chief_signed_on=date(2025, 3, 3), **above)[0] == NOT_MET
    within = {"hourly_rate": Decimal(40), "rate_is_whole": True}
    assert says("sign_off", **within)[0] == DOES_NOT_APPLY


@pytest.mark.parametrize(
    ("qualified", "months", "standing"),
    [
        ("2022-03-03", 36, MET),  # three years on the day of the start
        ("2022-03-04", 36, NOT_MET),  # a day short, whatever was typed
        ("2015-01-01", 35, NOT_MET),
        ("2015-01-01", None, CANNOT_TELL),
        (None, 36, MET),
    ],
)
def test_three_years_in_direct_employment(says, qualified, months, standing):
    day = date.fromisoformat(qualified) if qualified else None
    found = says("experience", qualified_on=day, experience_months=months)
    assert found[0] == standing, found[1]


@pytest.mark.parametrize(
    ("weeks", "permanent", "standing"),
    [(4, None, MET), (2, 2, MET), (2, 4, NOT_MET), (2, None, CANNOT_TELL),
     (3, 8, NOT_MET), (None, 4, CANNOT_TELL)],
)  # fmt: skip
def test_four_weeks_or_the_permanent_notice_if_shorter(
    says, weeks, permanent, standing
):
    found = says("notice", notice_weeks=weeks, permanent_notice_weeks=permanent)
    assert found[0] == standing


def test_references_are_asked_for_before_and_given_after(says):
    asked = "reference_requested"
    assert says(asked)[0] == CANNOT_TELL
    assert says(asked, reference_requested_on=date(2025, 3, 3))[0] == MET
    assert says(asked, reference_requested_on=date(2025, 3, 4))[0] == NOT_MET
    assert says("reference_given")[0] == DOES_NOT_APPLY
    ended = {"ends_on": date(2025, 9, 1)}
    assert says("reference_given", **ended)[0] == NOT_MET
    given = date(2025, 9, 5)
    assert says("reference_given", reference_given_on=given, **ended)[0] == MET


def test_a_project_team_is_named_approved_and_costed(says):
    team = {"project_team": "Backlog 2025"}
    assert says("project_team")[0] == DOES_NOT_APPLY
    assert says("project_team", hourly_rate=Decimal(50), **team)[0] == CANNOT_TELL
    approved = {"project_approved_on": date(2025, 3, 2), **team}
    assert says("project_team", **approved)[0] == CANNOT_TELL
    assert says("project_team", hourly_rate=Decimal(50), **approved)[0] == MET
    late = {"project_approved_on": date(2025, 3, 3), **team}
    assert says("project_team", hourly_rate=Decimal(50), **late)[0] == NOT_MET


def test_every_check_has_its_source(clock):
    found = answers(NEW, guidance(), (), clock, ON)
    assert len(found) == 8
    assert all(each.check.source and each.why for each in found)


def test_a_spell_costs_its_hours_times_its_rate(clock):
    # Monday 30 March to Friday 10 April 2026: ten weekdays less Good Friday (3 April)
    # and Easter Monday (6 April) are 8; 8 x 37 / 5 = 59.2 hours; x £38 = £2,249.60.
    spell = (date(2026, 3, 30), date(2026, 4, 10))
    found = cost(Decimal(37), Decimal(38), *spell, clock)
    assert (found.days, found.hours, found.pounds) == (
        8,
        Decimal("59.2"),
        Decimal("2249.60"),
    )
    assert found.whole_pounds == 2250
    more = cost(Decimal(37), Decimal(38), *spell, clock, on_costs=Decimal(2))
    assert more.pounds == Decimal("2368.0")  # 59.2 x 40
    assert cost(Decimal(37), Decimal(38), *reversed(spell), clock).pounds == 0


def test_the_share_counts_nobody_twice():
    # The Department's own: England 2017 in FTE, 5343.2 / (5343.2 + 28482.6) = 15.8%.
    heads, fte = agency_share([Decimal("5343.2")], [Decimal("28482.6")])
    assert round(fte.share * 100, 1) == Decimal("15.8")
    assert heads.share == Decimal("0.5")
    assert agency_share([], [])[0].share is None

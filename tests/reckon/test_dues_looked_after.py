"""Looked after children: a small story a rule, with its rows typed by hand.

Each story is reckoned by the statement and by the plain reckoner, which must agree.
"""

from datetime import date

import pytest

from tests.story import Story, told

REVIEWS = ("CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N")


def test_the_first_second_and_later_reviews():
    story = Story().care("c", "2025-03-24")
    first = "CLA_REVIEW_1 2025-03-24 2025-04-23"
    assert told(story, "2025-04-23", *REVIEWS) == [f"{first} - due"]
    assert told(story, "2025-04-24", *REVIEWS) == [f"{first} - overdue"]
    story.review("2025-04-10", cancelled="Y").review("2025-04-23")
    second = "CLA_REVIEW_2 2025-04-23 2025-07-23"
    assert told(story, "2025-07-23", *REVIEWS) == [
        f"{first} 2025-04-23 met",
        f"{second} - due",
    ]
    story.review("2025-07-24")
    later = "CLA_REVIEW_N 2025-07-24 2026-01-24"
    assert told(story, "2026-01-25", *REVIEWS) == [
        f"{first} 2025-04-23 met",
        f"{second} 2025-07-24 late",
        f"{later} - overdue",
    ]
    story.review("2026-01-24")
    assert told(story, "2026-01-25", *REVIEWS) == [
        f"{first} 2025-04-23 met",
        f"{second} 2025-07-24 late",
        f"{later} 2026-01-24 met",
        "CLA_REVIEW_N 2026-01-24 2026-07-24 - due",
    ]


def test_coming_back_into_care_starts_the_reviews_again():
    story = Story().care("c1", "2024-02-04", "2024-03-01").care("c2", "2025-03-24")
    assert told(story, "2025-04-23", *REVIEWS) == [
        "CLA_REVIEW_1 2024-02-04 2024-03-01 - closed_before_due",
        "CLA_REVIEW_1 2025-03-24 2025-04-23 - due",
    ]


def test_what_happens_in_a_later_period_of_care_is_not_of_the_earlier():
    """Six weeks from 31 March 2025 are 12 May; three months from 23 April, 23 July."""
    story = Story().care("c1", "2024-02-04", "2024-03-01").care("c2", "2025-03-24")
    story.review("2024-02-20").visit("2024-02-12").review("2025-04-23")
    story.visit("2025-03-31").visit("2024-06-01")
    assert told(story, "2025-05-01", *REVIEWS, "CLA_VISIT_6W") == [
        "CLA_REVIEW_1 2024-02-04 2024-03-01 2024-02-20 met",
        "CLA_REVIEW_1 2025-03-24 2025-04-23 2025-04-23 met",
        "CLA_REVIEW_2 2024-02-20 2024-05-20 - closed_before_due",
        "CLA_REVIEW_2 2025-04-23 2025-07-23 - due",
        "CLA_VISIT_6W 2024-02-12 2024-03-25 - closed_before_due",
        "CLA_VISIT_6W 2025-03-31 2025-05-12 - due",
    ]


def test_care_that_ended_before_the_first_review_but_too_late():
    story = Story().care("c1", "2024-02-04", "2024-03-02")
    assert told(story, "2025-04-23", *REVIEWS) == [
        "CLA_REVIEW_1 2024-02-04 2024-03-01 - closed_after_due"
    ]


def test_a_new_legal_status_or_placement_does_not_start_the_reviews_again():
    story = Story().care("c", "2025-03-24", "2025-04-02").care("c", "2025-04-02")
    story.placement("h1", "2025-03-24", "2025-04-02").placement("h2", "2025-04-02")
    story.visit("2025-03-31").visit("2025-04-10")
    assert told(story, "2025-04-23", *REVIEWS, "CLA_VISIT_1") == [
        "CLA_REVIEW_1 2025-03-24 2025-04-23 - due",
        "CLA_VISIT_1 2025-03-24 2025-03-31 2025-03-31 met",
        "CLA_VISIT_1 2025-04-02 2025-04-09 2025-04-10 late",
    ]


def test_a_placement_that_ended_within_its_week_had_no_visit_to_miss():
    for ended, status in (("2024-03-29", "before"), ("2024-03-30", "after")):
        story = Story().care("c", "2024-03-22").placement("h", "2024-03-22", ended)
        story.visit("2024-03-31")
        assert told(story, "2024-05-01", "CLA_VISIT_1") == [
            f"CLA_VISIT_1 2024-03-22 2024-03-29 - closed_{status}_due"
        ]


@pytest.mark.parametrize(
    ("held", "rows", "why"),
    [
        ("2024-03-01", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 2024-03-01 met",
            "CLA_REVIEW_2 2024-03-01 2024-06-01 - due",
        ], "in time, so the first, whatever else there was"),
        ("2024-03-02", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 - cannot_compute",
            "CLA_REVIEW_2 2024-03-02 2024-06-02 - cannot_compute",
            "CLA_REVIEW_N 2024-03-02 2024-09-02 - due",
        ], "a late first or an early second; one before it would not be shown"),
        ("2024-05-31", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 - cannot_compute",
            "CLA_REVIEW_2 2024-05-31 2024-08-31 - cannot_compute",
            "CLA_REVIEW_N 2024-05-31 2024-11-30 - due",
        ], "a very late first or a second in time: six months are sure"),
        ("2024-06-01", [
            "CLA_REVIEW_1 2024-02-04 2024-03-01 - cannot_compute",
            "CLA_REVIEW_N 2024-06-01 2024-12-01 - due",
        ], "a second could be due, so taken as a later one"),
    ],
)  # fmt: skip
def test_where_only_the_latest_review_is_known(held, rows, why):
    story = Story().care("c", "2024-02-04").review(held).latest_only("ssd_cla_reviews")
    assert told(story, "2024-06-01", *REVIEWS) == rows, why


@pytest.mark.parametrize(
    ("ended", "why"),
    [
        ("2025-06-20", "the break ends as the next status begins"),
        ("2025-06-27", "it should have ended by then: the later status speaks"),
        (None, "it was never ended"),
    ],
)
def test_who_stays_on_after_short_breaks_is_looked_after_from_then(ended, why):
    """One period, said to begin with the break. Twenty working days from Friday 20 June
    2025 are Friday 18 July."""
    story = Story().legal_status("V4", "2025-04-10", ended)
    story.legal_status("C2", "2025-06-20")
    for on, ceased in (("2025-04-10", "2025-06-20"), ("2025-06-20", None)):
        story.care("c", on, ceased)
    for row in story.records.rows["ssd_cla_episodes"]:
        row["clae_entered_care_date"] = date(2025, 4, 10)
    assert told(story, "2025-07-18", *REVIEWS) == [
        "CLA_REVIEW_1 2025-06-20 2025-07-18 - due"
    ], why


def test_a_period_ends_with_what_was_no_short_break():
    """Care to 20 June, then short breaks under its name: no review is due of those."""
    story = Story().legal_status("C2", "2025-05-27", "2025-06-20")
    story.legal_status("V4", "2025-06-20")
    story.care("c", "2025-05-27", "2025-06-20").care("c", "2025-06-20")
    assert told(story, "2025-07-18", "CLA_REVIEW_1") == [
        "CLA_REVIEW_1 2025-05-27 2025-06-24 - closed_before_due"
    ]


def test_short_breaks_alone_begin_nothing():
    story = Story().legal_status("V3", "2025-04-10", "2025-05-10")
    story.legal_status("V4", "2025-05-01").care("c", "2025-05-06")
    assert told(story, "2025-07-18", *REVIEWS) == []


def test_a_latest_review_after_childhood_hides_those_before():
    """Childhood ended on 1 March 2024. Twenty working days from Monday 9 January 2023 are
    Monday 6 February: by a latest review of June 2024, whether one was held is unknown."""
    story = Story().died("2024-03-01").care("c", "2023-01-09").review("2024-06-03")
    late = "CLA_REVIEW_1 2023-01-09 2023-02-06 - "
    assert told(story, "2024-07-01", "CLA_REVIEW_1") == [late + "closed_after_due"]
    story.latest_only("ssd_cla_reviews")
    assert told(story, "2024-07-01", "CLA_REVIEW_1") == [late + "cannot_compute"]


def test_a_latest_review_before_the_end_hides_none_after_it():
    """It began the clock, and there was none after it: six months from 3 July 2023 are
    3 January 2024, and all ended on 1 March."""
    story = Story().died("2024-03-01").care("c", "2022-01-10").review("2023-07-03")
    story.latest_only("ssd_cla_reviews")
    assert told(story, "2024-07-01", "CLA_REVIEW_N") == [
        "CLA_REVIEW_N 2023-07-03 2024-01-03 - closed_after_due"
    ]


def test_the_visiting_interval_is_chosen_by_the_day_of_the_visit():
    """The placement of 8 January 2024 is in its second year from 8 January 2025. Six weeks:
    10 January to 21 February 2024; 7 January to 18 February 2025; 3 March to 14 April."""
    story = Story().care("c", "2024-01-08").permanence("Long-term fostering")
    story.placement("h1", "2024-01-08", "2025-03-03").placement("h2", "2025-03-03")
    story.visit("2024-01-10").visit("2025-01-07").visit("2025-01-08").visit(
        "2025-03-03"
    )
    assert told(story, "2025-04-14", "CLA_VISIT_6W", "CLA_VISIT_LT_3M") == [
        "CLA_VISIT_6W 2024-01-10 2024-02-21 2025-01-07 late",
        "CLA_VISIT_6W 2025-01-07 2025-02-18 2025-01-08 met",
        "CLA_VISIT_6W 2025-03-03 2025-04-14 - due",
        "CLA_VISIT_LT_3M 2025-01-08 2025-04-08 2025-03-03 met",
    ]


@pytest.mark.parametrize(
    ("plans", "code", "due", "why"),
    [
        ([("Long-term fostering", None)], "CLA_VISIT_LT_3M", "2025-06-10", "meant to last"),
        ([("Return home", None)], "CLA_VISIT_6W", "2025-04-21", "not meant to last"),
        ([], "CLA_VISIT_6W", "2025-04-21", "no plan known"),
        ([("Return home", "2024-02-01"), ("Long-term fostering", "2024-09-01")],
         "CLA_VISIT_LT_3M", "2025-06-10", "the latest plan is what is meant"),
        ([("Long-term fostering", "2024-02-01"), ("Adoption", "2025-03-10")],
         "CLA_VISIT_6W", "2025-04-21", "no longer meant to last, from that very day"),
        ([("Long-term fostering", "2024-02-01"), ("Adoption", "2025-03-11")],
         "CLA_VISIT_LT_3M", "2025-06-10", "the change came the day after the visit"),
        ([("Long-term fostering", "2025-03-11")],
         "CLA_VISIT_6W", "2025-04-21", "made the day after the visit"),
    ],
)  # fmt: skip
def test_the_interval_depends_on_the_permanence_plan_of_the_day(plans, code, due, why):
    """A visit on 10 March 2025: six weeks end on 21 April, three months on 10 June."""
    story = Story().care("c", "2024-01-08").placement("h1", "2024-01-08")
    for plan, on in plans:
        story.permanence(plan, on)
    story.visit("2025-03-10")
    rows = told(story, "2025-03-12", "CLA_VISIT_6W", "CLA_VISIT_LT_3M")
    assert rows == [f"{code} 2025-03-10 {due} - due"], why


def test_without_tables_of_placements_or_plans_visits_are_six_weekly():
    story = Story().care("c", "2024-01-08").visit("2025-03-10")
    story.without("ssd_cla_placement", "ssd_permanence")
    rows = told(story, "2025-04-22", "CLA_VISIT_1", "CLA_VISIT_6W", "CLA_VISIT_LT_3M")
    assert rows == ["CLA_VISIT_6W 2025-03-10 2025-04-21 - overdue"]


def test_a_visit_at_which_the_looked_after_child_was_not_seen_does_not_count():
    story = Story().care("c", "2024-03-22").placement("h", "2024-03-22")
    story.visit("2024-03-25", seen="N")
    assert told(story, "2024-03-30", "CLA_VISIT_1", "CLA_VISIT_6W") == [
        "CLA_VISIT_1 2024-03-22 2024-03-29 - overdue"
    ]


def test_leaving_care_ends_the_visits():
    story = Story().care("c", "2024-01-08", "2025-04-21").visit("2025-03-10")
    assert told(story, "2025-05-01", "CLA_VISIT_6W") == [
        "CLA_VISIT_6W 2025-03-10 2025-04-21 - closed_before_due"
    ]

"""Due dates as the case system recorded them, held against the reckoned: worked by hand."""

from datetime import date

import pytest

from alongside.reckon.dues import Difference, differences
from tests.story import Story, both_ways


def compared(story, as_at="2026-06-30"):
    found, count = differences(
        story.records, both_ways(story.records, date.fromisoformat(as_at))
    )
    return [
        (each.code, str(each.recorded_due_on), str(each.due_on), each.days_apart)
        for each in found
    ], count


def conference(story, target, held=None, s47="s", child="A"):
    return story._tell(
        "ssd_initial_cp_conference", "icpc", person_id=child, s47_enquiry_id=s47,
        icpc_target_date=target, icpc_date=held,
    )  # fmt: skip


def review(story, due, held=None, quorate=None):
    return story._tell(
        "ssd_cp_reviews", "cppr", person_id="A", cp_review_due=due, cp_review_date=held,
        cp_review_quorate=quorate,
    )  # fmt: skip


def looked_after_review(story, due, held=None, cancelled=None):
    return story._tell(
        "ssd_cla_reviews", "clar", person_id="A", cla_review_due_date=due,
        cla_review_date=held, cla_review_cancelled=cancelled,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("target", "found", "why"),
    [
        ("2026-04-16", [], "less Good Friday and Easter Monday, as reckoned"),
        ("2026-04-14", [("S47_ICPC", "2026-04-14", "2026-04-16", -2)],
         "a case system that knows no bank holidays sets it two days sooner"),
        ("2026-04-17", [("S47_ICPC", "2026-04-17", "2026-04-16", 1)], "a day later"),
    ],
)  # fmt: skip
def test_the_target_of_a_conference(target, found, why):
    """Fifteen working days from Tue 24 March 2026."""
    story = conference(Story().s47("s", "2026-03-24"), target)
    conference(
        story.s47("t", "2026-03-24", child="B"), "2026-04-16", s47="t", child="B"
    )
    assert compared(story) == (found, 2), why


def test_a_review_held_is_compared_with_the_clock_it_completed():
    """Three months from 5 January are 5 April; six from 30 March, 30 September."""
    story = Story().cp_plan("p", "2026-01-05")
    review(story, "2026-04-06", "2026-03-30")
    review(story, "2026-09-28")
    assert compared(story) == (
        [
            ("RCPC_1", "2026-04-06", "2026-04-05", 1),
            ("RCPC_N", "2026-09-28", "2026-09-30", -2),
        ],
        2,
    )


def test_looked_after_reviews_and_those_called_off():
    """Twenty working days from 2 March are 30 March; three months from 20 March, 20 June."""
    story = Story().care("c", "2026-03-02")
    looked_after_review(story, "2026-03-27", "2026-03-20")
    looked_after_review(story, "2026-05-01", None, cancelled="Y")
    looked_after_review(story, "2026-06-20")
    assert compared(story) == ([("CLA_REVIEW_1", "2026-03-27", "2026-03-30", -3)], 2)


def test_what_belongs_to_no_clock_or_has_no_date_is_passed_over():
    story = conference(Story(), "2026-04-16")
    conference(story.s47("s", "2026-03-24", child="B"), None, child="B")
    assert compared(story) == ([], 0)
    story = review(Story().cp_plan("p", "2026-01-05"), "2026-04-06", "2026-03-30", "N")
    assert compared(story) == ([], 0), "an inquorate review completed no clock"


def test_a_difference_names_the_child_and_the_start():
    story = conference(Story().s47("s", "2026-03-24"), "2026-04-14")
    found, _ = differences(story.records, both_ways(story.records, date(2026, 4, 1)))
    assert found == [
        Difference(
            "A", "S47_ICPC", date(2026, 3, 24), date(2026, 4, 14), date(2026, 4, 16), -2
        )
    ]

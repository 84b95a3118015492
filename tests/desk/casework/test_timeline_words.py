"""A timeline in words: the list, how clocks ended, what is due, and the child's age."""

from __future__ import annotations

import pytest

from alongside.desk.casework.timeline import page, window
from alongside.desk.casework.timeline.history import months, spoken_age, tally
from alongside.desk.casework.timeline.page import running, workers
from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Worker
from tests.desk.casework.drawings import (
    RULES,
    TODAY,
    clock,
    day,
    event,
)


def test_the_list_puts_a_clock_with_the_event_that_completed_it():
    events = [event("cp_visit", "2026-01-20"), event("referral_received", "2026-02-02")]
    dues = [
        clock("CP_VISIT_10WD", "2026-01-05", "2026-01-19", "late", completed_on="2026-01-20"),
        clock("CP_VISIT_10WD", "2026-01-20", "2026-02-03", "open"),
        clock("CP_VISIT_10WD", "2026-11-20", "2026-12-04", "open"),
    ]  # fmt: skip
    shown = window("1y", TODAY, [day("2020-01-01")])
    february, january = months(events, dues, RULES, shown, TODAY)
    assert [entry.title for entry in february.entries] == [
        "Child protection visit, was due",
        "Referral received",
    ]
    (visit,) = january.entries
    assert [(ending.title, ending.due) for ending in visit.endings] == [("", dues[0])]


def test_the_tally_counts_each_way_a_clock_ends():
    ends = ["met", "met", "late", "closed_before_due", "cannot_compute", "open"]
    dues = [clock("CP_VISIT_10WD", "2026-01-05", "2026-01-19", end) for end in ends]
    (line,) = tally(dues, RULES)
    assert (line.title, line.met, line.late, line.done) == (
        "Child protection visit",
        2,
        1,
        3,
    )
    assert line.besides == "1 ended before due, 1 cannot be told"


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("12 years old", {"born_on": "2014-11-22"}),
        ("11 years old", {"born_on": "2014-11-23"}),
        ("2 years old", {"born_on": "2024-11-22"}),
        ("23 months old", {"born_on": "2024-11-23"}),
        ("1 month old", {"born_on": "2026-10-22"}),
        ("Less than a month old", {"born_on": "2026-10-23"}),
        ("Expected 3 February 2027", {"expected_on": "2027-02-03"}),
        ("Died 3 March 2026", {"born_on": "2014-05-02", "died_on": "2026-03-03"}),
        ("Age not recorded", {}),
    ],
)
def test_age_at_the_last_birthday(said, days):
    child = Child(**{name: day(value) for name, value in days.items()})
    assert spoken_age(child, TODAY) == said


def test_what_is_due_comes_soonest_first_and_what_cannot_be_computed_last():
    ends = ["2026-12-04", "2026-11-30", "2026-12-20"]
    dues = [clock("CP_VISIT_10WD", "2026-11-01", end, "open") for end in ends]
    dues[2].due_on = None
    assert running(dues) == [dues[1], dues[0], dues[2]]


def test_workers_are_those_of_running_clocks_else_of_the_newest():
    old = clock("CP_VISIT_10WD", "2025-01-05", "2025-01-19", "open")
    new = clock(
        "CP_VISIT_10WD", "2026-01-05", "2026-01-19", "met", completed_on="2026-01-06"
    )
    old.worker, new.worker = Worker(name="Kit"), Worker(name="Lou")
    assert workers([old, new]) == ["Kit"]
    old.status = "closed_before_due"
    assert workers([old, new]) == ["Lou"]


def test_an_unknown_span_is_the_usual_one():
    assert page(Child(), [], [], RULES, "9y", TODAY)["span"] == "1y"

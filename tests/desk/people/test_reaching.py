"""When a number may be rung: hours of London, at their edges and through clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from alongside.desk.people.models import ContactPoint
from alongside.desk.people.reaching import may_leave_voicemail, may_ring, may_text

JULY = date(2026, 7, 15)  # London is an hour ahead of UTC
JANUARY = date(2026, 1, 15)


def point(value="+447700900001", **given) -> ContactPoint:
    return ContactPoint(value=value, **{"safe_to_ring": "yes"} | given)


def utc(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)


HOURS = {"ring_from": time(9), "ring_until": time(17)}
RING = [
    (HOURS, utc(JANUARY, 8, 59, 59), False, "a second before nine"),
    (HOURS, utc(JANUARY, 9), True, "nine itself"),
    (HOURS, utc(JANUARY, 16, 59, 59), True, "the last second"),
    (HOURS, utc(JANUARY, 17), False, "until five is up to five, and no longer"),
    (HOURS, utc(JULY, 8), True, "nine in London in summer"),
    (HOURS, utc(JULY, 7, 59), False, "one minute to nine in London"),
    (HOURS, utc(JULY, 16), False, "five in London in summer"),
    ({"ring_from": time(9)}, utc(JANUARY, 22), True, "no end is given"),
    ({"ring_until": time(9)}, utc(JANUARY, 9), False, "the end alone is given"),
    ({"ring_until": time(9)}, utc(JANUARY, 0), True, "and no beginning"),
    ({}, utc(JANUARY, 3), True, "any hour"),
    # Clocks go forward on 29 March 2026 at 01:00 UTC, back on 25 October at 01:00 UTC.
    ({"ring_from": time(2)}, utc(date(2026, 3, 29), 0, 59), False, "00:59 in London"),
    ({"ring_from": time(2)}, utc(date(2026, 3, 29), 1), True, "it is 02:00 at once"),
    ({"ring_until": time(1, 30)}, utc(date(2026, 10, 25), 0, 30), False, "01:30 the first time"),
    ({"ring_until": time(1, 30)}, utc(date(2026, 10, 25), 1, 29), True, "01:29 a second time"),
    ({"ring_until": time(1, 30)}, utc(date(2026, 10, 25), 1, 30), False, "01:30 a second time"),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "at", "allowed", "why"), RING)
def test_hours_are_londons(hours, at, allowed, why):
    assert bool(may_ring(point(**hours), at)) is allowed, why


@pytest.mark.parametrize("asked", [may_text, may_leave_voicemail])
@pytest.mark.parametrize("mark", ["unknown", "no"])
def test_unknown_means_no(asked, mark):
    found = point(safe_to_ring=mark, safe_to_text=mark, safe_to_voicemail=mark)
    assert not asked(found)
    assert not may_ring(found, utc(JANUARY, 12))


def test_one_mark_says_nothing_of_the_others():
    assert not may_text(point()) and not may_leave_voicemail(point())
    texted = point(safe_to_ring="no", safe_to_text="yes")
    assert may_text(texted)
    assert not may_ring(texted, utc(JANUARY, 12)) and not may_leave_voicemail(texted)


@pytest.mark.parametrize(
    ("value", "reached"),
    [
        ("+447700900001", True), ("+447624200123", True),
        ("+441632960001", False), ("+442079460001", False),
        ("+447012345678", False), ("+447600123456", False), ("+33199001234", False),
    ],
)  # fmt: skip
def test_a_text_is_safe_only_where_one_is_sent(value, reached):
    """Man's numbers are mobiles; personal numbers (070) and pagers (076) are none."""
    said = may_text(point(value, safe_to_text="yes"))
    assert bool(said) is reached
    if not reached:
        assert said.why == "No text reaches it: it is not a British mobile number."
    asked = may_text(point(value, safe_to_text="unknown"))
    assert asked.why == "Do not text: nobody has told us that it is safe."


def test_the_reason_is_in_words():
    at = utc(JULY, 17)
    assert may_ring(point(**HOURS), at).why == (
        "Ring only from 9:00am until 5:00pm. It is 6:00pm."
    )
    assert may_ring(point(safe_to_ring="unknown"), at).why == (
        "Do not ring: nobody has told us that it is safe."
    )
    assert may_ring(point(safe_to_ring="no"), at).why == "Not safe to ring."
    assert may_ring(point(**HOURS), utc(JULY, 12)).why == (
        "Safe to ring from 9:00am until 5:00pm."
    )
    assert may_ring(point(), at).why == "Safe to ring at any time."


def test_nothing_is_safe_of_a_number_used_no_more():
    gone = point(
        safe_to_text="yes", safe_to_voicemail="yes", stopped_on=date(2026, 1, 5)
    )
    answers = (may_ring(gone, utc(JULY, 12)), may_text(gone), may_leave_voicemail(gone))
    assert {(answer.allowed, answer.why) for answer in answers} == {
        (False, "It is used no more.")
    }


def test_an_address_is_written_to_and_never_rung():
    address = point(channel="email", safe_to_text="yes", safe_to_voicemail="yes")
    assert may_text(address).why == "Safe to e-mail."
    assert not may_ring(address, utc(JULY, 12)) and not may_leave_voicemail(address)

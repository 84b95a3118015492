"""Training, students and extra help, through the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.learning.models import (
    Bursary,
    Course,
    Place,
    Release,
    SystemHelp,
    TrainingNeed,
)
from alongside.desk.workforce.models import StaffMember

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def on(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def hal(client, town):
    client.force_login(town.hal)
    return client


@pytest.fixture
def people(db):
    return [StaffMember.objects.create(name=f"Person {n}") for n in range(3)]


@pytest.fixture
def course(db):
    """Bromley 2010, 3.11: £20,000 for five places."""
    return Course.objects.create(
        title="Advanced practice", provider="The university", first_on=TODAY,
        last_on=TODAY, capacity=2, pounds=Decimal(8000),
    )  # fmt: skip


def day(name: str, of: date | None) -> dict:
    return {name: f"{of:%d %m %Y}" if of else ""}


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_a_need_says_what_showed_it_and_is_closed_with_a_reason(hal):
    asked = {"title": "Analysis of risk", "source": "review", "people": "40"}
    asked |= {"reference": "Review of 2009, recommendation 4"} | day("raised_on", TODAY)
    page = hal.post("/workforce/training/needs/add/", asked, follow=True)
    assert "Serious case or practice review" in text(page)
    assert "Review of 2009, recommendation 4" in text(page)
    need = TrainingNeed.objects.get()
    closing = f"/workforce/training/needs/{need.pk}/close/"
    early = hal.post(closing, {"why_closed": "x"} | day("closed_on", date(2026, 3, 1)))
    assert "It was raised only on 2 March 2026." in text(early)
    page = hal.post(
        closing, {"why_closed": "All came"} | day("closed_on", TODAY), follow=True
    )
    assert "Closed 2 March 2026" in text(page) and "All came" in text(page)


def test_a_course_ends_on_or_after_its_first_day(hal):
    asked = {"title": "Risk", "provider": "X", "capacity": "4", "pounds": "100"}
    asked |= day("first_on", TODAY) | day("last_on", date(2026, 3, 1))
    page = hal.post("/workforce/training/courses/add/", asked)
    assert "The last day cannot be before the first." in text(page)
    assert not Course.objects.exists()


def test_places_are_no_more_than_were_bought(hal, course, people):
    booking = f"/workforce/training/courses/{course.pk}/book/"
    for person in people[:2]:
        hal.post(booking, {"staff": person.pk})
    page = hal.post(booking, {"staff": people[2].pk})
    assert "All 2 places are taken." in text(page)
    first = course.places.get(staff=people[0])
    hal.post(f"/workforce/training/places/{first.pk}/", {"came": "cancelled"})
    assert "has a place." in text(
        hal.post(booking, {"staff": people[2].pk}, follow=True)
    )
    again = hal.post(f"/workforce/training/places/{first.pk}/", {"came": "attended"})
    assert "All places are taken by others by now." in text(again)


def test_nobody_has_two_places(hal, course, people):
    booking = f"/workforce/training/courses/{course.pk}/book/"
    hal.post(booking, {"staff": people[0].pk})
    assert "This person has a place already." in text(
        hal.post(booking, {"staff": people[0].pk})
    )


def test_a_place_given_up_can_be_had_again(hal, course, people):
    place = Place.objects.create(course=course, staff=people[0], came="cancelled")
    hal.post(f"/workforce/training/courses/{course.pk}/book/", {"staff": people[0].pk})
    place.refresh_from_db()
    assert place.came == "booked" and course.places.count() == 1


def test_what_a_place_cost_and_what_somebody_who_came(hal, course, people):
    """£8,000 for two places are £4,000 each; one came, for £8,000."""
    Place.objects.create(course=course, staff=people[0], came="attended")
    Place.objects.create(course=course, staff=people[1], came="stayed_away")
    page = text(hal.get(f"/workforce/training/courses/{course.pk}/"))
    assert "£8,000.00 in all, £4,000.00 a place, £8,000.00 a person who came" in page
    book = load_workbook(BytesIO(hal.get("/workforce/training/export/").content))
    row = list(book.active.values)[3]
    assert row[4:] == (2, 2, 1, 1, 8000, 4000, 8000)


def test_a_bursary_is_worked_off_month_by_month(hal, people):
    asked = {"staff": people[0].pk, "course": "MA, Goldsmiths", "pounds": "10000"}
    asked |= {"tied_months": "24"} | day("agreed_on", date(2025, 1, 6))
    asked |= day("work_from", date(2025, 6, 2))
    page = text(hal.post("/workforce/bursaries/add/", asked, follow=True))
    assert "9 of 24 months, until 1 June 2027" in page and "£6,250.00" in page


def test_who_left_owes_what_stood_on_their_last_day(hal, people):
    StaffMember.objects.filter(pk=people[0].pk).update(left_on=date(2025, 12, 1))
    Bursary.objects.create(
        staff=people[0], course="MA", pounds=10000, agreed_on=date(2025, 1, 6),
        tied_months=24, work_from=date(2025, 6, 2),
    )  # fmt: skip
    page = text(hal.get("/workforce/bursaries/"))
    assert "6 of 24 months" in page and "£7,500.00" in page
    assert "Left 1 December 2025" in page


def test_work_cannot_begin_before_the_agreement(hal, people):
    made = Bursary.objects.create(
        staff=people[0], course="MA", pounds=10000, agreed_on=TODAY, tied_months=24
    )
    page = hal.post(
        f"/workforce/bursaries/{made.pk}/begin/", day("work_from", date(2026, 3, 1))
    )
    assert "The work cannot begin before the bursary is agreed." in text(page)


def test_floor_walkers_booked_and_used(hal):
    asked = {"what": "New forms", "provider": "The supplier", "days_booked": "40"}
    asked |= {"pounds_a_day": "500"} | day("first_on", TODAY) | day("last_on", TODAY)
    hal.post("/workforce/extra-help/floor-walkers/add/", asked)
    booking = SystemHelp.objects.get()
    address = f"/workforce/extra-help/floor-walkers/{booking.pk}/"
    assert "40.0 days are booked." in text(hal.post(address, {"days_used": "41"}))
    page = text(hal.post(address, {"days_used": "12.5"}, follow=True))
    assert "£6,250.00 used of £20,000.00 booked" in page


def test_a_practitioner_released_has_a_cost(hal, people):
    asked = {"staff": people[0].pk, "what_for": "Advanced practice", "pounds": "4000"}
    asked |= {"hours_a_week": "7.5"} | day("first_on", TODAY) | day("last_on", TODAY)
    page = text(hal.post("/workforce/extra-help/releases/add/", asked, follow=True))
    assert "£4,000.00 in all" in page and Release.objects.count() == 1


def test_where_people_came_from_and_why_others_left(hal, people):
    """A year to 2 March 2026: from 3 March 2025. One joined the day before it."""
    for number, (joined, whence) in enumerate(
        [
            (date(2025, 3, 3), "agency_here"),
            (TODAY, "newly_qualified"),
            (date(2025, 3, 2), "abroad"),
        ]
    ):
        StaffMember.objects.filter(pk=people[number].pk).update(
            joined_on=joined, joined_from=whence
        )
    StaffMember.objects.filter(pk=people[2].pk).update(
        left_on=date(2025, 9, 1), leaving_reason="agency"
    )
    page = text(hal.get("/workforce/joiners-and-leavers/"))
    assert "3 March 2025 to 2 March 2026. 1 agency worker was made permanent." in page
    assert "Newly qualified" in page and "Social work abroad" not in page
    assert 'To agency work</th><td class="number">1' in page


def test_the_latest_course_comes_first(hal, course):
    Course.objects.create(
        title="Older", provider="X", first_on=date(2025, 3, 2),
        last_on=date(2025, 3, 2), capacity=2, pounds=1,
    )  # fmt: skip
    page = text(hal.get("/workforce/training/"))
    assert page.index("Advanced practice") < page.index("Older")

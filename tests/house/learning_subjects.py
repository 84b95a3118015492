"""Rows of the learning room for the matrix: of the North's staff, and of the South's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.desk.learning.models import (
    Bursary,
    Course,
    FirstYear,
    FundingClaim,
    Place,
    SystemHelp,
    TrainingNeed,
)
from alongside.desk.workforce.models import StaffMember


def staff(user=None, name="Rae Dunn") -> StaffMember:
    return StaffMember.objects.create(name=name, user=user)


def first_year(town, where):
    """Wes's year, which Mo supervises; or that of somebody they know nothing of."""
    learner = staff(town.wes if where == 0 else None, "Wes Okafor")
    supervisor = staff(town.mo if where == 0 else None, "Mo Hassan")
    made = FirstYear.objects.create(
        staff=learner,
        supervisor=supervisor,
        programme="ASYE",
        started_on=date(2025, 9, 1),
        registered_on=date(2025, 9, 1),
        weekly_hours=Decimal(37),
    )
    return {"pk": made.pk}


def claim(town, where):
    year = FirstYear.objects.get(pk=first_year(town, where)["pk"])
    made = FundingClaim.objects.create(
        first_year=year, when="registration", pounds=1000, claimed_on=date(2025, 9, 2)
    )
    return {"pk": made.pk}


def need(town, where):
    made = TrainingNeed.objects.create(
        title="Chronologies", source="audit", people=6, raised_on=date(2026, 1, 5)
    )
    return {"pk": made.pk}


def _course() -> Course:
    return Course.objects.create(
        title="Risk", provider="The clinic", first_on=date(2026, 1, 5),
        last_on=date(2026, 1, 6), capacity=8, pounds=2000,
    )  # fmt: skip


def place(town, where):
    return {"pk": Place.objects.create(course=_course(), staff=staff()).pk}


def bursary(town, where):
    made = Bursary.objects.create(
        staff=staff(), course="MA", pounds=10000, agreed_on=date(2026, 1, 5),
        tied_months=24,
    )  # fmt: skip
    return {"pk": made.pk}


def booking(town, where):
    made = SystemHelp.objects.create(
        what="New forms", provider="The supplier", first_on=date(2026, 1, 5),
        last_on=date(2026, 1, 9), days_booked=5, pounds_a_day=400,
    )  # fmt: skip
    return {"pk": made.pk}


SUBJECTS = {
    "first_year": first_year,
    "record_of_first_year": lambda town, where: (
        first_year(town, where) | {"what": "supervision"}
    ),
    "claim": claim,
    "need": need,
    "course": lambda town, where: {"pk": _course().pk},
    "place": place,
    "bursary": bursary,
    "booking": booking,
}

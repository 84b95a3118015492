"""What is done about training: needs, courses and places, bursaries, releases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.learning.training_models import (
    Bursary,
    Course,
    Place,
    Release,
    SystemHelp,
    TrainingNeed,
)
from alongside.desk.said import day_said
from alongside.desk.workforce.staff_models import StaffMember

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def raise_need(*, by: User, **told) -> TrainingNeed:
    """Record something that people here need to learn, and what showed it."""
    return keep(TrainingNeed(**told), by=by, action="raise training need")


@transaction.atomic
def close_need(
    *, by: User, need: TrainingNeed, closed_on: date, why_closed: str
) -> TrainingNeed:
    """Say that a need is met, or no longer one."""
    need = TrainingNeed.objects.select_for_update().get(pk=need.pk)
    if need.closed_on:
        raise ValidationError("This need was closed already.")
    if closed_on < need.raised_on:
        raise ValidationError(f"It was raised only on {day_said(need.raised_on)}.")
    need.closed_on, need.why_closed = closed_on, why_closed
    return keep(need, by=by, action="close training need")


@transaction.atomic
def plan_course(*, by: User, **told) -> Course:
    """Record a course, the places bought and what they cost."""
    return keep(Course(**told), by=by, action="plan course")


@transaction.atomic
def book_place(*, by: User, course: Course, staff: StaffMember) -> Place:
    """Give somebody a place, while there is one; who gave theirs up can have it again."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    place = course.places.filter(staff=staff, came=Place.Came.CANCELLED).first()
    place = place or Place(course=course, staff=staff)
    place.came = Place.Came.BOOKED
    taken = course.places.exclude(came=Place.Came.CANCELLED).count()
    if taken >= course.capacity:
        raise ValidationError(
            f"All {course.capacity} places are taken. Cancel one first, or buy more."
        )
    return keep(place, by=by, action="book place", subject=course, staff=staff.pk)


@transaction.atomic
def mark_place(*, by: User, place: Place, came: str) -> Place:
    """Say whether somebody came, stayed away, or gave the place up."""
    course = Course.objects.select_for_update().get(pk=place.course_id)
    place = Place.objects.select_for_update().get(pk=place.pk)
    wanted = came != Place.Came.CANCELLED and place.came == Place.Came.CANCELLED
    others = course.places.exclude(came=Place.Came.CANCELLED).count()
    if wanted and others >= course.capacity:
        raise ValidationError("All places are taken by others by now.")
    place.came = came
    return keep(
        place,
        by=by,
        action="mark place",
        subject=course,
        staff=place.staff_id,
        came=came,
        fields=["came"],
    )


@transaction.atomic
def grant_bursary(*, by: User, **told) -> Bursary:
    """Record a bursary and the work that it is tied to."""
    bursary = Bursary(**told)
    if bursary.work_from and bursary.work_from < bursary.agreed_on:
        raise ValidationError("The work cannot begin before the bursary is agreed.")
    return keep(bursary, by=by, action="grant bursary", pounds=str(bursary.pounds))


@transaction.atomic
def begin_tied_work(*, by: User, bursary: Bursary, work_from: date) -> Bursary:
    """Say from which day the student works here, so that the tie runs."""
    bursary = Bursary.objects.select_for_update().get(pk=bursary.pk)
    if work_from < bursary.agreed_on:
        raise ValidationError("The work cannot begin before the bursary is agreed.")
    bursary.work_from = work_from
    return keep(bursary, by=by, action="begin tied work", on=work_from.isoformat())


@transaction.atomic
def book_floor_walkers(*, by: User, **told) -> SystemHelp:
    """Book people beside the teams while the case system changes."""
    return keep(SystemHelp(**told), by=by, action="book floor walkers")


@transaction.atomic
def use_floor_walkers(
    *, by: User, booking: SystemHelp, days_used: Decimal
) -> SystemHelp:
    """Say how many of the days booked were used so far."""
    booking = SystemHelp.objects.select_for_update().get(pk=booking.pk)
    if days_used > booking.days_booked:
        raise ValidationError(
            f"{booking.days_booked} days are booked. Book more days before using them."
        )
    booking.days_used = days_used
    return keep(booking, by=by, action="use floor walkers", days=str(days_used))


@transaction.atomic
def release_practitioner(*, by: User, **told) -> Release:
    """Record that somebody is released from cases for a time, and what that costs."""
    return keep(Release(**told), by=by, action="release practitioner")

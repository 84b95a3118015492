"""What the audit trail says of first years, training and bursaries."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.learning.models import (
    Bursary,
    Course,
    FirstYear,
    Release,
    SystemHelp,
    TrainingNeed,
)


@tells("learning.FirstYear")
def first_years(reader: User, keys: set[str]) -> dict[str, str]:
    found = FirstYear.objects.filter(pk__in=keys).select_related("staff")
    return {str(year.pk): str(year) for year in found}


@tells("learning.TrainingNeed")
def needs(reader: User, keys: set[str]) -> dict[str, str]:
    found = TrainingNeed.objects.filter(pk__in=keys)
    return {str(need.pk): need.title for need in found}


@tells("learning.Course")
def courses(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(each.pk): each.title for each in Course.objects.filter(pk__in=keys)}


@tells("learning.Bursary")
def bursaries(reader: User, keys: set[str]) -> dict[str, str]:
    found = Bursary.objects.filter(pk__in=keys).select_related("staff")
    return {str(each.pk): f"Bursary of {each.staff}" for each in found}


@tells("learning.SystemHelp")
def floor_walkers(reader: User, keys: set[str]) -> dict[str, str]:
    found = SystemHelp.objects.filter(pk__in=keys)
    return {str(each.pk): f"Floor walkers: {each.what}" for each in found}


@tells("learning.Release")
def releases(reader: User, keys: set[str]) -> dict[str, str]:
    found = Release.objects.filter(pk__in=keys).select_related("staff")
    return {str(each.pk): f"Release of {each.staff}" for each in found}

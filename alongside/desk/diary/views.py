"""The week of several, and one diary: its hours and its calendars."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import NotAllowed, needs
from alongside.desk.access.sent_once import tell
from alongside.desk.diary import diary_actions
from alongside.desk.diary.diary_forms import (
    AddDiaryForm,
    ChangeDiaryForm,
    HoursForm,
    hours_typed,
)
from alongside.desk.diary.models import Availability, CalendarSource, Resource
from alongside.desk.diary.together import free_together
from alongside.desk.diary.week import WEEK, monday_of, week_of
from alongside.desk.diary.week_forms import WeekForm
from alongside.desk.forms import carry_out
from alongside.desk.workforce.models import Absence

SHOWN = 40


@require_GET
@needs("see_diary")
def week(request):
    today = timezone.localdate()
    form = WeekForm(request.GET or None, user=request.user)
    resources = form.resources()
    monday = monday_of(form.day(today))
    rows = week_of(request.user, resources[:SHOWN], monday)
    days = [each.day for each in rows[0].days] if rows else []
    free = free_together(rows, timezone.localtime()) if len(rows) > 1 else []
    context = {
        "form": form,
        "whose": form.chosen(),
        "rows": rows,
        "days": days,
        "together": list(zip(days, free, strict=False)),
        "more": max(0, len(resources) - SHOWN),
        "shown": SHOWN,
        "monday": monday,
        "today": today,
        "before": monday - WEEK,
        "after": monday + WEEK,
    }
    return render(request, "diary/week.html", context)


@require_GET
@needs("see_diary")
def diaries(request):
    """All diaries this person may be shown, by what they are."""
    found = Resource.objects.visible_to(request.user).by_name().select_related("user")
    kinds = [
        (kind.label, [each for each in found if each.kind == kind])
        for kind in Resource.Kind
    ]
    return render(request, "diary/diaries.html", {"kinds": [k for k in kinds if k[1]]})


@require_http_methods(["GET", "POST"])
@needs("keep_diaries")
def add_diary(request):
    form = AddDiaryForm(request.POST or None, user=request.user)
    if made := carry_out(form, diary_actions.add_diary, by=request.user):
        tell(request, made, "The diary was added.")
        return redirect("diary:diary", made.pk)
    return render(request, "diary/add_diary.html", {"form": form})


@require_GET
@needs("see_diary", about="diary.Resource")
def diary(request, pk):
    resource = _seen(request, pk)
    today = timezone.localdate()
    form = WeekForm(request.GET or None, user=request.user)
    monday = monday_of(form.day(today))
    (row,) = week_of(request.user, [resource], monday)
    hours = Availability.objects.visible_to(request.user).filter(resource=resource)
    calendars = CalendarSource.objects.visible_to(request.user).in_use()
    context = {
        "resource": resource,
        "kept": resource.kept_by(request.user),
        "own": resource.user_id == request.user.pk,
        "away": _away(request.user, resource, today),
        "row": row,
        "monday": monday,
        "before": monday - WEEK,
        "after": monday + WEEK,
        "hours": [
            each for each in hours.in_order() if not each.until or each.until >= today
        ],
        "calendars": calendars.filter(resource=resource).by_name(),
    }
    return render(request, "diary/diary.html", context)


def _away(user, resource: Resource, today):
    """When whoever looks at their own diary is away: to others what kind it is, is not told."""
    if resource.user_id != user.pk:
        return []
    seen = Absence.objects.visible_to(user).recorded_for(user).of_users([user.pk])
    return seen.not_over(today).soonest_first()


@require_http_methods(["GET", "POST"])
@needs("keep_diaries", about="diary.Resource")
def edit_diary(request, pk):
    resource = _seen(request, pk)
    first = {name: getattr(resource, name) for name in ChangeDiaryForm.base_fields}
    form = ChangeDiaryForm(request.POST or None, initial=first)
    if carry_out(form, diary_actions.edit_diary, by=request.user, resource=resource):
        messages.success(request, "The diary was changed.")
        return redirect("diary:diary", pk)
    return render(
        request, "diary/edit_diary.html", {"resource": resource, "form": form}
    )


@require_http_methods(["GET", "POST"])
@needs("see_diary", about="diary.Resource")
def set_hours(request, pk):
    resource = kept(request, pk)
    today = timezone.localdate()
    seen = Availability.objects.visible_to(request.user).filter(resource=resource)
    form = HoursForm(request.POST or None, initial=hours_typed(seen.on(today)))
    if carry_out(form, diary_actions.set_hours, by=request.user, resource=resource):
        messages.success(request, "The hours were set.")
        return redirect("diary:diary", pk)
    return render(request, "diary/set_hours.html", {"resource": resource, "form": form})


def _seen(request, pk) -> Resource:
    return get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)


def kept(request, pk) -> Resource:
    """A diary that this person may be shown, and change."""
    resource = _seen(request, pk)
    if not resource.kept_by(request.user):
        raise NotAllowed("keep_diaries")
    return resource

"""The calendars that are read, and the terms of schools."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from alongside.desk.access.needs import NotAllowed, needs
from alongside.desk.access.sent_once import tell
from alongside.desk.diary import calendar_actions, family_actions
from alongside.desk.diary.calendar_forms import (
    AddCalendarForm,
    AddTermForm,
    UploadCalendarForm,
)
from alongside.desk.diary.models import CalendarSource, Term
from alongside.desk.diary.reading_actions import days_read
from alongside.desk.diary.tasks import read_soon
from alongside.desk.diary.views import kept
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.said import day_said
from alongside.reckon.arrange.costs import counted


@require_GET
@needs("keep_diaries")
def calendars(request):
    """Each calendar that is read: those that cannot be, first."""
    found = CalendarSource.objects.visible_to(request.user).in_use().by_name()
    found = sorted(found, key=lambda each: (not each.problem, not each.flags))
    context = {
        "calendars": found,
        "broken": sum(bool(each.problem) for each in found),
    }
    return render(request, "diary/calendars.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_diary", about="diary.Resource")
def add_calendar(request, pk):
    resource = kept(request, pk)
    form = AddCalendarForm(request.POST or None)
    action = calendar_actions.add_calendar
    if made := carry_out(form, action, by=request.user, resource=resource):
        read_soon(made)
        tell(request, made, "The calendar was added. It is read within a few minutes.")
        return redirect("diary:diary", pk)
    context = {"resource": resource, "form": form}
    return render(request, "diary/add_calendar.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_diary", about="diary.Resource")
def upload_calendar(request, pk):
    resource = kept(request, pk)
    posted = request.method == "POST"
    form = UploadCalendarForm(*((request.POST, request.FILES) if posted else ()))
    action = calendar_actions.upload_calendar
    if made := carry_out(form, action, by=request.user, resource=resource):
        messages.success(request, f"The calendar was read: {_found(made)}.")
        return redirect("diary:diary", pk)
    context = {"resource": resource, "form": form}
    return render(request, "diary/upload_calendar.html", context)


def _found(source: CalendarSource) -> str:
    """How many times were read, and of which days: of a wrong or an old file, none."""
    first, last = days_read(timezone.localdate())
    days = f"from {day_said(first)} to {day_said(last)}"
    count = source.busy.count()
    if not count:
        return f"it is busy at no time {days}. See whether it is the right file"
    return f"{counted(count, 'busy time')} {days}"


@require_POST
@needs("see_diary", about="diary.CalendarSource")
def stop_calendar(request, pk):
    seen = CalendarSource.objects.visible_to(request.user).in_use()
    source = get_object_or_404(seen.select_related("resource"), pk=pk)
    if not source.resource.kept_by(request.user):
        raise NotAllowed("keep_diaries")
    form = Confirmation.of(request)
    action = calendar_actions.stop_calendar
    if carry_out(form, action, by=request.user, source=source):
        messages.success(
            request, "The calendar is read no more, and its times are gone."
        )
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("diary:diary", source.resource_id)


@require_http_methods(["GET", "POST"])
@needs("see_diary")
def terms(request):
    """The terms from a year ago on; those who keep diaries add to them."""
    if request.method == "POST" and not request.user.may("keep_diaries"):
        raise NotAllowed("keep_diaries")
    form = AddTermForm(request.POST or None)
    if made := carry_out(form, family_actions.add_term, by=request.user):
        tell(request, made, "The term was added.")
        return redirect("diary:terms")
    today = timezone.localdate()
    found = Term.objects.visible_to(request.user).in_order()
    context = {"terms": found, "form": form, "today": today}
    return render(request, "diary/terms.html", context)


@require_POST
@needs("keep_diaries", about="diary.Term")
def remove_term(request, pk):
    term = get_object_or_404(Term.objects.visible_to(request.user), pk=pk)
    family_actions.remove_term(by=request.user, term=term)
    messages.success(request, "The term was removed.")
    return redirect("diary:terms")

"""Book a meeting, move it, let go of a hold, call it off."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.diary import attendance_actions
from alongside.desk.diary import booking_actions as actions
from alongside.desk.diary.by_diary import against
from alongside.desk.diary.meeting_forms import (
    BookMeetingForm,
    CancelMeetingForm,
    InviteForm,
    MoveMeetingForm,
)
from alongside.desk.diary.meeting_views import ABOUT, one_meeting
from alongside.desk.diary.models import Attendance, Meeting
from alongside.desk.diary.reaching_people import (
    tell_yourself,
    what_follows,
    who_is_told,
)
from alongside.desk.diary.whom_to_ask import who_may_be_invited
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.said import moment_said


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def book_meeting(request, pk):
    found = one_meeting(request, pk)
    form = BookMeetingForm(request.POST or None, initial=_begin(request, found))
    made = carry_out(form, actions.book_meeting, by=request.user, meeting=found)
    if made:
        _say(request, made, _when_said(made, "booked for"))
        return redirect("meetings:meeting", pk)
    return render(request, "diary/book_meeting.html", {"meeting": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def move_meeting(request, pk):
    found = one_meeting(request, pk)
    form = MoveMeetingForm(request.POST or None, initial=_begin(request, found))
    made = carry_out(form, actions.move_meeting, by=request.user, meeting=found)
    if made:
        _say(request, made, _when_said(made, "moved to"))
        return redirect("meetings:meeting", pk)
    return render(request, "diary/move_meeting.html", {"meeting": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def cancel_meeting(request, pk):
    found = one_meeting(request, pk)
    form = CancelMeetingForm(request.POST or None, initial={"revision": found.revision})
    if carry_out(form, actions.cancel_meeting, by=request.user, meeting=found):
        _say(request, found, f"{found} is called off.")
        return redirect("meetings:meeting", pk)
    return render(
        request, "diary/cancel_meeting.html", {"meeting": found, "form": form}
    )


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def invite_another(request, pk):
    """Ask somebody else to a meeting: to one that is booked, or yet to be arranged."""
    found = one_meeting(request, pk)
    seen = who_may_be_invited(request.user, found, timezone.localdate())
    form = InviteForm(
        request.POST or None, resources=seen, initial={"revision": found.revision}
    )
    asked = attendance_actions.invite_another
    if made := carry_out(form, asked, by=request.user, meeting=found):
        messages.success(request, f"{made.resource}: {what_follows(made)}")
        return redirect("meetings:meeting", pk)
    return render(
        request, "diary/invite_another.html", {"meeting": found, "form": form}
    )


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def remove_attendance(request, pk, attendance):
    """Take somebody off: asked first, for whoever was invited is told at once."""
    seen = Attendance.objects.visible_to(request.user).standing()
    found = get_object_or_404(
        seen.select_related("meeting", "resource"), pk=attendance, meeting=pk
    )
    form, what = Confirmation.of(request), who_is_told(found)
    if carry_out(
        form, attendance_actions.remove_attendance, by=request.user, attendance=found
    ):
        messages.success(request, f"{found.resource} takes part no more. {what}")
        return redirect("meetings:meeting", pk)
    context = {
        "meeting": found.meeting, "attendance": found, "form": form, "what": what
    }  # fmt: skip
    return render(request, "diary/remove_attendance.html", context)


@require_POST
@needs("arrange_meetings", about=ABOUT)
def release_meeting(request, pk):
    found, form = one_meeting(request, pk), Confirmation.of(request)
    if carry_out(form, actions.release_meeting, by=request.user, meeting=found):
        messages.success(request, "The time on hold is free again.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("meetings:meeting", pk)


def _when_said(made: Meeting, what: str) -> str:
    return f"{made} is {what} {moment_said(made.starts_at)}. {against(made)}".strip()


def _say(request, meeting: Meeting, done: str) -> None:
    """Say what was done; and whom nothing tells of it, so that a person has to."""
    messages.success(request, f"{done} {tell_yourself(meeting)}".strip())


def _begin(request, found) -> dict:
    """The time the page begins with: one that was offered in its address, or none."""
    told = {"revision": found.revision}
    day, _, at = request.GET.get("at", "").partition("T")
    if day.count("-") == 2:
        year, month, number = day.split("-")
        told |= {"on": [number, month, year], "at": at[:5]}
    return told

"""What became of a meeting: held or not, its minutes, and what was agreed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import NotAllowed, needs
from alongside.desk.diary import answer_actions
from alongside.desk.diary import held_actions as actions
from alongside.desk.diary.meeting_forms import (
    AddActionForm,
    CirculateForm,
    DecideAnswerForm,
    NoteHeldForm,
    NotHeldForm,
    WhoCameForm,
    WriteMinutesForm,
)
from alongside.desk.diary.meeting_notes import note_of
from alongside.desk.diary.meeting_views import ABOUT, one_meeting
from alongside.desk.diary.models import (
    AgreedAction,
    Answer,
    Attendance,
    Meeting,
    Minutes,
)
from alongside.desk.diary.whom_to_ask import who_else
from alongside.desk.forms import Confirmation, carry_out


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def note_held(request, pk):
    """Say who was there: first, or anew until the minutes went out."""
    found = one_meeting(request, pk)
    people = list(found.attendances.standing().people().in_order())
    form = NoteHeldForm(
        request.POST or None, people=people, initial=_noted(found, people)
    )
    again = found.state == Meeting.State.HELD
    action = actions.correct_held if again else actions.note_held
    made = carry_out(form, action, by=request.user, meeting=found)
    if made:
        messages.success(request, _held_said(made))
        return redirect("meetings:meeting", pk)
    context = {"meeting": found, "form": form, "again": again}
    return render(request, "diary/note_held.html", context)


def _noted(meeting: Meeting, people) -> dict:
    """What was noted of a meeting before, and its revision."""
    noted = [each for each in people if each.presence != Attendance.Presence.UNKNOWN]
    told = {f"presence_{each.pk}": each.presence for each in noted}
    if hasattr(meeting, "minutes"):
        told["decisions"] = meeting.minutes.decisions
    return told | {"revision": meeting.revision}


def _held_said(minutes: Minutes) -> str:
    if minutes.quorate:
        return f"{minutes.meeting} is noted as held."
    goes_on = ": its timescale goes on" if minutes.meeting.rule else ""
    return f"{minutes.meeting} is noted as held, and was not quorate{goes_on}."


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def add_who_came(request, pk):
    """Add somebody who came without being asked: before it is said who was there, or after."""
    found = one_meeting(request, pk)
    people = who_else(request.user, found, timezone.localdate())
    form = WhoCameForm(
        request.POST or None, people=people, initial={"revision": found.revision}
    )
    came = carry_out(form, actions.add_who_came, by=request.user, meeting=found)
    if came:
        messages.success(request, f"{came.resource} is noted as there.")
        held = came.meeting.state == Meeting.State.HELD
        return redirect("meetings:meeting" if held else "meetings:note-held", pk)
    context = {"meeting": found, "form": form}
    return render(request, "diary/add_who_came.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def note_not_held(request, pk):
    found = one_meeting(request, pk)
    form = NotHeldForm(request.POST or None, initial={"revision": found.revision})
    if carry_out(form, actions.note_not_held, by=request.user, meeting=found):
        messages.success(request, f"{found} is noted as not held.")
        return redirect("meetings:meeting", pk)
    context = {"meeting": found, "form": form}
    return render(request, "diary/note_not_held.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def write_minutes(request, pk):
    found, minutes = _held(request, pk)
    said = {"decisions": minutes.decisions, "text": minutes.text}
    form = WriteMinutesForm(request.POST or None, initial=said)
    if carry_out(form, actions.write_minutes, by=request.user, meeting=found):
        messages.success(request, "The minutes are kept.")
        return redirect("meetings:meeting", pk)
    context = {"meeting": found, "form": form}
    return render(request, "diary/write_minutes.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def circulate_minutes(request, pk):
    found, minutes = _held(request, pk)
    form = CirculateForm(request.POST or None, initial={"on": timezone.localdate()})
    if carry_out(form, actions.circulate_minutes, by=request.user, meeting=found):
        messages.success(request, "Noted: the minutes are circulated.")
        return redirect("meetings:meeting", pk)
    context = {"meeting": found, "minutes": minutes, "form": form}
    return render(request, "diary/circulate_minutes.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about=ABOUT)
def add_action(request, pk):
    found, _ = _held(request, pk)
    form = AddActionForm(request.POST or None, meeting=found)
    if carry_out(form, actions.add_action, by=request.user, meeting=found):
        messages.success(request, "The action is added.")
        return redirect("meetings:meeting", pk)
    return render(request, "diary/add_action.html", {"meeting": found, "form": form})


@require_POST
@needs("see_diary", about=ABOUT)
def finish_action(request, pk, action):
    """Say that what was agreed is done: whose it is may, and who arranges meetings."""
    return _noted_of_action(request, pk, action, actions.finish_action, "done")


@require_POST
@needs("see_diary", about=ABOUT)
def reopen_action(request, pk, action):
    return _noted_of_action(request, pk, action, actions.reopen_action, "open again")


def _noted_of_action(request, pk, key, action, said: str):
    seen = AgreedAction.objects.visible_to(request.user).in_order()
    found = get_object_or_404(seen, pk=key, meeting=pk)
    if not found.may_be_finished_by(request.user):
        raise NotAllowed("arrange_meetings")
    form = Confirmation.of(request)
    if carry_out(form, action, by=request.user, agreed=found):
        messages.success(request, f"The action of {found.meeting.reference} is {said}.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    if "listed" in request.POST:
        own = "?whose=own" if request.POST["listed"] == "own" else ""
        return redirect(reverse("meetings:agreed") + own)
    return redirect("meetings:meeting", pk)


@require_GET
@needs("see_diary", about=ABOUT)
def meeting_note(request, pk):
    """A meeting held, to be pasted into the case system."""
    found, minutes = _held(request, pk)
    record_read(by=request.user, action="take meeting note", subject=found)
    text, why_not = note_of(minutes, request.user)
    context = {"meeting": found, "text": text, "why_not": why_not}
    return render(request, "diary/meeting_note.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings")
def decide_answer(request, pk):
    seen = Answer.objects.visible_to(request.user).to_decide().in_order()
    found = get_object_or_404(seen, pk=pk)
    form = DecideAnswerForm(request.POST or None)
    done = carry_out(form, answer_actions.decide_answer, by=request.user, answer=found)
    if done:
        reply = (
            done.attendance.get_reply_display() if form.cleaned_data["reply"] else ""
        )
        also = f" Their reply is noted: {reply.lower()}." if reply else ""
        messages.success(request, f"What was decided is noted.{also}")
        return redirect("meetings:answers")
    return render(request, "diary/decide_answer.html", {"answer": found, "form": form})


def _held(request, pk) -> tuple[Meeting, Minutes]:
    found = one_meeting(request, pk)
    minutes = Minutes.objects.visible_to(request.user).filter(meeting=found).first()
    if minutes is None:
        raise Http404("It is not noted as held yet.")
    return found, minutes

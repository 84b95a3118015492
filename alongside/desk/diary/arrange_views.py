"""Arrange one meeting: what for, who comes, and one of the times that are free for all."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework.models import Due
from alongside.desk.diary.arrange_forms import (
    AskMeetingForm,
    SlotForm,
    WhatForm,
    usual_kind,
)
from alongside.desk.diary.ask_actions import ask_people
from alongside.desk.diary.for_clocks import meeting_for
from alongside.desk.diary.meeting_kinds import kinds
from alongside.desk.diary.models import Meeting
from alongside.desk.diary.month_asked import without_a_meeting_of
from alongside.desk.diary.offered import offers_for
from alongside.desk.diary.place_actions import keep_place, place_meeting
from alongside.desk.diary.reaching_people import tell_yourself
from alongside.desk.diary.whom_to_ask import candidates
from alongside.desk.forms import carry_out
from alongside.desk.people.models import Child


@require_http_methods(["GET"])
@needs("arrange_meetings")
def what(request):
    """Ask for the kind and the child; on to who comes, once both are known."""
    form = WhatForm(request.GET or None, by=request.user)
    if form.is_valid():
        child, kind = form.cleaned_data["child"], form.cleaned_data["kind"]
        to = reverse("arrange:ask", args=[child.pk, kind])
        due = without_a_meeting_of(request.user, child, kind)
        return redirect(f"{to}?due={due.pk}" if due else to)
    return render(request, "diary/what.html", {"form": form})


@require_http_methods(["GET"])
@needs("arrange_meetings", about="casework.Due")
def from_due(request, pk):
    """Lead from a clock to the meeting that completes it: one that stands, or a new one."""
    due = get_object_or_404(Due.objects.visible_to(request.user).open(), pk=pk)
    if lead := meeting_for(request.user, due):
        return redirect(lead.url)
    to = reverse("arrange:ask", args=[due.child_id, usual_kind(due)])
    return redirect(f"{to}?due={due.pk}")


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about="people.Child")
def ask(request, pk, kind):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    if kind not in kinds():
        raise Http404
    due = _due(request, child)
    people = list(candidates(request.user, child, timezone.localdate()))
    form = AskMeetingForm(
        request.POST or None, due=due, people=people,
        initial={"length": kinds()[kind].length},
    )  # fmt: skip
    action = partial(ask_people, by=request.user, kind=kind, child=child, due=due)
    if made := carry_out(form, action):
        return redirect("arrange:times", made.pk)
    record_read(by=request.user, action="see who might come", subject=child)
    standing = Meeting.objects.visible_to(request.user).standing()
    context = {
        "form": form, "child": child, "kind": kinds()[kind], "due": due,
        "standing": standing.filter(child=child, kind=kind).in_order(),
    }  # fmt: skip
    return render(request, "diary/ask.html", context)


def _due(request, child: Child) -> Due | None:
    """The clock that the address names, if it is this child's and open."""
    key = request.GET.get("due", "")
    seen = Due.objects.visible_to(request.user).open().filter(child=child)
    return seen.filter(pk=key).first() if key.isdecimal() else None


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about="diary.Meeting")
def times(request, pk):
    seen = Meeting.objects.visible_to(request.user).to_arrange().with_all_said()
    meeting = get_object_or_404(seen, pk=pk)
    every = "every" in request.GET
    offers = offers_for(meeting, timezone.localdate(), every)
    form = SlotForm(
        request.POST or None,
        offered=[(each.key, each.when) for each in offers.offers],
        initial={
            "revision": meeting.revision,
            "slot": request.GET.get("slot") or offers.key_at(meeting.starts_at),
        },
    )
    action = keep_place if "keep" in request.POST else place_meeting
    if made := carry_out(form, partial(_take, action, request.user, meeting, offers)):
        messages.success(request, _taken_said(made))
        return redirect("meetings:meeting", made.pk)
    record_read(by=request.user, action="see free times", subject=meeting)
    polled = meeting.polls.exists()
    context = {
        "form": form, "meeting": meeting, "offers": offers, "polled": polled,
        "every": every,
    }  # fmt: skip
    return render(request, "diary/times.html", context)


def _take(action, user, meeting: Meeting, offers, *, slot: str, revision: int):
    offer = offers.find(slot)
    return action(
        by=user, meeting=meeting, starts_at=offer.starts_at, chosen=offer.chosen,
        revision=revision,
    )  # fmt: skip


def _taken_said(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.ON_HOLD:
        return f"{meeting} has this time for half an hour. Nobody was asked yet: book it before then."
    return f"{meeting} is booked. {tell_yourself(meeting)}".strip()

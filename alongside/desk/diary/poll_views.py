"""Polls: the officer's page, and the page behind a link, for whoever has no sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.whence import address_of
from alongside.desk.casework.feeds import too_often
from alongside.desk.diary import poll_actions
from alongside.desk.diary.models import Meeting, Poll, PollAsked
from alongside.desk.diary.offered import offers_for
from alongside.desk.diary.poll_forms import AnswerPollForm, MakePollForm, moment_of
from alongside.desk.forms import Confirmation, carry_out


@dataclass(frozen=True)
class Link:
    """Somebody who was asked, their link, and what they said of each time."""

    asked: PollAsked
    address: str
    said: list[str]


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about="diary.Meeting")
def poll(request, pk):
    seen = Meeting.objects.visible_to(request.user).to_arrange()
    meeting = get_object_or_404(seen, pk=pk)
    offers = offers_for(meeting, timezone.localdate()).offers
    form = MakePollForm(request.POST or None, meeting=meeting, offered=offers)
    if carry_out(form, poll_actions.make_poll, by=request.user, meeting=meeting):
        messages.success(request, "The links are below. Send each to its own person.")
        return redirect("arrange:poll", pk)
    record_read(by=request.user, action="see poll", subject=meeting)
    standing = meeting.polls.open(timezone.now()).order_by("-pk").first()
    context = {"form": form, "meeting": meeting, "poll": standing}
    return render(request, "diary/poll.html", context | _told(standing))


def _told(poll: Poll | None) -> dict:
    """The times of a poll, and a line for each who was asked."""
    if poll is None:
        return {}
    times = list(poll.times.all())
    asked = poll.asked.select_related("attendance__resource").prefetch_related("said")
    return {
        "times": [moment_of(each.starts_at) for each in times],
        "links": [_link(each, times) for each in asked.order_by("pk")],
    }


def _link(asked: PollAsked, times) -> Link:
    said = {each.time_id: each.get_said_display() for each in asked.said.all()}
    address = settings.ADDRESS + reverse("arrange:answer-poll", args=[asked.token])
    return Link(asked, address, [said.get(each.pk, "No answer yet") for each in times])


@require_POST
@needs("arrange_meetings", about="diary.Meeting")
def close_poll(request, pk):
    seen = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(seen, pk=pk)
    found = get_object_or_404(meeting.polls.open(timezone.now()))
    if carry_out(
        Confirmation.of(request), poll_actions.close_poll, by=request.user, poll=found
    ):
        messages.success(request, "The poll is closed. Its links answer no more.")
    return redirect("arrange:poll", pk)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def answer_poll(request, token):
    """Ask when somebody can come. The page names nobody: the link may be read by others."""
    if too_often(f"poll-{address_of(request)}"):
        return _page(request, "diary/poll_over.html", 429, often=True)
    asked = PollAsked.objects.behind(token)
    if asked is None:
        return _page(request, "diary/poll_over.html", 404)
    if not asked.poll.is_open(timezone.now()):
        return _page(request, "diary/poll_over.html", 410)
    form = AnswerPollForm(request.POST or None, asked=asked)
    poll = asked.poll
    if carry_out(form, partial(poll_actions.answer_poll, asked=asked)):
        return _page(request, "diary/poll_thanks.html", poll=poll)
    context = {"form": form, "length": poll.meeting.length}
    return _page(request, "diary/answer_poll.html", **context)


def _page(request, template: str, status: int = 200, **context):
    answer = render(request, template, context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer

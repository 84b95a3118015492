"""Polls: the officer's page, and the page behind a link, for whoever has no sign-in."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.whence import address_of
from alongside.desk.casework.feeds import too_often
from alongside.desk.diary import poll_actions
from alongside.desk.diary.models import Meeting, PollAsked
from alongside.desk.diary.offered import Offer, offers_for
from alongside.desk.diary.poll_forms import AnswerPollForm, MakePollForm
from alongside.desk.diary.poll_said import said_of
from alongside.desk.forms import Confirmation, carry_out


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about="diary.Meeting")
def poll(request, pk):
    """The last poll of a meeting, and what was said in it; while it has no time, a new one."""
    seen = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(seen, pk=pk)
    arranging = meeting.state in Meeting.TO_ARRANGE
    offers = _offers(meeting) if arranging else []
    form = MakePollForm(request.POST or None, meeting=meeting, offered=offers)
    if carry_out(form, poll_actions.make_poll, by=request.user, meeting=meeting):
        messages.success(request, "The links are below. Send each to its own person.")
        return redirect("arrange:poll", pk)
    record_read(by=request.user, action="see poll", subject=meeting)
    latest = meeting.polls.latest()
    context = {
        "form": form, "meeting": meeting, "arranging": arranging, "poll": latest,
        "open": latest and latest.is_open(timezone.now()),
    }  # fmt: skip
    told = said_of(latest, offers)._asdict() if latest else {}
    return render(request, "diary/poll.html", context | told)


def _offers(meeting: Meeting) -> list[Offer]:
    """The times that can be asked about, by day: which is best is for others to say."""
    found = offers_for(meeting, timezone.localdate()).offers
    return sorted(found, key=lambda each: each.starts_at)


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
        return _page(request, "diary/poll_over.html", 410, over=True)
    form = AnswerPollForm(request.POST or None, asked=asked)
    if carry_out(form, partial(poll_actions.answer_poll, asked=asked)):
        return _page(request, "diary/poll_thanks.html", poll=asked.poll)
    return _page(request, "diary/answer_poll.html", form=form)


def _page(request, template: str, status: int = 200, **context):
    answer = render(request, template, context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer

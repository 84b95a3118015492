"""A month at once: what is to be held, places proposed for all, and what is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.diary import month_actions
from alongside.desk.diary.models import Meeting, Proposal, ProposedPlace
from alongside.desk.diary.month_asked import to_be_placed, without_a_meeting
from alongside.desk.diary.month_forms import (
    AcceptForm,
    ProposeForm,
    SupposeForm,
    end_of_next_month,
)
from alongside.desk.diary.month_said import against
from alongside.desk.diary.reaching_people import told_by_nobody
from alongside.desk.diary.tasks import work_out_soon
from alongside.desk.forms import carry_out
from alongside.reckon.arrange.costs import counted

SHOWN = 5


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings")
def month(request):
    until = end_of_next_month(timezone.localdate())
    form = ProposeForm(request.POST or None, initial={"until": until})
    if made := carry_out(form, _propose, by=request.user):
        return redirect("arrange:proposal", made.pk)
    before = Proposal.objects.visible_to(request.user).latest_first()[:SHOWN]
    context = {
        "form": form,
        "until": until,
        "dues": without_a_meeting(request.user, until),
        "asked": to_be_placed(request.user, until),
        "before": before,
    }
    return render(request, "diary/month.html", context)


def _propose(**asked) -> Proposal:
    proposal = month_actions.propose(**asked)
    work_out_soon(proposal)
    return proposal


@require_GET
@needs("arrange_meetings", about="diary.Proposal")
def proposal(request, pk):
    found = _proposal(request, pk)
    rows = ProposedPlace.objects.visible_to(request.user).filter(proposal=found)
    record_read(by=request.user, action="see proposal", subject=found)
    form = AcceptForm(proposal=found, user=request.user)
    return _page(request, found, rows, form)


@require_POST
@needs("arrange_meetings", about="diary.Proposal")
def accept(request, pk):
    found = _proposal(request, pk)
    form = AcceptForm(request.POST, proposal=found, user=request.user)
    action = partial(month_actions.accept, by=request.user, proposal=found)
    booked = carry_out(form, action)
    rows = ProposedPlace.objects.visible_to(request.user).filter(proposal=found)
    if booked is None:
        return _page(request, found, rows, form)
    meetings = f"{counted(booked, 'meeting')} booked, and invited to."
    messages.success(request, f"{meetings} {_untold(request.user, found)}".strip())
    return redirect("arrange:proposal", pk)


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about="diary.Proposal")
def suppose(request, pk):
    """Propose the same again, as it would be with one change."""
    found = _proposal(request, pk)
    form = SupposeForm(request.POST or None)
    if made := carry_out(form, _propose, by=request.user, until=found.until):
        return redirect("arrange:proposal", made.pk)
    return render(request, "diary/suppose.html", {"form": form, "proposal": found})


def _untold(user, found: Proposal) -> str:
    """Say how often a person has to be told by the officer, of what is booked of a month."""
    seen = Meeting.objects.visible_to(user).filter(proposed__proposal=found)
    times = sum(len(told_by_nobody(each)) for each in seen.booked())
    if not times:
        return ""
    people = counted(times, "person is told", "people are told")
    return f"{people} by no e-mail: ring or write. Each meeting’s page says to whom."


def _proposal(request, pk) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)


def _page(request, found: Proposal, rows, form):
    listed = list(rows.in_order())
    context = {
        "proposal": found,
        "form": form,
        "total": len(listed),
        "left_out": [each for each in listed if each.starts_at is None],
        "placed": [each for each in listed if each.starts_at is not None],
        "late": sum(each.late for each in listed),
        "open": sum(e.meeting.state == "asked" and e.starts_at is not None for e in listed),
    }  # fmt: skip
    if found.first_law is not None:
        context["against"] = against(found, listed)
    if found.what_if and not found.under_way:
        context["as_is"] = _as_things_are(request.user, found)
    return render(request, "diary/proposal.html", context)


@dataclass(frozen=True)
class AsIs:
    """What was found last for the same meetings with nothing supposed."""

    proposal: Proposal
    placed: int
    total: int
    late: int


def _as_things_are(user, supposed: Proposal) -> AsIs | None:
    """Return what to compare with; None where none of these meetings was proposed so."""
    real = Proposal.objects.visible_to(user).filter(what_if="", state="ready")
    before = (
        real.filter(until=supposed.until, pk__lt=supposed.pk).latest_first().first()
    )
    if before is None:
        return None
    same = supposed.places.values("meeting")
    rows = list(before.places.filter(meeting__in=same).select_related("meeting"))
    placed = [each for each in rows if each.starts_at is not None]
    late = sum(each.late for each in placed)
    return AsIs(before, len(placed), len(rows), late) if rows else None

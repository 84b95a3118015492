"""Students and their bursaries; help with a new system; releases; who joins and leaves."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.learning import training_actions as actions
from alongside.desk.learning import training_forms as forms
from alongside.desk.learning.asking import ask
from alongside.desk.learning.training_models import Bursary, Release, SystemHelp
from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.bursaries import tie

A_YEAR = timedelta(days=365)


@require_GET
@needs("keep_training")
def bursaries(request):
    """Each bursary, the tie worked off and what would be owed today."""
    day = timezone.localdate()
    found = Bursary.objects.visible_to(request.user).select_related("staff")
    told = [(each, _stands(each, day)) for each in found]
    record_read(by=request.user, action="read bursaries", rows=len(told))
    context = {"told": told, "today": day}
    return render(request, "learning/bursaries.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def grant_bursary(request):
    form = forms.GrantBursaryForm(request.POST or None, today=timezone.localdate())
    if carry_out(form, actions.grant_bursary, by=request.user):
        messages.success(request, "The bursary was recorded.")
        return redirect("learning:bursaries")
    return ask(request, form, "Record a bursary", back=_bursaries())


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def begin_tied_work(request, pk):
    bursary = get_object_or_404(Bursary.objects.visible_to(request.user), pk=pk)
    form = forms.BeginTiedWorkForm(request.POST or None)
    if carry_out(form, actions.begin_tied_work, by=request.user, bursary=bursary):
        messages.success(request, "The tie runs from that day.")
        return redirect("learning:bursaries")
    title, tab = f"{bursary.staff} starts work", "A student starts work"
    return ask(request, form, title, back=_bursaries(), tab=tab)


@require_GET
@needs("see_establishment")
def extra_help(request):
    """Floor walkers booked and used, and practitioners released, with their cost."""
    bookings = list(SystemHelp.objects.visible_to(request.user).select_related("team"))
    releases = list(Release.objects.visible_to(request.user).select_related("staff"))
    context = {
        "bookings": bookings,
        "releases": releases,
        "booked": sum((each.pounds_booked for each in bookings), Decimal(0)),
        "used": sum((each.pounds_used for each in bookings), Decimal(0)),
        "released": sum((each.pounds for each in releases), Decimal(0)),
    }
    return render(request, "learning/extra_help.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def book_floor_walkers(request):
    form = forms.BookFloorWalkersForm(request.POST or None)
    if carry_out(form, actions.book_floor_walkers, by=request.user):
        messages.success(request, "The floor walkers were booked.")
        return redirect("learning:extra-help")
    return ask(request, form, "Book floor walkers", back=_extra_help())


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def use_floor_walkers(request, pk):
    booking = get_object_or_404(SystemHelp.objects.visible_to(request.user), pk=pk)
    form = forms.UseFloorWalkersForm(
        request.POST or None, initial={"days_used": booking.days_used}
    )
    if carry_out(form, actions.use_floor_walkers, by=request.user, booking=booking):
        messages.success(request, "The days were recorded.")
        return redirect("learning:extra-help")
    return ask(request, form, f"Days used: {booking}", back=_extra_help())


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def release_practitioner(request):
    form = forms.ReleaseForm(request.POST or None, today=timezone.localdate())
    if carry_out(form, actions.release_practitioner, by=request.user):
        messages.success(request, "The release was recorded.")
        return redirect("learning:extra-help")
    return ask(request, form, "Release a practitioner", back=_extra_help())


@require_GET
@needs("keep_establishment")
def joiners_and_leavers(request):
    """Where those who joined in the last year came from, and why others left."""
    day = timezone.localdate()
    since = day - A_YEAR
    staff = StaffMember.objects.visible_to(request.user)
    joined = staff.filter(joined_on__gt=since, joined_on__lte=day)
    left = staff.filter(left_on__gt=since, left_on__lte=day)
    context = {
        "since": since + timedelta(1),
        "today": day,
        "joined": _counted(joined, "joined_from", StaffMember.JoinedFrom),
        "left": _counted(left, "leaving_reason", StaffMember.Leaving),
        "made_permanent": joined.filter(
            joined_from=StaffMember.JoinedFrom.AGENCY_HERE
        ).count(),
    }
    return render(request, "learning/joiners_and_leavers.html", context)


def _counted(staff, field: str, words) -> list[tuple[str, int]]:
    """Return each reason in words with its count, the most frequent first."""
    found = Counter(staff.values_list(field, flat=True))
    named = {code: words(code).label if code else "Not written down" for code in found}
    return [(named[code], count) for code, count in found.most_common()]


def _stands(bursary: Bursary, today: date):
    last = bursary.staff.left_on
    return tie(
        bursary.pounds,
        bursary.tied_months,
        bursary.work_from,
        min(last, today) if last else today,
    )


def _bursaries() -> tuple[str, str]:
    return reverse("learning:bursaries"), "Students and bursaries"


def _extra_help() -> tuple[str, str]:
    return reverse("learning:extra-help"), "Extra help"

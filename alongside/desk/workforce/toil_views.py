"""Time off in lieu: balances month by month, of oneself, those one manages, all to HR."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce import absence_actions
from alongside.desk.workforce.absence_forms import ToilForm
from alongside.desk.workforce.absence_teams import toil_by_team
from alongside.desk.workforce.toil_models import ToilEntry
from alongside.reckon.absence import balances

LATEST, PAGE = 20, 50
SHEET = (("Name", 26), ("Payroll number", 15), ("Month", 12), ("Brought forward", 16),
         ("Earned", 10), ("Taken", 10), ("Balance", 10))  # fmt: skip


@require_GET
@login_required
def toil(request):
    """Each person's balance this month, and the latest entries; of teams, totals alone."""
    user, today = request.user, timezone.localdate()
    seen = ToilEntry.objects.visible_to(user)
    page = Paginator(_whose(seen), PAGE).get_page(request.GET.get("page"))
    people = _balances(seen.filter(staff__in=page.object_list), today)
    others = sum(staff.user_id != user.pk for staff, _ in people)
    if others:
        record_read(by=user, action="read time off in lieu", rows=others)
    context = {
        "today": today,
        "page": page,
        "people": [(staff, months[-1]) for staff, months in people],
        "entries": seen.latest_first()[:LATEST],
    }
    if user.may("see_establishment"):
        context["by_team"] = toil_by_team(today)
    return render(request, "workforce/toil.html", context)


def _whose(entries) -> list[int]:
    """Return the keys of the members of staff who have hours, by name."""
    named = entries.order_by("staff__name", "staff").values_list("staff", "staff__name")
    return [pk for pk, _ in named.distinct()]


def _balances(entries, today):
    """Return each member of staff with their months, by name."""
    listed = entries.filter(on__lte=today).select_related("staff")
    listed = listed.order_by("staff__name", "staff", "on")
    return [
        (staff, balances([(each.on, each.change) for each in theirs], today))
        for staff, theirs in groupby(listed, key=lambda each: each.staff)
    ]


@require_http_methods(["GET", "POST"])
@login_required
def note_toil(request):
    form = ToilForm(request.POST or None, asker=request.user)
    if made := carry_out(form, absence_actions.note_toil, by=request.user):
        tell(request, made, f"Hours of {made.staff} were noted.")
        return redirect("absence:toil")
    return render(request, "workforce/note_toil.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_required
def remove_toil(request, pk):
    entry = get_object_or_404(ToilEntry.objects.visible_to(request.user), pk=pk)
    form = Confirmation.of(request)
    if carry_out(form, absence_actions.remove_toil, by=request.user, entry=entry):
        messages.success(request, "The hours were taken out.")
        return redirect("absence:toil")
    return render(request, "workforce/remove_toil.html", {"entry": entry, "form": form})


@require_GET
@needs("keep_absence")
def export_toil(request):
    """Everybody's balance month by month as a workbook: for HR, and for nobody else."""
    today = timezone.localdate()
    people = _balances(ToilEntry.objects.visible_to(request.user), today)
    rows = [
        (staff.name, staff.number, each.month, each.before, each.earned, each.taken,
         each.after)
        for staff, months in people
        for each in months
    ]  # fmt: skip
    record_read(by=request.user, action="export time off in lieu", rows=len(rows))
    said = ["Time off in lieu in hours, month by month.", made_by(request.user)]
    book = spreadsheet("Time off in lieu", said, SHEET, rows)
    return download(book, f"time-off-in-lieu-{today.isoformat()}.xlsx")

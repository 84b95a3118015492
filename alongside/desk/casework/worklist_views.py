"""The worklist: what it lists, what is done with those ticked, and the list taken away."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import saved_views
from alongside.desk.casework.changed_meanwhile import last_line
from alongside.desk.casework.choosing import KEY, Sight
from alongside.desk.casework.doing import MOST, all_of, do, done_words
from alongside.desk.casework.listing import listing
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.worklist import COLUMNS, in_words, rows, why_blank
from alongside.desk.casework.worklist_forms import DoForm, FilterForm
from alongside.desk.forms import carry_out
from alongside.desk.spreadsheet import download, spreadsheet

PAGE, PRINTED = 25, 1000


@require_GET
@needs("see_timescales")
def timescales(request):
    """The worklist; asked for nothing, it opens with the view that a person has put first."""
    first = None if request.GET else saved_views.first(request.user)
    if first:
        return redirect(saved_views.address(first))
    return _listed(request, DoForm())


@require_http_methods(["GET", "POST"])
@needs("mark_timescales", about="casework.Due")
def mark_dues(request):
    """Do one thing with the clocks ticked in the list, or with all that it holds.

    On a refusal, the list as it was ticked, with what was written. The links of that
    list, followed from here, lead back to the list itself.
    """
    back = f"{reverse('casework:timescales')}?{request.GET.urlencode()}"
    if request.method == "GET":
        return redirect(back)
    form, every = DoForm(request.POST), request.POST.get("every", "")
    ticked = [int(pk) for pk in request.POST.getlist("due") if KEY.fullmatch(pk)]
    dues = Due.objects.visible_to(request.user).filter(pk__in=ticked)
    if every:
        dues = all_of(_sight(request), request.GET.dict(), every)
    if done := carry_out(form, do, by=request.user, dues=dues, seen=seen_by(request)):
        messages.success(request, done_words(form.cleaned_data, done))
        return redirect(back)
    return _listed(request, form, set(ticked), every)


@require_GET
@needs("see_timescales")
@needs("export")
def export_timescales(request):
    sight, asked = _sight(request), request.GET.dict()
    dues = list(sight.chosen(asked).held_last(sight.today))
    record_read(by=request.user, action="export timescales", rows=len(dues))
    filters = FilterForm(request.GET, user=request.user)
    said = in_words(
        filters, asked.get("when", ""), len(dues), request.user, sight.extract
    )
    sheet = spreadsheet("Timescales", said, COLUMNS, rows(dues, sight))
    return download(sheet, f"timescales-{sight.today}.xlsx")


def _sight(request) -> Sight:
    return Sight(request.user, timezone.localdate(), Extract.objects.in_force())


def seen_by(request) -> int | None:
    """The number of the trail's last line when the page was made, as the page carries it."""
    seen = request.POST.get("seen", "")
    return int(seen) if KEY.fullmatch(seen) else None


def _listed(request, form, ticked=frozenset(), every=""):
    seen = last_line()  # before anything is read: what comes later is told
    sight, asked = _sight(request), request.GET.dict()
    filters = FilterForm(request.GET, user=request.user)
    found, when = listing(sight, asked), asked.get("when", "")
    printed = "print" in asked
    size = PRINTED if printed else PAGE
    page, dues = found.page(size, asked.get("page"), sight.today)
    context = {
        "blank": why_blank(request.user, sight.extract),
        "filters": filters,
        "form": form,
        "page": page,
        "dues": dues,
        "groups": found.tabs,
        "listing": found,
        "when": when,
        "state": asked.get("state", ""),
        "ticks": not printed and request.user.may("mark_timescales"),
        "ticked": ticked,
        "elsewhere": _elsewhere(request.user, ticked, dues),
        "every": every,
        "most": MOST,
        "seen": seen,
        "sight": sight,
        "today": sight.today,
        "printed": printed,
        "said": in_words(filters, when, found.count, request.user, sight.extract),
        "extract": sight.extract,
        "views": [] if printed else saved_views.beside(sight, asked),
        "chosen": saved_views.choice(request.GET),
    }
    return render(request, "casework/timescales.html", context)


def _elsewhere(user, ticked, dues) -> list[Due]:
    """Those ticked that the list does not hold any more, or not on this page."""
    missing = ticked - {due.pk for due in dues}
    if not missing:
        return []
    return list(Due.objects.visible_to(user).filter(pk__in=missing).due_first())

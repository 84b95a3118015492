"""Timescales: the worklist, one clock explained, marks, and the list taken away.

Imports stand in `import_views.py`.
"""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import NotAllowed, needs
from alongside.desk.casework import actions
from alongside.desk.casework import timeline as timelines
from alongside.desk.casework.forms import FilterForm, MarkForm
from alongside.desk.casework.holidays import clock_in_force
from alongside.desk.casework.models import Due, Extract, Happening, Mark
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.worklist import (
    COLUMNS,
    due_when,
    groups,
    in_words,
    rows,
    why_blank,
)
from alongside.desk.forms import carry_out
from alongside.desk.navigation import way_back
from alongside.desk.people.models import Child, Restriction
from alongside.desk.spreadsheet import download, spreadsheet
from alongside.reckon.clock import OutsideCalendar, arithmetic

PAGE, PRINTED = 50, 1000
KEY = re.compile("[0-9]{1,18}")


@require_GET
@needs("see_timescales")
def timescales(request):
    return _listed(request, MarkForm())


@require_http_methods(["GET", "POST"])
@needs("mark_timescales")
def mark_dues(request):
    """Mark the clocks ticked in the list; on a refusal, the list as it was ticked.

    The links of that list, followed from here, lead back to the list itself.
    """
    back = f"{reverse('casework:timescales')}?{request.GET.urlencode()}"
    if request.method == "GET":
        return redirect(back)
    form = MarkForm(request.POST)
    ticked = [int(pk) for pk in request.POST.getlist("due") if KEY.fullmatch(pk)]
    dues = Due.objects.visible_to(request.user).filter(pk__in=ticked)
    if marks := carry_out(form, actions.mark_dues, by=request.user, dues=dues):
        messages.success(request, _said(marks))
        return redirect(back)
    return _listed(request, form, set(ticked))


@require_http_methods(["GET", "POST"])
@needs("see_timescales", about="casework.Due")
def due(request, pk):
    found = get_object_or_404(
        Due.objects.visible_to(request.user).select_related("child", "team", "worker"),
        pk=pk,
    )
    if request.method == "POST":
        return _mark_one(request, found)
    record_read(by=request.user, action="see timescale", subject=found)
    return _explained(request, found, MarkForm())


@require_GET
@needs("see_child", about="people.Child")
def timeline(request, pk):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    record_read(by=request.user, action="see child", subject=child)
    events = Happening.objects.visible_to(request.user).filter(child=child)
    dues = Due.objects.visible_to(request.user).filter(child=child, gone_in=None)
    restrictions = Restriction.objects.visible_to(request.user).open()
    context = timelines.page(
        child,
        list(events),
        list(dues.due_first()),
        rulebook(),
        request.GET.get("span", ""),
        timezone.localdate(),
    )
    context["back"] = way_back(request, "casework:timescales")
    context["restriction"] = restrictions.filter(child=child).first()
    context["extract"] = Extract.objects.in_force()
    return render(request, "casework/timeline.html", context)


@require_GET
@needs("export")
def export_timescales(request):
    today = timezone.localdate()
    filters, chosen, _ = _asked(request, today)
    dues = list(chosen.due_first())
    record_read(by=request.user, action="export timescales", rows=len(dues))
    said = in_words(
        filters,
        request.GET.get("when", ""),
        len(dues),
        request.user,
        Extract.objects.in_force(),
    )
    sheet = spreadsheet("Timescales", said, COLUMNS, rows(dues, today))
    return download(sheet, f"timescales-{today}.xlsx")


def _asked(request, today):
    """Return the filters, the clocks they choose, and those clocks of any day."""
    form = FilterForm(request.GET, user=request.user)
    fitting = form.chosen(Due.objects.visible_to(request.user).open())
    return form, due_when(fitting, request.GET.get("when", ""), today), fitting


def _listed(request, form, ticked=frozenset()):
    today = timezone.localdate()
    filters, dues, fitting = _asked(request, today)
    printed = "print" in request.GET
    size = PRINTED if printed else PAGE
    page = Paginator(dues.due_first(), size).get_page(request.GET.get("page"))
    extract, when = Extract.objects.in_force(), request.GET.get("when", "")
    context = {
        "blank": why_blank(request.user, extract),
        "filters": filters,
        "form": form,
        "page": page,
        "groups": groups(fitting, today),
        "when": when,
        "ticked": ticked,
        "today": today,
        "printed": printed,
        "said": in_words(filters, when, page.paginator.count, request.user, extract),
        "extract": extract,
    }
    return render(request, "casework/timescales.html", context)


def _mark_one(request, found):
    if not request.user.may("mark_timescales"):
        raise NotAllowed("mark_timescales")
    form = MarkForm(request.POST)
    if marks := carry_out(form, actions.mark_dues, by=request.user, dues=[found]):
        messages.success(request, _said(marks))
        return redirect(request.get_full_path())
    return _explained(request, found, form)


def _explained(request, found, form):
    rule = rulebook().get(found.rule)
    context = {
        "back": way_back(request, "casework:timescales"),
        "due": found,
        "rule": rule,
        "form": form,
        "marks": found.marks.select_related("by"),
        "today": timezone.localdate(),
        "arithmetic": _arithmetic(rule, found),
        "extract": Extract.objects.in_force(),
    }
    return render(request, "casework/due.html", context)


def _arithmetic(rule, found) -> str:
    if rule is None:
        return "This rule is no longer in the rulebook."
    try:
        return arithmetic(
            rule.limit(found.started_on), found.started_on, clock_in_force()
        )
    except OutsideCalendar as problem:
        return str(problem)


def _said(marks) -> str:
    count = f"{len(marks)} timescale{'s' if len(marks) > 1 else ''}"
    if marks[0].kind == Mark.Kind.CLEARED:
        return f"The mark was taken off {count}."
    return f"{count} {'were' if len(marks) > 1 else 'was'} marked."

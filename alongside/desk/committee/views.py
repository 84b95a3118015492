"""Reports to Committee: the list, one report as it stands, and where it goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.committee import figure_actions, report_actions
from alongside.desk.committee.finding import found_report
from alongside.desk.committee.models import Report
from alongside.desk.committee.report_forms import (
    ASKS,
    FillInForm,
    ReportForm,
    filled_in,
    names_above,
)
from alongside.desk.committee.standing import Standing
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.pilots.models import Pilot
from alongside.desk.pilots.told import latest

SHOWN = 30


@require_GET
@needs("see_reports")
def reports(request):
    found = Report.objects.visible_to(request.user).latest_first()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "committee/reports.html", context)


@require_GET
@needs("see_reports", about="committee.Report")
def report(request, pk):
    """A report as it stands: its sections, figures, findings and sign-offs."""
    found = found_report(request.user, pk)
    standing = Standing(found)
    sections = {each.name: each for each in found.sections.all()}
    changed = {each.name: each for each in standing.changes}
    figures = [
        (each, now, standing.printed.get(each.name, ""), changed.get(each.name))
        for each, now in standing.figures
    ]
    context = {
        "report": found,
        "asks": [said for name, said in ASKS if name in found.asks],
        "standing": standing,
        "sections": [(slot, sections[slot.name]) for slot in found.slots],
        "comments": standing.comments,
        "figures": figures,
        "fills_in": found.layout.boxes or names_above(found.layout),
        "writes": request.user.may("write_report") and found.forward_on is None,
    }
    return render(request, "committee/report.html", context)


@require_http_methods(["GET", "POST"])
@needs("write_report")
def begin_report(request):
    """Begin a report; of a pilot that was worked out, with what it came to."""
    told = _pilot(request)
    initial = {"title": f"{told.kept.pilot}: what it came to"} if told else None
    form = ReportForm(
        request.POST or None,
        by=request.user,
        today=timezone.localdate(),
        initial=initial,
    )
    action = report_actions.begin_report
    given = {"by": request.user}
    if told:
        action, given = figure_actions.begin_from_pilot, given | {"pilot": told}
    if made := carry_out(form, action, **given):
        tell(request, made, "The report is begun. Write its sections.")
        return redirect("committee:report", made.pk)
    context = {"form": form, "pilot": told.kept.pilot if told else None}
    return render(request, "committee/begin_report.html", context)


def _pilot(request):
    """What the pilot that the address names came to, if this person sees it."""
    key = request.GET.get("pilot", "")
    if not key.isdecimal():
        return None
    seen = Pilot.objects.visible_to(request.user).team_by_team(request.user)
    pilot = get_object_or_404(seen, pk=key)
    return latest(request.user, pilot)


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def change_report(request, pk):
    found = found_report(request.user, pk)
    initial = {name: getattr(found, name) for name in report_actions.CHANGED}
    form = ReportForm(
        request.POST or None, by=request.user, today=timezone.localdate(),
        report=found, initial=initial,
    )  # fmt: skip
    if carry_out(form, report_actions.change_report, by=request.user, report=found):
        messages.success(request, "The report is changed.")
        return redirect("committee:report", pk)
    context = {"report": found, "form": form}
    return render(request, "committee/change_report.html", context)


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def fill_in(request, pk):
    found = found_report(request.user, pk)
    form = FillInForm(
        request.POST or None, layout=found.layout, initial=filled_in(found)
    )
    if carry_out(form, report_actions.fill_in, by=request.user, report=found):
        messages.success(request, "The report is filled in.")
        return redirect("committee:report", pk)
    return render(request, "committee/fill_in.html", {"report": found, "form": form})


@require_POST
@needs("write_report", about="committee.Report")
def send_forward(request, pk):
    return _done(request, pk, report_actions.send_forward, "The report went forward.")


@require_POST
@needs("write_report", about="committee.Report")
def take_back(request, pk):
    return _done(request, pk, report_actions.take_back, "The report is in draft again.")


@require_POST
@needs("write_report", about="committee.Report")
def see_changes(request, pk):
    said = "The figures are kept as they are now."
    return _done(request, pk, report_actions.see_changes, said)


def _done(request, pk, action, said: str):
    """Do what needs no more than a press of its button; say why where it is refused."""
    found, form = found_report(request.user, pk), Confirmation.of(request)
    if carry_out(form, action, by=request.user, report=found):
        messages.success(request, said)
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("committee:report", pk)

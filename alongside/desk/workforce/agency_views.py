"""Agency workers: who is engaged at a day, in whose stead, what it costs, what the rules say."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.said import weekday_said
from alongside.desk.spreadsheet import CSV, csv_text, download, made_by, spreadsheet
from alongside.desk.workforce import agency_actions
from alongside.desk.workforce.agency_forms import (
    CapForm,
    DayForm,
    EndEngagementForm,
    EngageForm,
    EngagementForm,
    QuarterForm,
)
from alongside.desk.workforce.agency_listing import (
    SHEET,
    engaged,
    quarters,
    return_rows,
    shares,
    sheet_rows,
)
from alongside.desk.workforce.agency_models import (
    GUIDANCE,
    AgencyCap,
    AgencyEngagement,
    sees_terms,
)
from alongside.reckon.clock import Clock


@require_GET
@needs("see_establishment")
def agency(request):
    """Who is engaged on a day; what is paid and how the checks stand, to those who may."""
    user, today = request.user, timezone.localdate()
    form = DayForm(request.GET or None)
    day = form.day(today)
    listed = _engaged_on(user, day)
    heads, fte = shares([each.engagement for each in listed], day)
    terms = sees_terms(user)
    context = {
        "form": form, "day": day, "listed": listed, "terms": terms,
        "heads": heads, "fte": fte,
        "beyond": sum(each.engagement.post_id is None for each in listed),
        "pounds": sum(each.cost.whole_pounds for each in listed if each.cost),
        "unsettled": AgencyEngagement.objects.visible_to(user)
        .end_not_said(day).latest_first(),
        "unpriced": sum(each.cost is None for each in listed),
    }  # fmt: skip
    return render(request, "workforce/agency.html", context)


def _engaged_on(user, day):
    running = AgencyEngagement.objects.visible_to(user).on(day).latest_first()
    caps = AgencyCap.objects.visible_to(user).typed()
    return engaged(running, caps, Clock.england(), day)


@require_GET
@needs("export")
def export_agency(request):
    user = request.user
    day = DayForm(request.GET or None).day(timezone.localdate())
    if not sees_terms(user):
        return redirect("agency:agency")
    listed = _engaged_on(user, day)
    record_read(by=user, action="export agency workers", rows=len(listed))
    said = [
        f"Agency workers engaged on {weekday_said(day)}.",
        "Cost to date is reckoned: hours a week over five working days, no bank holidays.",
        made_by(user),
    ]
    book = spreadsheet("Agency", said, SHEET, sheet_rows(listed))
    return download(book, f"agency-{day.isoformat()}.xlsx")


@require_GET
@needs("see_establishment")
def engagement(request, pk):
    """One engagement: its terms, its cost to date and what each check says, with words."""
    day = timezone.localdate()
    found = get_object_or_404(_with_terms(request.user), pk=pk)
    caps = AgencyCap.objects.visible_to(request.user).typed()
    [told] = engaged([found], caps, Clock.england(), day)
    record_read(by=request.user, action="open engagement", subject=found)
    context = {"told": told, "engagement": found, "day": day, "guidance": GUIDANCE}
    return render(request, "workforce/engagement.html", context)


def _with_terms(user):
    seen = AgencyEngagement.objects.visible_to(user).with_terms_for(user)
    return seen.latest_first()


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def engage_worker(request):
    form = EngageForm(request.POST or None)
    if made := carry_out(form, agency_actions.engage_worker, by=request.user):
        tell(request, made, f"{made.staff} is engaged.")
        return redirect("agency:engagement", made.pk)
    return render(request, "workforce/engage_worker.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def change_engagement(request, pk):
    found = get_object_or_404(_with_terms(request.user), pk=pk)
    form = EngagementForm(request.POST or None, instance=found)
    if carry_out(
        form, agency_actions.change_engagement, by=request.user, engagement=found
    ):
        messages.success(request, "The engagement was changed.")
        return redirect("agency:engagement", pk)
    context = {"engagement": found, "form": form}
    return render(request, "workforce/change_engagement.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def end_engagement(request, pk):
    found = get_object_or_404(_with_terms(request.user), pk=pk)
    form = EndEngagementForm(request.POST or None)
    if carry_out(
        form, agency_actions.end_engagement, by=request.user, engagement=found
    ):
        messages.success(request, f"The engagement of {found.staff} was ended.")
        return redirect("agency:engagement", pk)
    context = {"engagement": found, "form": form}
    return render(request, "workforce/end_engagement.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def caps(request):
    """The caps the council typed in, and a form for the next."""
    form = CapForm(request.POST or None)
    if made := carry_out(form, agency_actions.type_cap, by=request.user):
        messages.success(request, f"The cap of £{made.pounds} was kept.")
        return redirect("agency:caps")
    typed = AgencyCap.objects.visible_to(request.user)
    return render(request, "workforce/caps.html", {"caps": typed, "form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def remove_cap(request, pk):
    cap = get_object_or_404(AgencyCap.objects.visible_to(request.user), pk=pk)
    form = Confirmation.of(request)
    if carry_out(form, agency_actions.remove_cap, by=request.user, cap=cap):
        messages.success(request, "The cap was taken out.")
        return redirect("agency:caps")
    return render(request, "workforce/remove_cap.html", {"cap": cap, "form": form})


@require_GET
@needs("keep_establishment")
def agency_return(request):
    """The quarterly return before it is taken away: its columns and rows."""
    form, (first, last), rows = _return(request)
    context = {"form": form, "first": first, "last": last, "columns": rows[0], "rows": rows[1:]}  # fmt: skip
    return render(request, "workforce/agency_return.html", context)


@require_GET
@needs("keep_establishment")
def agency_return_file(request):
    _, (first, _last), rows = _return(request)
    record_read(by=request.user, action="export agency return", rows=len(rows) - 1)
    return download(csv_text(rows), f"agency-return-{first}.csv", CSV)


def _return(request):
    form = QuarterForm(request.GET or None, quarters=quarters(timezone.localdate()))
    first, last = form.days()
    found = _with_terms(request.user).between(first, last)
    caps = AgencyCap.objects.visible_to(request.user).typed()
    rows = return_rows(found, caps, Clock.england(), first, last)
    return form, (first, last), list(rows)

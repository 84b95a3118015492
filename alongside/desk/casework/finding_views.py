"""What is wrong in the case system: the list, one fault, and an export's workbook."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import finding_actions, finding_listing
from alongside.desk.casework.choosing import KEY
from alongside.desk.casework.finding_forms import FaultFilterForm, MendForm, SettleForm
from alongside.desk.casework.finding_models import Fault, FaultChange
from alongside.desk.casework.finding_workbook import workbook_of
from alongside.desk.casework.handback_models import HandbackItem
from alongside.desk.casework.import_views import named_to
from alongside.desk.casework.models import Extract
from alongside.desk.forms import carry_out
from alongside.desk.spreadsheet import download, spreadsheet

PAGE = 50


@require_GET
@needs("mend_records")
def faults(request):
    return _listed(request, SettleForm())


@require_http_methods(["GET", "POST"])
@needs("mend_records")
def see_to_faults(request):
    """Settle the same of those ticked; on a refusal, the list as it was ticked."""
    back = f"{reverse('casework:faults')}?{request.GET.urlencode()}"
    if request.method == "GET":
        return redirect(back)
    form = SettleForm(request.POST)
    ticked = [int(pk) for pk in request.POST.getlist("fault") if KEY.fullmatch(pk)]
    chosen = Fault.objects.visible_to(request.user).filter(pk__in=ticked)
    done = carry_out(
        form, finding_actions.see_to_faults, by=request.user, faults=chosen
    )
    if done:
        many = len(done) > 1
        messages.success(
            request, f"{len(done)} line{'s were' if many else ' was'} changed."
        )
        return redirect(back)
    return _listed(request, form, set(ticked))


@require_http_methods(["GET", "POST"])
@needs("mend_records", about="casework.Fault")
def fault(request, pk):
    seen = Fault.objects.visible_to(request.user).heaviest_first()
    found = get_object_or_404(seen, pk=pk)
    changes = FaultChange.objects.visible_to(request.user).filter(fault=found).newest()
    form = MendForm.of(found, changes.count(), request.POST or None)
    if request.method == "POST" and carry_out(
        form, finding_actions.mend_fault, by=request.user, fault=found
    ):
        messages.success(request, "It was saved.")
        return redirect(request.get_full_path())
    record_read(by=request.user, action="see fault", subject=found)
    handed = HandbackItem.objects.visible_to(request.user).filter(fault=found)
    context = {
        "fault": found,
        "form": form,
        "changes": changes,
        "handed": handed.select_related("handback__by"),
    }
    return render(request, "casework/fault.html", context)


@require_GET
@needs("mend_records")
def export_faults(request):
    filters, chosen, _ = asked_for(request)
    found = list(chosen.heaviest_first())
    record_read(by=request.user, action="export faults", rows=len(found))
    said = finding_listing.in_words(
        filters, request.GET.get("show", ""), len(found), request.user
    )
    sheet = spreadsheet(
        "Wrong in the case system",
        said,
        finding_listing.COLUMNS,
        finding_listing.rows(found),
    )
    return download(sheet, f"case-system-faults-{timezone.localdate()}.xlsx")


@require_GET
@needs("import_extract")
def findings_workbook(request, pk):
    """All findings of an export, and the rows they are about, with the cells marked."""
    found = get_object_or_404(Extract.objects.visible_to(request.user), pk=pk)
    if found.removed_at or found.state not in (
        Extract.State.READY,
        Extract.State.APPLYING,
        Extract.State.APPLIED,
    ):
        raise Http404
    contents, shown = workbook_of(found, named_to(request.user), request.user)
    record_read(by=request.user, action="export findings", subject=found, rows=shown)
    return download(contents, f"findings-{found.as_at}.xlsx")


def asked_for(request):
    """Return the filters, the faults they choose, and those of any status."""
    form = FaultFilterForm(request.GET, user=request.user)
    fitting = form.chosen(Fault.objects.visible_to(request.user))
    return form, finding_listing.standing(fitting, request.GET.get("show", "")), fitting


def _listed(request, form, ticked=frozenset()):
    filters, chosen, fitting = asked_for(request)
    page = Paginator(chosen.heaviest_first(), PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "form": form,
        "page": page,
        "groups": finding_listing.groups(fitting),
        "show": request.GET.get("show", ""),
        "ticked": ticked,
        "extract": Extract.objects.in_force(),
    }
    record_read(by=request.user, action="see faults", rows=len(page.object_list))
    return render(request, "casework/faults.html", context)

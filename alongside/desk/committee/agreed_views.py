"""What is agreed of a report: a finding accepted, a sign-off given; and the report taken away."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.committee import agreed_actions as actions
from alongside.desk.committee.agreed_models import MAY_SIGN
from alongside.desk.committee.annexed import with_annexes
from alongside.desk.committee.finding import found_report
from alongside.desk.committee.models import AcceptedFinding
from alongside.desk.committee.section_forms import AcceptForm, SignOffForm
from alongside.desk.committee.standing import Standing, needed
from alongside.desk.forms import Confirmation, carry_out
from alongside.reckon.documents.forms import FORMS
from alongside.reckon.reports.report import Finding


def key_of(finding: Finding) -> str:
    """Return what names a finding in an address: of its words, and telling none of them."""
    said = "\0".join((finding.kind, finding.where, finding.what))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def accept_finding(request, pk, key):
    report = found_report(request.user, pk)
    found = {key_of(each): each for each in Standing(report).open}.get(key)
    if found is None:
        raise Http404
    form = AcceptForm(request.POST or None)
    told = {"by": request.user, "report": report, "finding": found}
    if carry_out(form, actions.accept_finding, **told):
        messages.success(request, "The finding is accepted, with your reason.")
        return redirect("committee:report", pk)
    context = {"report": report, "finding": found, "form": form}
    return render(request, "committee/accept_finding.html", context)


@require_POST
@needs("write_report", about="committee.AcceptedFinding")
def mind_again(request, pk):
    seen = AcceptedFinding.objects.visible_to(request.user).select_related("report")
    found, form = get_object_or_404(seen, pk=pk), Confirmation.of(request)
    key = found.report_id
    if carry_out(form, actions.mind_again, by=request.user, accepted=found):
        messages.success(request, "The finding is open again.")
    return redirect("committee:report", key)


@require_http_methods(["GET", "POST"])
@needs("see_reports", about="committee.Report")
def sign_off(request, pk, kind):
    """For whoever has the permission of this sign-off."""
    report = found_report(request.user, pk)
    if kind not in needed(report):
        raise Http404
    if not request.user.may(MAY_SIGN[kind]):
        raise PermissionDenied
    standing = Standing(report)
    form = SignOffForm(request.POST or None, initial={"shown": standing.print})
    told = {"by": request.user, "report": report, "kind": kind}
    if carry_out(form, actions.sign_off, **told):
        messages.success(request, "The report is signed off, as it stands.")
        return redirect("committee:report", pk)
    signed = next(each for each in standing.signed if each.kind == kind)
    if form.is_bound:  # what was read anew may be signed from here
        form.data = form.data.copy()
        form.data["shown"] = standing.print
    context = {"report": report, "standing": standing, "signed": signed, "form": form}
    return render(request, "committee/sign_off.html", context)


@require_GET
@needs("see_reports", about="committee.Report")
def take_report(request, pk, form):
    """The report with its annexes as one file: for Word, as PDF, or as a page."""
    report = found_report(request.user, pk)
    standing = Standing(report)
    if form not in FORMS or standing.made is None:
        raise Http404
    document = with_annexes(report, standing.made.document)
    record_read(by=request.user, action="take report", subject=report, form=form)
    write, media_type = FORMS[form]
    answer = HttpResponse(write(document), content_type=media_type)
    name = f"{slugify(report.title)[:60] or 'report'}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

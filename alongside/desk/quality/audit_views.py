"""Audits: the list, one of them, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people.models import Child
from alongside.desk.quality import audit_actions
from alongside.desk.quality.agreement import agreement as agreement_of
from alongside.desk.quality.audit_forms import (
    AddAuditActionForm,
    AddAuditForm,
    AuditsForm,
    GradeAgainForm,
    ModerateForm,
)
from alongside.desk.quality.audit_models import Audit, AuditAction, scale

SHOWN = 50


@require_GET
@needs("see_quality")
def audits(request):
    """Audits this person may see, the latest first."""
    form = AuditsForm(request.GET, user=request.user)
    found = form.chosen_of(Audit.objects.visible_to(request.user))
    page = Paginator(found.newest_first(), SHOWN).get_page(request.GET.get("page"))
    record_read(by=request.user, action="list audits", found=page.paginator.count)
    return render(request, "quality/audits.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
@needs("audit_cases")
def add_audit(request):
    form = AddAuditForm(request.POST or None, user=request.user)
    if made := carry_out(form, audit_actions.add_audit, by=request.user):
        tell(request, made, "The audit was added.")
        return redirect("quality:audit", made.pk)
    return render(request, "quality/add_audit.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("audit_cases", about="quality.Audit")
def audit_again(request, pk):
    """A later audit of the same case, to see what became of the first."""
    first = _audit(request, pk)
    form = AddAuditForm(
        request.POST or None,
        user=request.user,
        initial={"case_id": first.case_id, "team": first.team},
    )
    made = carry_out(
        form, audit_actions.add_audit, by=request.user, audit_again_of=first
    )
    if made:
        tell(request, made, "The audit was added beside the first.")
        return redirect("quality:audit", made.pk)
    context = {"form": form, "first": first}
    return render(request, "quality/add_audit.html", context)


@require_GET
@needs("see_quality", about="quality.Audit")
def audit(request, pk):
    """One audit: it is part of a child's record, so that reading it is on the trail."""
    found = _audit(request, pk)
    record_read(by=request.user, action="see audit", subject=found)
    seen = Audit.objects.visible_to(request.user)
    context = {
        "audit": found,
        "child": _child(request, found),
        "actions": AuditAction.objects.visible_to(request.user)
        .filter(audit=found)
        .soonest_first(),
        "again": seen.filter(audit_again_of=found).newest_first(),
    }
    return render(request, "quality/audit.html", context)


@require_http_methods(["GET", "POST"])
@needs("audit_cases", about="quality.Audit")
def grade_again(request, pk):
    """The grade of a second auditor. The page does not show the first."""
    found, form = _audit(request, pk), GradeAgainForm(request.POST or None)
    if carry_out(form, audit_actions.grade_again, by=request.user, audit=found):
        messages.success(request, "The second grade was kept beside the first.")
        return redirect("quality:audit", pk)
    return render(request, "quality/grade_again.html", {"audit": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("audit_cases", about="quality.Audit")
def moderate(request, pk):
    found = _audit(request, pk)
    form = ModerateForm(
        request.POST or None, initial={"moderated_grade": found.final_grade}
    )
    done = carry_out(
        form, audit_actions.moderate,
        by=request.user, audit=found, on=timezone.localdate(),
    )  # fmt: skip
    if done:
        messages.success(request, "The grade was moderated. It counts from now on.")
        return redirect("quality:audit", pk)
    return render(request, "quality/moderate.html", {"audit": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("audit_cases", about="quality.Audit")
def add_audit_action(request, pk):
    found, form = _audit(request, pk), AddAuditActionForm(request.POST or None)
    action = audit_actions.add_audit_action
    if made := carry_out(form, action, by=request.user, audit=found):
        tell(request, made, "The action was added.")
        return redirect("quality:audit", pk)
    return render(
        request, "quality/add_audit_action.html", {"audit": found, "form": form}
    )


@require_GET
@needs("see_quality")
def audit_actions_due(request):
    """What is to be done because of audits, soonest first."""
    found = AuditAction.objects.visible_to(request.user).open().soonest_first()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "quality/audit_actions.html", context)


@require_POST
@needs("audit_cases", about="quality.AuditAction")
def finish_audit_action(request, pk):
    action = get_object_or_404(AuditAction.objects.visible_to(request.user), pk=pk)
    form = Confirmation.of(request)
    done = carry_out(
        form, audit_actions.finish_audit_action,
        by=request.user, task=action, on=timezone.localdate(),
    )  # fmt: skip
    if done:
        messages.success(request, "The action is done.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("quality:audit", action.audit_id)


@require_GET
@needs("see_quality")
def agreement(request):
    """How far two auditors agree, and which of their differences nobody has settled."""
    seen = Audit.objects.visible_to(request.user)
    context = {
        "agreement": agreement_of(seen, scale()),
        "differ": seen.not_moderated().newest_first()[:SHOWN],
        "differ_count": seen.not_moderated().count(),
    }
    return render(request, "quality/agreement.html", context)


def _audit(request, pk) -> Audit:
    seen = Audit.objects.visible_to(request.user).select_related(
        "team", "grade", "second_grade", "moderated_grade", "moderated_by",
        "audit_again_of",
    )  # fmt: skip
    return get_object_or_404(seen, pk=pk)


def _child(request, audit: Audit) -> Child | None:
    """The child, where known here and this person may open the page."""
    if not request.user.may("see_child"):
        return None
    return Child.objects.visible_to(request.user).filter(case_id=audit.case_id).first()

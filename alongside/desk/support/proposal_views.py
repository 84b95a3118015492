"""Proposals to change the catalogue: the list, one of them, and proposing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.decisions.models import Decision
from alongside.desk.forms import carry_out
from alongside.desk.support import proposal_actions
from alongside.desk.support.evidence import evidence_of
from alongside.desk.support.models import Proposal, TaskVersion
from alongside.desk.support.proposal_forms import TaskForm, WithdrawTaskForm

SHOWN = 30
KEPT = (*proposal_actions.NEW, "team")


@require_GET
@login_required
def proposals(request):
    found = Proposal.objects.visible_to(request.user).awaited_first()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    return render(request, "support/proposals.html", {"page": page})


@require_GET
@login_required
def proposal(request, pk):
    """What is proposed beside what stands, the evidence, and what was decided."""
    seen = Proposal.objects.visible_to(request.user).awaited_first()
    found = get_object_or_404(seen, pk=pk)
    decisions = Decision.objects.visible_to(request.user)
    context = {
        "proposal": found,
        "stands": _stands(request, found),
        "sees_decision": decisions.filter(pk=found.decision_id).exists(),
    }
    return render(request, "support/proposal.html", context)


def _stands(request, found: Proposal) -> TaskVersion | None:
    """What was in force of the task when it was proposed."""
    seen = TaskVersion.objects.visible_to(request.user)
    in_force = seen.in_force(found.proposed_on, found.team)
    return in_force.filter(task=found.task).first() if found.task else None


@require_http_methods(["GET", "POST"])
@needs("propose_catalogue")
def propose_task(request):
    form = TaskForm(
        request.POST or None, initial={"effective_on": timezone.localdate()}
    )
    return _propose(request, form, Proposal.What.ADD, None)


@require_http_methods(["GET", "POST"])
@needs("propose_catalogue")
def propose_change(request, code):
    """Change a task; with another team chosen, make it that team’s."""
    version = _version(request, code)
    first = {name: getattr(version, name) for name in KEPT}
    first["effective_on"] = timezone.localdate()
    form = TaskForm(request.POST or None, initial=first)
    return _propose(request, form, Proposal.What.CHANGE, version)


@require_http_methods(["GET", "POST"])
@needs("propose_catalogue")
def propose_withdrawal(request, code):
    version = _version(request, code)
    first = {"effective_on": timezone.localdate()}
    form = WithdrawTaskForm(request.POST or None, initial=first)
    fixed = {"name": version.name, "team": version.team}
    return _propose(request, form, Proposal.What.WITHDRAW, version, **fixed)


def _propose(request, form, what: str, version: TaskVersion | None, **fixed):
    task = version.task if version else None
    made = carry_out(
        form, proposal_actions.propose, by=request.user, what=what, task=task, **fixed
    )
    if made:
        messages.success(request, f"Proposed. {made.decision.body} decides on it.")
        return redirect("support:proposal", made.pk)
    context = {
        "form": form,
        "what": Proposal.What(what),
        "version": version,
        "evidence": evidence_of(request.user, task, timezone.localdate()),
    }
    return render(request, "support/propose.html", context)


def _version(request, code: str) -> TaskVersion:
    """The version in force that is meant: everywhere’s, or that of the team in the address."""
    seen = TaskVersion.objects.visible_to(request.user).running(timezone.localdate())
    found = seen.filter(task__code=code).select_related("task", "team")
    team = request.GET.get("team", "")
    one = found.filter(team=int(team) if team.isdecimal() else None).first()
    if one is None:
        raise Http404
    return one

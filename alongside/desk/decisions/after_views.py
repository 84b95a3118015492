"""The forward plan, and what is kept of a decision before and after it is made."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.decisions import after_actions as actions
from alongside.desk.decisions.after_forms import (
    CallInDaysForm,
    CallInForm,
    DoneForm,
    MinuteForm,
    PlanForm,
    ScrutinyForm,
    SettleCallInForm,
    UndertakingForm,
)
from alongside.desk.decisions.models import Body, Decision, Undertaking
from alongside.desk.decisions.planned import planned_for, undertaken_by
from alongside.desk.decisions.sitting import members_too
from alongside.desk.forms import carry_out

PLAN = ("meets_on", "key", "notice_on", "short_notice", "short_notice_why")


@require_GET
@members_too(about="decisions.Decision")
def forward_plan(request):
    """What is to be decided and when; what can be called in; what is owed."""
    today = timezone.localdate()
    context = planned_for(request.user, today) | {"today": today}
    return render(request, "decisions/forward_plan.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def plan_decision(request, pk):
    found = _decision(request, pk)
    initial = {name: getattr(found, name) for name in PLAN}
    form = PlanForm(request.POST or None, initial=initial)
    if carry_out(form, actions.plan_decision, by=request.user, decision=found):
        messages.success(request, "The forward plan is changed.")
        return redirect("decisions:decision", pk)
    return _form(request, found, form, "Put it into the forward plan", "Keep the plan")


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def note_scrutiny(request, pk):
    found = _decision(request, pk)
    form = ScrutinyForm(request.POST or None, decision=found, by=request.user)
    if made := carry_out(form, actions.note_scrutiny, by=request.user, decision=found):
        tell(request, made, "What scrutiny said is kept.")
        return redirect("decisions:decision", pk)
    return _form(request, found, form, "Scrutiny before the decision", "Keep it")


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def call_in(request, pk):
    found = _decision(request, pk)
    form = CallInForm(request.POST or None)
    if carry_out(form, actions.call_in, by=request.user, decision=found):
        messages.success(
            request, "It is called in: it has no effect until that is settled."
        )
        return redirect("decisions:decision", pk)
    return _form(request, found, form, "Call the decision in", "Call it in")


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def settle_call_in(request, pk):
    found = _decision(request, pk)
    form = SettleCallInForm(request.POST or None)
    if made := carry_out(form, actions.settle_call_in, by=request.user, decision=found):
        back = made.state == Decision.State.AWAITED
        said = "It is referred back, and awaited again." if back else "It has effect."
        messages.success(request, said)
        return redirect("decisions:decision", pk)
    return _form(request, found, form, "What came of the call-in", "Keep it")


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def minute_decision(request, pk):
    found = _decision(request, pk)
    initial = {"minute": found.minute, "minuted_on": found.minuted_on}
    form = MinuteForm(request.POST or None, initial=initial)
    if carry_out(form, actions.minute_decision, by=request.user, decision=found):
        messages.success(request, "The minute is kept.")
        return redirect("decisions:decision", pk)
    return _form(request, found, form, "What the minutes say", "Keep the minute")


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Decision")
def add_undertaking(request, pk):
    found = _decision(request, pk)
    form = UndertakingForm(request.POST or None)
    act = actions.add_undertaking
    if made := carry_out(form, act, by=request.user, decision=found):
        tell(request, made, f"{made.owner} is asked for it on Today.")
        return redirect("decisions:decision", pk)
    return _form(request, found, form, "What is to be done", "Add it")


@require_GET
@members_too(about="decisions.Undertaking", owed=True)
def undertakings(request):
    """What this person must do, as bodies decided."""
    context = {
        "rows": undertaken_by(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "decisions/undertakings.html", context)


@require_http_methods(["GET", "POST"])
@members_too(about="decisions.Undertaking", owed=True)
def do_undertaking(request, pk):
    """For whoever owes it, and for those who keep decisions."""
    seen = Undertaking.objects.visible_to(request.user).select_related("decision__body")
    found = get_object_or_404(seen, pk=pk)
    if found.owner_id != request.user.pk and not request.user.may("keep_decisions"):
        raise PermissionDenied
    form = DoneForm(request.POST or None)
    if carry_out(form, actions.do_undertaking, by=request.user, undertaking=found):
        messages.success(request, "It is kept as done.")
        return redirect("decisions:undertakings")
    context = {"undertaking": found, "form": form}
    return render(request, "decisions/do_undertaking.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Body")
def set_call_in(request, pk):
    found = get_object_or_404(Body.objects.visible_to(request.user), pk=pk)
    initial = {"call_in_days": found.call_in_days}
    form = CallInDaysForm(request.POST or None, initial=initial)
    if carry_out(form, actions.set_call_in, by=request.user, body=found):
        messages.success(request, "The days of call-in were changed.")
        return redirect("decisions:body", pk)
    return render(request, "decisions/set_call_in.html", {"body": found, "form": form})


def _decision(request, pk) -> Decision:
    seen = Decision.objects.visible_to(request.user).select_related("body")
    return get_object_or_404(seen, pk=pk)


def _form(request, decision: Decision, form, title: str, button: str):
    context = {"decision": decision, "form": form, "title": title, "button": button}
    return render(request, "decisions/about_decision.html", context)

"""Supervision: one's own, that of those one supervises, and counts for those above."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.workforce import lines, supervision, supervision_actions
from alongside.desk.workforce.asking import ask
from alongside.desk.workforce.models import (
    StaffMember,
    SupervisionAction,
    SupervisionHeld,
    SupervisionRhythm,
)
from alongside.desk.workforce.supervision_forms import (
    AgreeActionForm,
    RecordSupervisionForm,
    RhythmForm,
    RoleRhythmForm,
)
from alongside.desk.workforce.supervision_models import USUAL_WEEKS


@require_GET
@login_required
def supervisions(request):
    """My own, that of each whom I supervise, and of those further below in counts."""
    user, day = request.user, timezone.localdate()
    staff = StaffMember.objects.visible_to(user)
    own = list(staff.filter(user=user).supervised_here())
    theirs = staff.supervised_by(user).by_name()
    actions = SupervisionAction.objects.visible_to(user).of(user).to_be_done()
    context = {
        "today": day,
        "own": supervision.standings(own, day),
        "manager": lines.managers(own, day).get(own[0].pk) if own else None,
        "theirs": supervision.standings(theirs, day),
        "actions": actions.soonest_first(),
        "totals": supervision.totals(supervision.overseen(user), day),
        "usual": USUAL_WEEKS,
    }
    return render(request, "workforce/supervisions.html", context)


@require_GET
@login_required
def person(request, pk):
    """One person's supervision: for them and their supervisor."""
    staff, day = _party_to(request, pk), timezone.localdate()
    held = SupervisionHeld.objects.visible_to(request.user).filter(staff=staff)
    context = {
        "staff": staff,
        "today": day,
        "standing": supervision.standings([staff], day)[0],
        "manager": lines.managers([staff], day).get(staff.pk),
        "held": held.select_related("supervisor").prefetch_related("actions")
        .latest_first(),
        "supervises": staff.user_id != request.user.pk,
    }  # fmt: skip
    return render(request, "workforce/supervision.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def record_supervision(request, pk):
    staff = _supervised(request, pk)
    form = RecordSupervisionForm(request.POST or None)
    if carry_out(
        form, supervision_actions.record_supervision, by=request.user, staff=staff
    ):
        messages.success(request, "Recorded. Add what was agreed, if anything was.")
        return redirect("supervision:person", pk)
    return _ask(request, form, staff, f"Record supervision of {staff}", "Record it")


@require_http_methods(["GET", "POST"])
@login_required
def remove_supervision(request, pk):
    held = _held(request, pk)
    staff = _supervised(request, held.staff_id)
    form = Confirmation.of(request)
    if carry_out(
        form, supervision_actions.remove_supervision, by=request.user, held=held
    ):
        messages.success(request, "It was taken out.")
        return redirect("supervision:person", staff.pk)
    context = {"held": held, "staff": staff, "form": form}
    return render(request, "workforce/remove_supervision.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def agree_action(request, pk):
    held = _held(request, pk)
    form = AgreeActionForm(request.POST or None)
    if carry_out(form, supervision_actions.agree_action, by=request.user, held=held):
        messages.success(request, "The action was added.")
        return redirect("supervision:person", held.staff_id)
    return _ask(request, form, held.staff, "Add an action", "Add")


@require_http_methods(["GET", "POST"])
@login_required
def do_action(request, pk):
    found = SupervisionAction.objects.visible_to(request.user)
    agreed = get_object_or_404(found.select_related("held__staff"), pk=pk)
    form, on = Confirmation.of(request), timezone.localdate()
    done = carry_out(
        form, supervision_actions.do_action, by=request.user, agreed=agreed, on=on
    )
    if done:
        messages.success(request, "Done.")
        return redirect("supervision:person", agreed.held.staff_id)
    return render(request, "workforce/do_action.html", {"action": agreed, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def set_rhythm(request, pk):
    staff = _supervised(request, pk)
    known = getattr(staff, "rhythm", None)
    form = RhythmForm(request.POST or None, initial={"weeks": known and known.weeks})
    if carry_out(form, supervision_actions.set_rhythm, by=request.user, staff=staff):
        messages.success(request, "Saved.")
        return redirect("supervision:person", pk)
    return _ask(request, form, staff, f"How often {staff} is supervised", "Save")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def role_rhythms(request):
    """How often those in posts of each role are supervised."""
    form = RoleRhythmForm(request.POST or None)
    if carry_out(form, supervision_actions.set_rhythm, by=request.user):
        messages.success(request, "Saved.")
        return redirect("supervision:role-rhythms")
    rhythms = SupervisionRhythm.objects.visible_to(request.user).of_roles()
    context = {"form": form, "rhythms": rhythms, "usual": USUAL_WEEKS}
    return render(request, "workforce/role_rhythms.html", context)


def _ask(request, form, staff: StaffMember, title: str, button: str):
    back = reverse("supervision:person", args=[staff.pk])
    label, tab = f"Supervision of {staff}", f"Supervision of member of staff {staff.pk}"
    return ask(request, form, title, button, back, label, tab)


def _supervised(request, pk) -> StaffMember:
    """One of those whom this person supervises."""
    found = StaffMember.objects.visible_to(request.user).supervised_by(request.user)
    return get_object_or_404(found, pk=pk)


def _party_to(request, pk) -> StaffMember:
    """Oneself, or one of those whom this person supervises."""
    seen = StaffMember.objects.visible_to(request.user)
    theirs = seen.supervised_by(request.user).values("pk")
    return get_object_or_404(
        seen.filter(Q(user=request.user) | Q(pk__in=theirs)), pk=pk
    )


def _held(request, pk) -> SupervisionHeld:
    found = SupervisionHeld.objects.visible_to(request.user).select_related("staff")
    return get_object_or_404(found, pk=pk)

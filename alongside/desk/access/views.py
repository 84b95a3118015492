"""The account page, the people who can sign in, and the audit trail."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access import actions
from alongside.desk.access.forms import AuditFilterForm, PersonForm, RoleForm
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.needs import needs
from alongside.desk.access.roles import PERMISSIONS
from alongside.desk.forms import Confirmation, carry_out


@require_GET
@login_required
def account(request):
    context = {
        "may": [PERMISSIONS[code] for code in request.user.role.permissions],
        "second_factor": is_mfa_enabled(request.user),
    }
    return render(request, "access/account.html", context)


@require_GET
@needs("manage_people")
def people(request):
    found = User.objects.visible_to(request.user).by_name()
    context = {
        "active": [user for user in found if user.is_active],
        "ended": [user for user in found if not user.is_active],
    }
    return render(request, "access/people.html", context)


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def add_person(request):
    form = PersonForm(request.POST or None)
    if made := carry_out(form, actions.add_person, by=request.user):
        return _show_password(request, *made)
    return render(request, "access/add_person.html", {"form": form})


@require_GET
@needs("manage_people")
def person(request, pk):
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    return render(request, "access/person.html", {"person": user})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def change_role(request, pk):
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = RoleForm(request.POST or None, initial={"role": user.role_id})
    if carry_out(form, actions.change_role, by=request.user, user=user):
        return redirect("access:person", pk)
    context = {"person": user, "form": form}
    return render(request, "access/change_role.html", context)


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def deactivate_person(request, pk):
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = Confirmation.of(request)
    if carry_out(form, actions.deactivate_person, by=request.user, user=user):
        return redirect("access:person", pk)
    context = {"person": user, "form": form}
    return render(request, "access/deactivate_person.html", context)


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def let_back_in(request, pk):
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = Confirmation.of(request)
    if made := carry_out(form, actions.let_back_in, by=request.user, user=user):
        return _show_password(request, *made)
    return render(request, "access/let_back_in.html", {"person": user, "form": form})


def _show_password(request, user, password):
    """Shown once, in the answer itself: it is kept nowhere."""
    context = {"person": user, "password": password}
    return render(request, "access/password_to_hand_over.html", context)


@require_GET
@needs("see_audit")
def audit(request):
    entries = AuditEntry.objects.visible_to(request.user)
    form = AuditFilterForm(request.GET or None, actions=entries.actions())
    if form.is_valid():
        entries = entries.chosen(**form.cleaned_data)
    page = Paginator(entries.latest_first(), 50).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "access/audit.html", context)

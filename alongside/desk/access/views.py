"""The account page, the people who can sign in, and the audit trail."""

from __future__ import annotations

from importlib.metadata import version

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access import actions
from alongside.desk.access.audit import record_read
from alongside.desk.access.forms import AuditFilterForm, PersonForm, RoleForm
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.needs import needs
from alongside.desk.access.roles import PERMISSIONS
from alongside.desk.access.trail import COLUMNS, MOST, in_words, rows, said_of
from alongside.desk.access.unsent import kept
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.spreadsheet import download, spreadsheet

SHOWN = 50


@require_GET
@login_required
def account(request):
    context = {
        "may": [PERMISSIONS[code] for code in request.user.role.permissions],
        "second_factor": is_mfa_enabled(request.user),
    }
    return render(request, "access/account.html", context)


@require_GET
@login_not_required
def accessibility(request):
    """How far everybody can use the desk, how that is known, and whom to tell. For anybody."""
    context = {"version": version("alongside"), "number": settings.DESK_NUMBER}
    return render(request, "access/accessibility.html", context)


@require_GET
@login_required
def unsent(request):
    """What was sent when the sign-in had run out, to be sent again."""
    found = kept(request)
    if not found:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if found.goes_on_at:
        return redirect(found.goes_on_at)
    context = {"unsent": found, "about": found.about(request.user)}
    return render(request, "access/unsent.html", context)


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
    form, entries = _asked(request)
    page = Paginator(entries, SHOWN).get_page(request.GET.get("page"))
    lines = list(in_words(request.user, list(page)))
    context = {"form": form, "page": page, "lines": lines}
    return render(request, "access/audit.html", context)


@require_GET
@needs("see_audit")
@needs("export")
def export_audit(request):
    form, entries = _asked(request)
    count = entries.count()
    record_read(by=request.user, action="export audit trail", rows=min(count, MOST))
    sheet = spreadsheet(
        "Audit trail", said_of(form, count, request.user), COLUMNS,
        rows(request.user, entries[:MOST]),
    )  # fmt: skip
    return download(sheet, f"audit-trail-{timezone.localdate()}.xlsx")


def _asked(request):
    """Return the filters and the lines they choose. To look for a child is on record."""
    entries = AuditEntry.objects.visible_to(request.user)
    form = AuditFilterForm(request.GET, actions=entries.actions(), reader=request.user)
    chosen = form.chosen(entries).latest_first()
    if form.is_valid() and form.child_found:
        record_read(
            by=request.user, action="read trail of child", subject=form.child_found
        )
    return form, chosen

"""Service accounts: who they are, what they may see, their keys, and how often they ask."""

from __future__ import annotations

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.api import account_actions as actions
from alongside.desk.api.forms import RotateForm, ServiceAccountForm
from alongside.desk.api.models import DayOfCalls, ServiceAccount, ServiceKey
from alongside.desk.forms import Confirmation, carry_out

KEEPS = "manage_service_accounts"
DAYS = 30


@require_GET
@needs(KEEPS)
def accounts(request):
    found = ServiceAccount.objects.visible_to(request.user).by_name()
    today, all_of_them = timezone.localdate(), list(found.prefetch_related("keys"))
    context = {
        "going_on": [each for each in all_of_them if each.let_in(today)],
        "over": [each for each in all_of_them if not each.let_in(today)],
    }
    return render(request, "api/accounts.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def add_service_account(request):
    form = ServiceAccountForm(request.POST or None)
    if made := carry_out(form, actions.add_service_account, by=request.user):
        return _show_key(request, *made)
    return render(request, "api/add_service_account.html", {"form": form})


@require_GET
@needs(KEEPS)
def service_account(request, pk):
    account, now = _account(request, pk), timezone.now()
    keys = ServiceKey.objects.visible_to(request.user).filter(account=account)
    days = DayOfCalls.objects.visible_to(request.user).filter(account=account)
    today = timezone.localdate(now)
    context = {
        "account": account,
        "let_in": account.let_in(today),
        "keys": [(key, key.opens(now)) for key in keys.newest()],
        "days": days.lately(today, DAYS),
        "number_of_days": DAYS,
    }
    return render(request, "api/service_account.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def change_service_account(request, pk):
    account = _account(request, pk)
    form = ServiceAccountForm(
        request.POST or None, initial=ServiceAccountForm.filled_from(account)
    )
    action = actions.change_service_account
    if carry_out(form, action, by=request.user, account=account):
        return redirect("service-accounts:service-account", pk)
    context = {"form": form, "account": account}
    return render(request, "api/change_service_account.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def rotate_key(request, pk):
    account, form = _account(request, pk), RotateForm(request.POST or None)
    if made := carry_out(form, actions.rotate_key, by=request.user, account=account):
        return _show_key(request, *made)
    return render(request, "api/rotate_key.html", {"form": form, "account": account})


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def end_service_account(request, pk):
    account, form = _account(request, pk), Confirmation.of(request)
    action = actions.end_service_account
    if carry_out(form, action, by=request.user, account=account):
        return redirect("service-accounts:service-account", pk)
    context = {"form": form, "account": account}
    return render(request, "api/end_service_account.html", context)


def _account(request, pk):
    seen = ServiceAccount.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("owner", "made_by"), pk=pk)


def _show_key(request, account, key):
    """Shown once, in the answer itself: it is kept nowhere."""
    return render(
        request, "api/key_to_hand_over.html", {"account": account, "key": key}
    )

"""Requests for support: the list, one of them, asking, and what askers do later."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.support import request_actions
from alongside.desk.support.alike import alike
from alongside.desk.support.models import SupportRequest, TaskVersion
from alongside.desk.support.request_forms import AskForm, RequestsForm, SendAgainForm
from alongside.desk.support.request_rows import COLUMNS, Row, cells, counts, rows

SHOWN = 50


def askers_and_officers(view):
    """For those who ask for support, and those who give it."""

    @login_required
    def checked(request, *args, **kwargs):
        code = "do_support" if request.user.may("do_support") else "ask_support"
        return needs(code, about="support.SupportRequest")(view)(
            request, *args, **kwargs
        )

    return checked


@require_GET
@askers_and_officers
def requests(request):
    form, found = _chosen(request)
    everything = form.before_state(SupportRequest.objects.visible_to(request.user))
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows(page.object_list, form.today),
        "counts": counts(everything, form.today),
        "chosen": form.cleaned_data.get("state", "") if form.is_valid() else "",
    }
    return render(request, "support/requests.html", context)


@require_GET
@needs("export")
def export_requests(request):
    return askers_and_officers(_export)(request)


def _export(request):
    form, found = _chosen(request)
    listed = rows(found, form.today)
    record_read(by=request.user, action="export requests", found=len(listed))
    said = [
        f"{len(listed)} requests for support, the soonest due first.",
        *form.in_words(),
        made_by(request.user),
    ]
    file = spreadsheet("Requests", said, COLUMNS, [cells(row) for row in listed])
    return download(file, "requests.xlsx")


def _chosen(request):
    """The filter as it was sent, and the requests that fit it."""
    today = timezone.localdate()
    usual = {} if request.user.may("do_support") else {"whose": "mine"}
    form = RequestsForm(request.GET or usual, by=request.user, today=today)
    seen = SupportRequest.objects.visible_to(request.user)
    return form, form.in_state(form.before_state(seen)).with_all().soonest_first()


@require_GET
@askers_and_officers
def request_(request, pk):
    found, today = _request(request, pk), timezone.localdate()
    record_read(by=request.user, action="see request", subject=found)
    context = {
        "row": Row.of(found, today),
        "version": _version(request, found),
        "is_askers": found.is_askers(request.user),
    }
    return render(request, "support/request.html", context)


@require_http_methods(["GET", "POST"])
@needs("ask_support")
def ask(request):
    """Ask; where it was asked before, or nearly so, that is shown first, and one may go on."""
    form = AskForm(request.POST or None, by=request.user)
    like = _like(request, form)
    shown = ",".join(str(each.pk) for each in like)
    told = shown in ("", request.POST.get("shown", ""))
    if told and (made := carry_out(form, request_actions.ask, by=request.user)):
        messages.success(request, f"Request {made.pk} is with {made.team}’s officers.")
        return redirect("support:request", made.pk)
    today = timezone.localdate()
    context = {
        "form": form, "standing": _standing(request, form),
        "like": rows(like, today), "shown": shown,
    }  # fmt: skip
    return render(request, "support/ask.html", context)


def _like(request, form) -> list[SupportRequest]:
    """Those like the one that is sent; none where the very same is open, which is refused."""
    if not form.is_valid() or _standing(request, form):
        return []
    asked = {n: form.cleaned_data[n] for n in ("team", "task", "own_words", "child")}
    return alike(request.user, **asked)


def _standing(request, form) -> SupportRequest | None:
    """The open request that this one would repeat, to lead to."""
    asked = getattr(form, "cleaned_data", {})
    if not {"team", "task", "child"} <= asked.keys():
        return None
    seen = SupportRequest.objects.visible_to(request.user).open()
    return seen.like(asked["team"], asked["task"], asked["child"]).first()


@require_http_methods(["GET", "POST"])
@needs("ask_support", about="support.SupportRequest")
def send_again(request, pk):
    found = _own(request, pk)
    first = {"instructions": found.instructions, "due_on": found.due_on}
    form = SendAgainForm(request.POST or None, initial=first)
    if carry_out(form, request_actions.send_again, by=request.user, request=found):
        messages.success(request, "It is with the officers again.")
        return redirect("support:request", pk)
    return render(request, "support/send_again.html", {"asked": found, "form": form})


@require_POST
@needs("ask_support", about="support.SupportRequest")
def withdraw_request(request, pk):
    found, form = _own(request, pk), Confirmation.of(request)
    if carry_out(
        form, request_actions.withdraw_request, by=request.user, request=found
    ):
        messages.success(request, "Your request is withdrawn.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("support:request", pk)


def _request(request, pk) -> SupportRequest:
    seen = SupportRequest.objects.visible_to(request.user).with_all()
    return get_object_or_404(seen, pk=pk)


def _own(request, pk) -> SupportRequest:
    seen = SupportRequest.objects.visible_to(request.user).asked_for(request.user)
    return get_object_or_404(seen.with_all(), pk=pk)


def _version(request, asked: SupportRequest) -> TaskVersion | None:
    """What the catalogue said of the task on the day it was asked for."""
    day = timezone.localdate(asked.asked_at)
    said = TaskVersion.objects.visible_to(request.user).in_force(day, asked.team)
    return said.filter(task=asked.task).first() if asked.task else None

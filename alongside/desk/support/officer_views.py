"""What a support officer does with a request."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.support import request_actions
from alongside.desk.support.models import SupportRequest
from alongside.desk.support.request_forms import (
    FinishForm,
    FinishInWordsForm,
    HoldForm,
    NotOursForm,
    OnceForm,
    ReturnForm,
)
from alongside.desk.support.request_rows import Row


@require_POST
@needs("do_support", about="support.SupportRequest")
def take_on(request, pk):
    found, form = _request(request, pk), Confirmation.of(request)
    if carry_out(form, request_actions.take_on, by=request.user, request=found):
        messages.success(request, "You have taken it on.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("support:request", pk)


@require_http_methods(["GET", "POST"])
@needs("do_support", about="support.SupportRequest")
def hold_request(request, pk):
    return _answer(
        request, pk, HoldForm(request.POST or None), request_actions.hold_request,
        "support/hold_request.html", "It waits, and comes back by itself.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("do_support", about="support.SupportRequest")
def return_request(request, pk):
    return _answer(
        request, pk, ReturnForm(request.POST or None), request_actions.return_request,
        "support/return_request.html", "It is returned, and whoever asked was told.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("do_support", about="support.SupportRequest")
def finish_request(request, pk):
    found, sent = _request(request, pk), request.POST or None
    return _answer(
        request, pk,
        FinishInWordsForm(sent, request=found) if found.own_words else FinishForm(sent),
        request_actions.finish_request, "support/finish_request.html",
        "Done, and whoever asked was told.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("do_support", about="support.SupportRequest")
def decline_request(request, pk):
    """The page of both answers; what is sent here declines."""
    return _not_ours(
        request, pk, NotOursForm if request.method == "POST" else OnceForm,
        request_actions.decline_request, "Declined, with the sentence of the catalogue.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("do_support", about="support.SupportRequest")
def do_once(request, pk):
    return _not_ours(
        request, pk, OnceForm, request_actions.do_once, "Done this once, and counted."
    )


def _not_ours(request, pk, form_of, action, told: str):
    form = form_of(request.POST or None, request=_request(request, pk))
    likely, others = form.choices()
    return _answer(
        request, pk, form, action, "support/decline_request.html", told,
        likely=likely, others=others,
    )  # fmt: skip


def _answer(request, pk, form, action, template: str, told: str, **more):
    """Show a form about a request; once it is carried out, go back to the request."""
    found = _request(request, pk)
    if carry_out(form, action, by=request.user, request=found):
        messages.success(request, told)
        return redirect("support:request", pk)
    row = Row.of(found, timezone.localdate())
    return render(request, template, {"row": row, "form": form} | more)


def _request(request, pk) -> SupportRequest:
    seen = SupportRequest.objects.visible_to(request.user).with_all()
    return get_object_or_404(seen, pk=pk)

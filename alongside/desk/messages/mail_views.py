"""Mail in: what waits to be filed, a page for each mail, and what hangs on it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.messages.filing import offers_for
from alongside.desk.messages.forms import MailInForm, SetAsideForm, UploadMailForm
from alongside.desk.messages.mail_actions import (
    bytes_of,
    contents_of,
    put_mail_back,
    set_aside_mail,
    upload_mail,
)
from alongside.desk.messages.models import MailboxRead, ReceivedMail

PAGE = 50


@require_GET
@needs("file_mail")
def mail_in(request):
    form = MailInForm(request.GET)
    seen = form.chosen_of(ReceivedMail.objects.visible_to(request.user)).in_turn()
    page = Paginator(seen.with_attachments(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "state": form["state"].value() or "waiting",
        "collected": bool(settings.MAILBOX),
        "mailbox": MailboxRead.objects.visible_to(request.user).first(),
    }
    return render(request, "messages/mail_in.html", context)


@require_http_methods(["GET", "POST"])
@needs("file_mail")
def upload(request):
    form = UploadMailForm(request.POST or None, request.FILES or None)
    if kept := carry_out(form, upload_mail, field="file", by=request.user):
        return _after_upload(request, *kept)
    return render(request, "messages/upload_mail.html", {"form": form})


def _after_upload(request, mail: ReceivedMail, new: bool):
    seen = ReceivedMail.objects.visible_to(request.user).filter(pk=mail.pk).exists()
    if new:
        messages.success(request, "The e-mail was kept. It waits to be filed.")
    else:
        messages.info(request, "This e-mail came in before. It was not kept twice.")
    return redirect("post:mail", mail.pk) if seen else redirect("post:mail-in")


@require_GET
@needs("file_mail", about="post.ReceivedMail")
def mail(request, pk):
    found = _mail(request, pk)
    record_read(by=request.user, action="see mail", subject=found)
    waits = found.state == ReceivedMail.State.WAITING
    context = {
        "mail": found,
        "attachments": found.attachments.all(),
        "offers": offers_for(request.user, found) if waits else [],
    }
    return render(request, "messages/mail.html", context)


@require_http_methods(["GET", "POST"])
@needs("file_mail", about="post.ReceivedMail")
def set_aside(request, pk):
    found = _mail(request, pk)
    form = SetAsideForm(request.POST or None)
    if carry_out(form, set_aside_mail, by=request.user, mail=found):
        messages.success(request, "The e-mail was set aside.")
        return redirect("post:mail-in")
    return render(request, "messages/set_aside.html", {"mail": found, "form": form})


@require_POST
@needs("file_mail", about="post.ReceivedMail")
def put_back(request, pk):
    found, form = _mail(request, pk), Confirmation.of(request)
    if carry_out(form, put_mail_back, by=request.user, mail=found):
        messages.success(request, "The e-mail waits to be filed again.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("post:mail", pk)


@require_GET
@needs("file_mail", about="post.ReceivedMail")
def attachment(request, pk, place):
    """One attachment, to be saved: a browser neither opens it nor guesses what it is."""
    found = get_object_or_404(_mail(request, pk).attachments, place=place)
    record_read(
        by=request.user, action="take attachment", subject=found.mail, place=place
    )
    return _to_be_saved(contents_of(found), found.name)


@require_GET
@needs("file_mail", about="post.ReceivedMail")
def original(request, pk):
    """The whole mail as it came, to be saved."""
    found = _mail(request, pk)
    record_read(by=request.user, action="take mail", subject=found)
    return _to_be_saved(bytes_of(found), f"mail-{found.pk}.eml")


def _to_be_saved(contents: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(contents, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _mail(request, pk) -> ReceivedMail:
    seen = ReceivedMail.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("settled_by", "brought_by"), pk=pk)

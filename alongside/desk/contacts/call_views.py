"""Taking a call down: the page, what it shows meanwhile, and what is kept of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import SentAlready, SentTheSame, tell
from alongside.desk.access.unsent import goes_on_at, kept, let_go, never_kept
from alongside.desk.contacts import actions, draft_actions
from alongside.desk.contacts.call import Call
from alongside.desk.contacts.call_forms import CallBackFields, ContactForm
from alongside.desk.contacts.concern_standing import is_to_be_rung
from alongside.desk.contacts.filing import prefilled
from alongside.desk.contacts.models import Draft
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.messages.mail_models import ReceivedMail

PARTS = {"callers", "children", "identity", "meanwhile", "who_rings"}
PREFILLED = ("adult", "child", "channel")
NAMES = (*ContactForm.base_fields, *CallBackFields.NAMES)


@goes_on_at("contacts:go-on")
@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.Contact")
def log_contact(request):
    """The page of a call: as it was left, as far as it is typed, or from the start."""
    user, typed = request.user, _typed(request)
    if request.method == "GET" or "ask" in request.POST:
        return _page(request, ContactForm(initial=typed, user=user), typed)
    _keep(user, typed)
    form = ContactForm(request.POST, user=user)
    if form.is_valid():
        form.cleaned_data = form.taken
        if made := carry_out(form, actions.log_contact, by=user, sent=form.sent):
            if not is_to_be_rung(getattr(made, "concern", None), timezone.now()):
                tell(request, made, f"Logged as {made.reference}.")
            return redirect("contacts:contact", made.pk)
    if form.sent_already:
        _keep_as_another(user, typed, form.sent_already)
    return _page(request, form, typed)


def _keep_as_another(user, typed: dict[str, str], sent_already: SentAlready) -> None:
    """What stands already is no draft; what was changed of it since is one."""
    draft_actions.forget_draft(by=user, send_key=UUID(typed["send_key"]))
    if not isinstance(sent_already, SentTheSame):
        _keep(user, typed | {"send_key": f"{sent_already.key}"})


@require_GET
@needs("log_contact")
def go_on(request):
    """Back to what was typed when the sign-in ran out: as a draft, which is kept from now."""
    found = kept(request)
    if not found:
        return redirect("contacts:log-contact")
    typed = {name: value for name, value in found.inputs if name in NAMES}
    draft = _keep(request.user, typed)
    if (
        draft is None
    ):  # too long for a draft, or logged meanwhile: shown, and kept as it is
        return _page(request, ContactForm(initial=typed, user=request.user), typed)
    let_go(request)
    messages.info(request, "You were signed out. Nothing you typed is lost: go on from here.")  # fmt: skip
    return redirect(f"{reverse('contacts:log-contact')}?draft={draft.pk}")


@never_kept
@require_POST
@needs("log_contact")
def ask_meanwhile(request):
    """One part of the page of a call, anew: who may be meant, or what is known of them."""
    typed = _typed(request)
    part = request.POST.get("part")
    if part not in PARTS:
        part = "meanwhile"
    call = Call(request.user, typed)
    form = ContactForm(initial=typed, user=request.user)
    context = {"call": call, "form": form, "swap_points": True}
    answer = render(request, f"contacts/call_{part}.html", context)
    found = {"callers": call.callers, "children": call.children}.get(part)
    if found is not None:
        record_read(
            by=request.user, action=f"look for {part} of contact", found=len(found)
        )
    return answer


@never_kept
@require_POST
@needs("log_contact")
def keep_draft(request):
    """Keep what is typed so far; answers with when it was kept."""
    kept = _keep(request.user, _typed(request))
    context = {"at": timezone.now() if kept else None}
    return render(request, "contacts/draft_kept.html", context)


@require_POST
@needs("log_contact")
def discard_draft(request, pk):
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    form = Confirmation.of(request)
    carry_out(form, draft_actions.discard_draft, by=request.user, draft=draft)
    messages.success(request, "What you had typed was thrown away.")
    return redirect("contacts:contacts")


def _typed(request) -> dict[str, str]:
    """The fields as they stand: sent, kept in a draft, or chosen by the address."""
    if request.method == "POST":
        return {name: request.POST[name] for name in NAMES if name in request.POST}
    if key := request.GET.get("draft", ""):
        drafts = Draft.objects.visible_to(request.user)
        return get_object_or_404(drafts, pk=key if key.isdecimal() else None).typed
    if key := request.GET.get("mail", ""):
        waiting = ReceivedMail.objects.visible_to(request.user).waiting()
        mail = get_object_or_404(waiting, pk=key if key.isdecimal() else None)
        drafts = Draft.objects.visible_to(request.user).newest_first()
        begun = (each.typed for each in drafts)
        return next(
            (t for t in begun if t.get("mail") == f"{mail.pk}"), prefilled(mail)
        )
    return {name: request.GET[name] for name in PREFILLED if name in request.GET}


def _keep(user, typed: dict[str, str]) -> Draft | None:
    """Keep a draft, where its key is one and anything was typed or chosen."""
    began_at = parse_datetime(typed.get("began_at", "").replace(" ", "T"))
    try:
        key = UUID(typed.get("send_key", ""))
    except ValueError:
        return None
    now = timezone.now()
    if began_at is None:
        began_at = now
    elif timezone.is_naive(began_at):
        began_at = timezone.make_aware(began_at)
    return draft_actions.keep_draft(
        by=user, send_key=key, began_at=min(began_at, now), typed=typed
    )


def _page(request, form: ContactForm, typed: dict[str, str]):
    call = Call(request.user, typed)
    return render(request, "contacts/log_contact.html", {"form": form, "call": call})

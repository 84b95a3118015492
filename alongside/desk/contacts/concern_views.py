"""Safeguarding concerns: those that wait, one of them, and what is done about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.contacts import concern_actions as actions
from alongside.desk.contacts.concern_forms import (
    CloseConcernForm,
    ConcernSettingsForm,
    RaiseConcernForm,
    SayWhoTookConcernForm,
)
from alongside.desk.contacts.concern_measures import acknowledged_in_time
from alongside.desk.contacts.concern_models import Concern, ConcernSettings
from alongside.desk.contacts.concern_standing import (
    is_to_be_rung,
    who_it_is_about,
    with_standings,
)
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.workforce.duty import out_of_hours

PAGE = 50
ABOUT = "contacts.Concern"
TABS = {
    "open": ("Open", "No concern is open. One that a call raises stands here at once."),
    "closed": ("Closed", "No concern was closed yet."),
}


@require_GET
@needs("log_contact")
def concerns(request):
    """Concerns of one's teams, or that one took: the one that waits longest first."""
    seen = Concern.objects.visible_to(request.user)
    kind = "closed" if request.GET.get("show") == "closed" else "open"
    chosen = seen.open().longest_first() if kind == "open" else seen.closed()
    page = Paginator(chosen.with_told(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": with_standings(page, timezone.now()),
        "kind": kind,
        "tabs": [(code, label, code == kind) for code, (label, _) in TABS.items()],
        "empty": TABS[kind][1],
        "measure": acknowledged_in_time(seen, timezone.now()),
    }
    return render(request, "contacts/concerns.html", context)


@require_GET
@needs("log_contact", about=ABOUT)
def concern(request, pk):
    found = _one(request, pk)
    record_read(by=request.user, action="see concern", subject=found)
    [shown] = with_standings([found], timezone.now())
    context = {
        "concern": shown,
        "about": who_it_is_about(shown, request.user),
        "out_of_hours": out_of_hours(),
        "contact": Contact.objects.visible_to(request.user)
        .filter(pk=shown.contact_id)
        .first(),
    }
    return render(request, "contacts/concern.html", context)


def _one(request, pk):
    seen = Concern.objects.visible_to(request.user)
    return get_object_or_404(seen.with_told(), pk=pk)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.Contact")
def raise_concern(request, pk):
    """Raise what a contact that was logged says as a concern."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    form = RaiseConcernForm(request.POST if request.method == "POST" else None)
    made = carry_out(form, actions.raise_concern, by=request.user, contact=contact)
    if made:
        if not is_to_be_rung(made, timezone.now()):
            messages.success(request, "The concern was raised, and the duty worker is told.")  # fmt: skip
        return redirect("concerns:concern", made.pk)
    context = {"contact": contact, "form": form, "out_of_hours": out_of_hours()}
    return render(request, "contacts/raise_concern.html", context)


@require_POST
@needs("answer_concern", about=ABOUT)
def acknowledge_concern(request, pk):
    found, form = _one(request, pk), Confirmation.of(request)
    if carry_out(form, actions.acknowledge_concern, by=request.user, concern=found):
        messages.success(request, "You acknowledged the concern: it is yours now.")
    for refusal in form.non_field_errors():
        messages.warning(request, refusal)
    return redirect("concerns:concern", pk)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about=ABOUT)
def say_who_took_concern(request, pk):
    found, form = _one(request, pk), SayWhoTookConcernForm(request.POST or None)
    made = carry_out(form, actions.say_who_took_concern, by=request.user, concern=found)
    if made:
        messages.success(request, f"{made.spoke_to} has the concern until the office opens.")  # fmt: skip
        return redirect("concerns:concern", pk)
    context = {"concern": found, "form": form, "out_of_hours": out_of_hours()}
    return render(request, "contacts/say_who_took_concern.html", context)


@require_http_methods(["GET", "POST"])
@needs("answer_concern", about=ABOUT)
def close_concern(request, pk):
    found, form = _one(request, pk), CloseConcernForm(request.POST or None)
    if carry_out(form, actions.close_concern, by=request.user, concern=found):
        messages.success(request, f"The concern {found.contact.reference} is closed.")
        return redirect("concerns:concerns")
    context = {"concern": found, "form": form}
    return render(request, "contacts/close_concern.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def concern_settings(request):
    form = ConcernSettingsForm(
        request.POST or None, instance=ConcernSettings.in_force()
    )
    if carry_out(form, actions.keep_concern_settings, by=request.user):
        messages.success(request, "The times are kept, and hold from now on.")
        return redirect("concerns:concerns")
    context = {"form": form, "out_of_hours": out_of_hours()}
    return render(request, "contacts/concern_settings.html", context)

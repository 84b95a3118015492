"""Saying that a message passed on was seen."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from alongside.desk.access.needs import needs
from alongside.desk.contacts import seen_actions
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.outcome_words import seen_said
from alongside.desk.forms import Confirmation, carry_out


@require_POST
@needs("log_contact", about="contacts.Contact")
def note_seen(request, pk):
    """By whom it was passed to, or who covers for them; to all others it is not there."""
    passed = Contact.objects.visible_to(request.user).passed_on_to(request.user)
    found = get_object_or_404(passed, pk=pk)
    form = Confirmation.of(request)
    noted = carry_out(form, seen_actions.note_seen, by=request.user, contact=found)
    if noted:
        messages.success(request, f"{noted.reference}. {seen_said(noted)}.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("contacts:contact", pk)

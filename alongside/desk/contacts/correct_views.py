"""Putting a contact right, and taking its text for the case system."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.contacts import correct_actions, listing
from alongside.desk.contacts.correct_forms import CorrectContactForm
from alongside.desk.contacts.models import Contact
from alongside.desk.contacts.told import note_text
from alongside.desk.forms import carry_out


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.Contact")
def correct_contact(request, pk):
    """By whoever took it; to all others it is not there to be corrected."""
    seen = Contact.objects.visible_to(request.user).filter(taken_by=request.user)
    found = get_object_or_404(listing.in_full(seen), pk=pk)
    form = CorrectContactForm(request.POST or None, user=request.user, contact=found)
    done = carry_out(
        form, correct_actions.correct_contact, by=request.user, contact=found
    )
    if done:
        messages.success(request, "The contact was corrected.")
        return redirect("contacts:contact", pk)
    context = {"form": form, "contact": found}
    return render(request, "contacts/correct_contact.html", context)


@require_POST
@needs("log_contact", about="contacts.Contact")
def take_note(request, pk):
    """The text for the case system; that it was taken is noted."""
    seen = Contact.objects.visible_to(request.user)
    found = get_object_or_404(listing.in_full(seen), pk=pk)
    noted = correct_actions.note_copied(by=request.user, contact=found)
    (told,) = listing.tell_callers([found], request.user)
    context = {
        "contact": told, "note": note_text(told, request.user),
        "at": noted.note_copied_at,
    }  # fmt: skip
    page = "note_copied" if request.htmx else "take_note"
    return render(request, f"contacts/{page}.html", context)

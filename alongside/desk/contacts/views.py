"""The contacts a person may read: the list, one of them, and the list taken away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.contacts import listing
from alongside.desk.contacts.concern_standing import is_to_be_rung
from alongside.desk.contacts.drafts import drafts_of
from alongside.desk.contacts.filing import came_by
from alongside.desk.contacts.list_forms import ContactsForm, FindContactForm
from alongside.desk.contacts.models import (
    Contact,
    ContactVersion,
    PaymentQuery,
    RepeatWindow,
)
from alongside.desk.contacts.repeats import repeats_of
from alongside.desk.contacts.told import note_text, versions_told
from alongside.desk.people.models import Child
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce.duty import out_of_hours

SHOWN = 50
MOST = 20_000  # rows to a spreadsheet; a narrower choice has the others


@require_http_methods(["GET", "POST"])
@needs("log_contact")
def contacts(request):
    """The list, newest first; or what was found, of what somebody typed."""
    user = request.user
    chosen = ContactsForm(request.GET or None, user=user)
    sought = FindContactForm(request.POST or None)
    seen = Contact.objects.visible_to(user)
    listed = chosen.chosen_of(seen) if chosen.is_bound else seen
    if sought.is_valid():
        listed = listing.found(seen, user, sought.cleaned_data["said"])
    keys = listed.newest_first().values_list("pk", flat=True)
    # What was said is looked through once, and not again to count it.
    keys = list(keys) if sought.is_valid() else keys
    paginator = Paginator(keys, SHOWN)
    if listed is seen:
        paginator.count = listing.how_many(user)
    page = paginator.get_page(request.GET.get("page"))
    shown = listing.in_full(seen.filter(pk__in=list(page))).newest_first()
    if sought.is_valid():
        record_read(by=user, action="look for contact", found=page.paginator.count)
    context = {
        "form": chosen, "sought": sought, "page": page, "today": timezone.localdate(),
        "contacts": listing.tell_callers(shown, user),
        "drafts": drafts_of(user),
    }  # fmt: skip
    return render(request, "contacts/contacts.html", context)


@require_GET
@needs("log_contact")
def export_contacts(request):
    form = ContactsForm(request.GET, user=request.user)
    if not request.user.may("export"):
        return needs("export")(export_contacts)(request)
    chosen = form.chosen_of(Contact.objects.visible_to(request.user))
    count = chosen.count()
    record_read(by=request.user, action="export contacts", found=count)
    first = f"The newest {MOST:,} of " if count > MOST else ""
    said = [
        f"{first}{count:,} contact{'' if count == 1 else 's'}, newest first.",
        *form.in_words(),
        made_by(request.user),
    ]
    listed = listing.in_full(chosen).newest_first()[:MOST]
    rows = listing.rows(listed, request.user)
    made = spreadsheet("Contacts", said, listing.COLUMNS, rows)
    return download(made, "contacts.xlsx")


@require_GET
@needs("log_contact", about="contacts.Contact")
def contact(request, pk):
    """One contact: what was said, what came of it, and what it repeats."""
    seen = Contact.objects.visible_to(request.user)
    found = get_object_or_404(listing.in_full(seen), pk=pk)
    record_read(by=request.user, action="see contact", subject=found)
    (told,) = listing.tell_callers([found], request.user)
    days = RepeatWindow.objects.visible_to(request.user).days()
    versions = ContactVersion.objects.visible_to(request.user).filter(contact=found)
    queries = PaymentQuery.objects.visible_to(request.user)
    context = {
        "contact": told, "days": days, "repeated": repeats_of(found, seen, days),
        "versions": versions_told(versions.newest_first(), request.user),
        "note": note_text(told, request.user), "queries": queries.filter(asked__contact=found),
        "ring_now": is_to_be_rung(getattr(found, "concern", None), timezone.now()),
        "out_of_hours": out_of_hours(), "mail": came_by(found),
        "to_see": told.is_unseen and seen.to_see(request.user).filter(pk=pk).exists(),
    }  # fmt: skip
    return render(request, "contacts/contact.html", context)


@require_GET
@needs("log_contact", about="people.Child")
def contacts_of_child(request, pk):
    """The contacts about one child, newest first."""
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    found = Contact.objects.visible_to(request.user).filter(child=child)
    page = Paginator(listing.in_full(found).newest_first(), SHOWN).get_page(
        request.GET.get("page")
    )
    record_read(by=request.user, action="see contacts", subject=child)
    context = {
        "child": child, "page": page,
        "contacts": listing.tell_callers(page.object_list, request.user),
    }  # fmt: skip
    return render(request, "contacts/contacts_of_child.html", context)

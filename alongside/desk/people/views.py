"""Restricted records: which they are, who may know of each, and the lifting of them."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people import actions
from alongside.desk.people.forms import NeedToKnowForm, RestrictForm
from alongside.desk.people.models import Child, Restriction


@require_GET
@needs("restrict_record")
def restrictions(request):
    found = Restriction.objects.visible_to(request.user).open().by_child()
    return render(request, "people/restrictions.html", {"restrictions": found})


@require_http_methods(["GET", "POST"])
@needs("restrict_record", about="people.Child")
def restrict_record(request, pk):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    form = RestrictForm(request.POST or None, child=child, by=request.user)
    if made := carry_out(form, actions.restrict_record, by=request.user, child=child):
        messages.success(request, f"The record of {child} is restricted.")
        return redirect("people:restriction", made.pk)
    return render(
        request, "people/restrict_record.html", {"child": child, "form": form}
    )


@require_http_methods(["GET", "POST"])
@needs("restrict_record", about="people.Restriction")
def restriction(request, pk):
    """One restriction: why, and its list, to which somebody can be added."""
    found = _restriction(request, pk)
    form = NeedToKnowForm(request.POST or None, restriction=found)
    if added := carry_out(
        form, actions.add_to_need_to_know, by=request.user, restriction=found
    ):
        messages.success(request, f"{added.user} is on the list.")
        return redirect("people:restriction", pk)
    record_read(by=request.user, action="see restriction", subject=found.child)
    return render(request, "people/restriction.html", _context(found, form))


@require_POST
@needs("restrict_record", about="people.Restriction")
def take_off_need_to_know(request, pk, person):
    found = _restriction(request, pk)
    user = get_object_or_404(found.people, pk=person)
    form = Confirmation.of(request)
    if carry_out(
        form,
        actions.take_off_need_to_know,
        by=request.user,
        restriction=found,
        user=user,
    ):
        messages.success(request, f"{user} was taken off the list.")
        return redirect("people:restrictions")
    messages.error(request, " ".join(form.non_field_errors()))
    return redirect("people:restriction", pk)


@require_http_methods(["GET", "POST"])
@needs("restrict_record", about="people.Restriction")
def lift_restriction(request, pk):
    found = _restriction(request, pk)
    form = Confirmation.of(request)
    if carry_out(form, actions.lift_restriction, by=request.user, restriction=found):
        messages.success(request, f"The restriction on {found.child} was lifted.")
        return redirect("people:restrictions")
    return render(request, "people/lift_restriction.html", _context(found, form))


def _restriction(request, pk) -> Restriction:
    """One in force that this person may know of; a restriction lifted is not opened."""
    known = Restriction.objects.visible_to(request.user).open().by_child()
    return get_object_or_404(known, pk=pk)


def _context(restriction: Restriction, form) -> dict:
    return {
        "restriction": restriction,
        "child": restriction.child,
        "people": restriction.people.by_name(),
        "form": form,
    }

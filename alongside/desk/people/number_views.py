"""The numbers and addresses of adults: added, made safe or not, and stopped."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people import adult_actions as actions
from alongside.desk.people.adult_forms import ContactPointForm, SafeForm
from alongside.desk.people.models import Adult, ContactPoint


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.Adult")
def add_contact_point(request, pk):
    adult = get_object_or_404(Adult.objects.visible_to(request.user), pk=pk)
    form = ContactPointForm(request.POST or None)
    if made := carry_out(form, actions.add_contact_point, by=request.user, adult=adult):
        return redirect("people:set-safe", made.pk)
    context = {"adult": adult, "form": form}
    return render(request, "people/add_contact_point.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.ContactPoint")
def set_safe(request, pk):
    point = _point(request, pk)
    form = SafeForm(request.POST or None, point=point)
    if carry_out(form, actions.set_safe, by=request.user, point=point):
        messages.success(request, "What is safe with it is kept.")
        return redirect("people:adult", point.adult_id)
    return render(request, "people/set_safe.html", {"point": point, "form": form})


@require_POST
@needs("log_contact", about="people.ContactPoint")
def stop_number(request, pk):
    point = _point(request, pk)
    form, today = Confirmation.of(request), timezone.localdate()
    if carry_out(form, actions.stop_number, by=request.user, point=point, on=today):
        messages.success(request, f"{point.said} is used no more from today on.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("people:adult", point.adult_id)


def _point(request, pk) -> ContactPoint:
    seen = ContactPoint.objects.visible_to(request.user).select_related("adult")
    return get_object_or_404(seen, pk=pk)

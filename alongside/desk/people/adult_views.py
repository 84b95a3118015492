"""An adult's page, and the adults around a child: who they are and what they are to it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.people import adult_actions as actions
from alongside.desk.people.adult_forms import (
    AdultForm,
    ChangeLinkForm,
    FindAdultForm,
    LinkForm,
    NewAdultForm,
)
from alongside.desk.people.callers import search_callers
from alongside.desk.people.models import Adult, AdultOfChild, Child, ContactPoint


@require_GET
@needs("log_contact", about="people.Adult")
def adult(request, pk):
    """Who somebody is, around which of the children one may see, and their numbers."""
    found = get_object_or_404(Adult.objects.visible_to(request.user), pk=pk)
    record_read(by=request.user, action="see adult", subject=found)
    links = AdultOfChild.objects.visible_to(request.user).filter(adult=found)
    points = ContactPoint.objects.visible_to(request.user).filter(adult=found)
    context = {
        "adult": found,
        "links": links.by_name(),
        "points": points.in_order(),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "people/adult.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.Adult")
def change_adult(request, pk):
    found = get_object_or_404(Adult.objects.visible_to(request.user), pk=pk)
    form = AdultForm(request.POST or None, instance=found)
    if carry_out(form, actions.change_adult, by=request.user, adult=found):
        return redirect("people:adult", pk)
    named = get_object_or_404(Adult.objects.visible_to(request.user), pk=pk)
    return render(request, "people/change_adult.html", {"adult": named, "form": form})


@require_GET
@needs("log_contact", about="people.Child")
def adults_of_child(request, pk):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    record_read(by=request.user, action="see adults around child", subject=child)
    points = ContactPoint.objects.visible_to(request.user).in_use().in_order()
    links = AdultOfChild.objects.visible_to(request.user).filter(child=child)
    shown = links.by_name().prefetch_related(Prefetch("adult__points", points))
    context = {
        "child": child,
        "links": shown,
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "people/adults_of_child.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.Child")
def find_adult(request, pk):
    """Somebody around a child may be kept already: looked for before they are added."""
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    form = FindAdultForm(request.POST or None)
    context = {"child": child, "form": form}
    if form.is_valid():
        found = search_callers(request.user, form.cleaned_data["said"])
        context["adults"] = found
        record_read(by=request.user, action="look for adult", found=len(found))
    return render(request, "people/find_adult.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.Child")
def add_adult_around(request, pk):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    form = NewAdultForm(request.POST or None)
    if made := carry_out(form, actions.add_adult_around, by=request.user, child=child):
        messages.success(
            request, f"{made.adult.name} is among the adults around {child}."
        )
        return redirect("people:adult", made.adult_id)
    context = {"child": child, "form": form}
    return render(request, "people/add_adult_around.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.Child")
def link_adult(request, pk, adult):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    found = get_object_or_404(Adult.objects.visible_to(request.user), pk=adult)
    form = LinkForm(request.POST or None)
    if carry_out(form, actions.link_adult, by=request.user, child=child, adult=found):
        messages.success(request, f"{found.name} is among the adults around {child}.")
        return redirect("people:adults-of-child", pk)
    context = {"child": child, "adult": found, "form": form}
    return render(request, "people/link_adult.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="people.AdultOfChild")
def change_link(request, pk):
    link = get_object_or_404(
        AdultOfChild.objects.visible_to(request.user).by_name(), pk=pk
    )
    kept = {name: getattr(link, name) for name in ChangeLinkForm.base_fields}
    form = ChangeLinkForm(request.POST or None, initial=kept)
    if carry_out(form, actions.change_link, by=request.user, link=link):
        messages.success(request, f"What {link.adult.name} is to {link.child} is kept.")
        return redirect("people:adults-of-child", link.child_id)
    return render(request, "people/change_link.html", {"link": link, "form": form})

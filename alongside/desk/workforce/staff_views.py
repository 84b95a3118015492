"""Members of staff as HR knows them: the list, and what is known of each."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.workforce import lines, staff_actions
from alongside.desk.workforce.asking import ask
from alongside.desk.workforce.models import Holding, StaffMember
from alongside.desk.workforce.staff_forms import (
    AddStaffForm,
    ChangeStaffForm,
    FindStaffForm,
    StaffFilter,
    StaffForm,
)

SHOWN = 50


@require_http_methods(["GET", "POST"])
@needs("see_establishment")
def staff(request):
    """The members of staff this person manages; to who keeps the establishment, all.

    A name that was typed finds whoever is called so, here or gone.
    """
    form, sought = StaffFilter(request.GET), FindStaffForm(request.POST or None)
    found = StaffMember.objects.visible_to(request.user)
    found = found.select_related("line_manager").by_name()
    if sought.is_valid():
        found = found.called(sought.cleaned_data["said"])[:SHOWN]
    elif form.is_valid():
        found = _chosen(found, form.cleaned_data)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {"form": form, "sought": sought, "page": page, "most": SHOWN}
    return render(request, "workforce/staff.html", context)


def _chosen(found, given: dict):
    if not given["here"]:
        found = found.here_on(timezone.localdate())
    if given["number"]:
        found = found.filter(number__iexact=given["number"])
    if given["engaged"]:
        found = found.filter(engaged=given["engaged"])
    return found


@require_GET
@needs("see_establishment", about="workforce.StaffMember")
def staff_member(request, pk):
    found = _staff_member(request, pk)
    day = timezone.localdate()
    holdings = Holding.objects.visible_to(request.user).filter(staff=found)
    context = {
        "staff": found,
        "manager": lines.managers([found], day).get(pk),
        "supports": lines.teams_supported([found], day).get(pk, []),
        "holdings": holdings.latest_first().select_related("post", "home"),
    }
    return render(request, "workforce/staff_member.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def add_staff_member(request):
    form = AddStaffForm(request.POST or None)
    if made := carry_out(form, staff_actions.add_staff_member, by=request.user):
        tell(request, made, f"{made} was added.")
        return redirect("establishment:staff-member", made.pk)
    back = reverse("establishment:staff")
    return ask(request, form, "Add a member of staff", "Add", back, "Staff")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def change_staff_member(request, pk):
    found = _staff_member(request, pk)
    known = {name: getattr(found, name) for name in StaffForm.base_fields}
    known["seen"] = as_seen(found, StaffForm.base_fields)
    form = ChangeStaffForm(request.POST or None, initial=known)
    if carry_out(form, staff_actions.change_staff_member, by=request.user, staff=found):
        messages.success(request, "Saved.")
        return redirect("establishment:staff-member", pk)
    back = reverse("establishment:staff-member", args=[pk])
    tab = f"Change member of staff {pk}"
    return ask(request, form, f"Change {found}", "Save", back, str(found), tab)


def _staff_member(request, pk) -> StaffMember:
    found = StaffMember.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("line_manager", "user", "worker"), pk=pk
    )

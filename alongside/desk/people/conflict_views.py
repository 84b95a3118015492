"""Declaring that somebody knows a family, and what they had looked at before."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.trail import in_words
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people import conflict_actions as actions
from alongside.desk.people.conflicts import looked_at, shown_as
from alongside.desk.people.forms import ConflictForm
from alongside.desk.people.models import Child, Conflict

SHOWN = 50
KEPT = (
    "This is kept. If the desk holds a record of that id, it and the family’s are not "
    "shown to {}, from now on."
)


@require_GET
@needs("see_child")
def conflicts(request):
    found = list(Conflict.objects.visible_to(request.user).by_person())
    names = shown_as(request.user, found)
    rows = [(each, names[each.pk]) for each in found]
    return render(request, "people/conflicts.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs("see_child")
def declare_conflict(request):
    """The same words for every id: which records the desk holds is told to nobody."""
    seen = Child.objects.visible_to(request.user)
    key = request.GET.get("child", "")
    child = seen.filter(pk=key).first() if key.isdecimal() else None
    first = {"case_id": child.case_id} if child else {}
    form = ConflictForm(request.POST or None, initial=first, by=request.user)
    if made := carry_out(form, actions.declare_conflict, by=request.user):
        whom = "you" if made.user_id == request.user.pk else made.user.full_name
        messages.success(request, KEPT.format(whom))
        return redirect("people:conflicts")
    return render(request, "people/declare_conflict.html", {"form": form})


@require_GET
@needs("keep_conflicts", about="people.Conflict")
def conflict(request, pk):
    """What somebody had looked at of the family, to a manager who may be shown it."""
    found = _of_another(request, pk)
    lines = looked_at(request.user, found)
    page = Paginator(lines, SHOWN).get_page(request.GET.get("page"))
    record_read(by=request.user, action="see conflict of interest", subject=found)
    context = {
        "conflict": found,
        "child": shown_as(request.user, [found])[found.pk],
        "page": page,
        "lines": list(in_words(request.user, list(page))),
    }
    return render(request, "people/conflict.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_conflicts", about="people.Conflict")
def end_conflict(request, pk):
    found = _of_another(request, pk)
    form = Confirmation.of(request)
    if carry_out(form, actions.end_conflict, by=request.user, conflict=found):
        messages.success(request, f"The family is shown to {found.user} again.")
        return redirect("people:conflicts")
    child = shown_as(request.user, [found])[found.pk]
    context = {"conflict": found, "child": child, "form": form}
    return render(request, "people/end_conflict.html", context)


def _of_another(request, pk) -> Conflict:
    others = Conflict.objects.visible_to(request.user).exclude(user=request.user)
    return get_object_or_404(others.by_person(), pk=pk)

"""Holds: the list, finding whose records are meant, placing one and lifting it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.keeping import actions
from alongside.desk.keeping.forms import FindPersonForm, HoldForm, LiftForm
from alongside.desk.keeping.held_rows import counts_of
from alongside.desk.keeping.models import DataRequest, LegalHold
from alongside.desk.keeping.whose import MOST, WORDS, look_for, within


@require_GET
@needs("answer_for_data")
def holds(request):
    """Every hold, those that stand first."""
    found = LegalHold.objects.visible_to(request.user).latest_first()
    standing = [hold for hold in found if hold.lifted_at is None]
    lifted = [hold for hold in found if hold.lifted_at]
    return render(
        request, "keeping/holds.html", {"standing": standing, "lifted": lifted}
    )


@require_http_methods(["GET", "POST"])
@needs("answer_for_data")
def find_person(request):
    """Find a child, an adult or a member of staff by name."""
    form = FindPersonForm(request.POST or None)
    context = {"form": form, "most": MOST}
    if form.is_valid():
        context["groups"] = look_for(request.user, form.cleaned_data["said"])
        context["count"] = sum(len(rows) for _, rows in context["groups"])
        record_read(by=request.user, action="look for person", found=context["count"])
    return render(request, "keeping/find_person.html", context)


@require_GET
@needs("answer_for_data")
def person(request, kind, pk):
    """What is kept of one person, by kind, and what holds it."""
    found = found_person(request, kind, pk)
    record_read(by=request.user, action="see what is kept", subject=found)
    seen = LegalHold.objects.visible_to(request.user)
    context = {
        "person": found,
        "kind": kind,
        "what": WORDS[kind],
        "holds": seen.filter(**{kind: found}).latest_first(),
        "requests": DataRequest.objects.visible_to(request.user)
        .filter(**{kind: found})
        .latest_first(),
        "kept": counts_of(found),
    }
    return render(request, "keeping/person.html", context)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data")
def place_hold(request, kind, pk):
    found = found_person(request, kind, pk)
    form = HoldForm(request.POST or None)
    values = {"by": request.user, "whose": kind, "person": found}
    if made := carry_out(form, actions.place_hold, **values):
        tell(request, made, "Nothing of theirs is let go until the hold is lifted.")
        return redirect("keeping:person", kind, pk)
    context = {"form": form, "person": found, "kind": kind}
    return render(request, "keeping/place_hold.html", context)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about="keeping.LegalHold")
def lift_hold(request, pk):
    seen = LegalHold.objects.visible_to(request.user).latest_first()
    hold = get_object_or_404(seen, pk=pk)
    form = LiftForm(request.POST or None)
    if carry_out(form, actions.lift_hold, by=request.user, hold=hold):
        messages.success(request, "The hold is lifted.")
        return redirect("keeping:holds")
    return render(request, "keeping/lift_hold.html", {"form": form, "hold": hold})


def found_person(request, kind: str, pk: int) -> Model:
    if kind not in WORDS:
        raise Http404
    return get_object_or_404(within(request.user, kind), pk=pk)

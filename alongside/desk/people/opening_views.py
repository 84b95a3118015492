"""Opening a restricted record for a stated reason, and reviewing that somebody did."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.people import opening_actions as actions
from alongside.desk.people.forms import OpenRestrictedForm, ReviewOpeningForm
from alongside.desk.people.models import Child, Opening
from alongside.desk.said import moment_said

SHOWN = 50


@require_http_methods(["GET", "POST"])
@needs("open_restricted")
def open_restricted(request):
    """Tells nothing of an id until it was asked for with a reason, and that is on record."""
    form = OpenRestrictedForm(request.POST or None)
    context = {"form": form}
    if answer := carry_out(form, actions.open_restricted, by=request.user):
        if _is_shown(request.user, answer.child):
            messages.success(request, _opened(answer.opening))
            return redirect("casework:timeline", answer.child.pk)
        context["nothing"] = True
    return render(request, "people/open_restricted.html", context)


def _is_shown(user, child: Child | None) -> bool:
    seen = Child.objects.visible_to(user)
    return child is not None and seen.filter(pk=child.pk).exists()


def _opened(opening: Opening | None) -> str:
    if opening is None:
        return "You are shown this record anyway. Nothing was opened."
    told = ", ".join(opening.told.by_name().values_list("full_name", flat=True))
    whom = f" Told of it: {told}." if told else ""
    return f"The record is open to you until {moment_said(opening.until)}.{whom}"


@require_GET
@needs("restrict_record")
def openings(request):
    """Those to review, and those this person was told of: these name no child to them."""
    seen = Opening.objects.visible_to(request.user).exclude(by=request.user)
    page = Paginator(seen.latest_first(), SHOWN).get_page(request.GET.get("page"))
    known = Opening.objects.visible_to(request.user).for_review_by(request.user)
    keys = set(known.filter(pk__in=[each.pk for each in page]).values_list("pk", flat=True))  # fmt: skip
    rows = [(each, each.pk in keys) for each in page]
    return render(request, "people/openings.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@needs("restrict_record", about="people.Opening")
def review_opening(request, pk):
    seen = Opening.objects.visible_to(request.user).for_review_by(request.user)
    opening = get_object_or_404(seen.latest_first(), pk=pk)
    form = ReviewOpeningForm(request.POST or None)
    if carry_out(form, actions.review_opening, by=request.user, opening=opening):
        messages.success(request, "Your review is kept.")
        return redirect("people:openings")
    child = opening.restriction.child
    record_read(by=request.user, action="see opening", subject=child)
    context = {"opening": opening, "child": child, "form": form}
    return render(request, "people/review_opening.html", context)

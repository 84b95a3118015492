"""Agency beside permanent, and what agency would cost at another share."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.money.post_agency import answers, compared, covering
from alongside.desk.money.post_agency_forms import BesideForm, OtherwiseForm
from alongside.desk.money.pricing import Pricing


@require_GET
@needs("see_money")
def agency(request):
    """An agency worker beside a permanent one, an hour worked and a year."""
    day, pricing = timezone.localdate(), Pricing(request.user)
    form = BesideForm(request.GET if "rate" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        try:
            found = compared(pricing, day, form.cleaned_data)
        except ValueError as refused:
            form.add_error(None, str(refused))
    rows = list(covering(pricing, day))
    context = {
        "form": form,
        "found": found,
        "rows": rows,
        "agency_year": sum(row.agency_year for row in rows),
        "post_year": sum(row.post_year for row in rows),
        "day": day,
    }
    return render(request, "money/agency.html", context)


@require_GET
@needs("see_money")
def what_if_agency(request):
    """What agency would cost at another share, by each named model with its range."""
    form = OtherwiseForm(request.GET if "spent" in request.GET else None)
    found, told = [], None
    if form.is_bound and form.is_valid():
        told = form.cleaned_data["told"]
        found = [(each, each.holds(told)) for each in answers(form.cleaned_data)]
    asked = form.cleaned_data if found else {}
    context = {"form": form, "found": found, "told": told, "asked": asked}
    return render(request, "money/what_if_agency.html", context)

"""What posts cost, line by line, and at which rates."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.money import post_actions
from alongside.desk.money.models import OwnRate
from alongside.desk.money.post_cost import what_if
from alongside.desk.money.post_forms import (
    AddRateForm,
    ChangeRateForm,
    RateForm,
    WhatIfForm,
)
from alongside.desk.workforce.asking import ask
from alongside.reckon.money.rates import held


@require_GET
@needs("see_money")
def posts(request):
    """Work out what so many posts cost, for as long as they last."""
    form = WhatIfForm(request.GET if "posts" in request.GET else None)
    found = None
    if form.is_valid():
        pension = OwnRate.objects.visible_to(request.user).on(
            OwnRate.Kind.PENSION, form.cleaned_data["first_on"]
        )
        found = what_if(pension=pension, **form.cleaned_data)
    return render(request, "money/posts.html", {"form": form, "found": found})


@require_GET
@needs("see_money")
def rates(request):
    """The rates that costs are worked out at: the council's own, and those shipped."""
    shipped = held()
    context = {
        "own": OwnRate.objects.visible_to(request.user).latest_first(),
        "shipped": [
            (kind, each, each.rate * Decimal(100))
            for kind, found in (
                ("Employer’s National Insurance", shipped.employers_ni),
                ("Apprenticeship levy", shipped.levies),
            )
            for each in reversed(found)
        ],
    }
    return render(request, "money/rates.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_rate(request):
    form = AddRateForm(request.POST or None)
    if made := carry_out(form, post_actions.add_rate, by=request.user):
        tell(request, made, f"{made} was added.")
        return redirect("money:rates")
    return ask(request, form, "Add a rate", "Add", reverse("money:rates"), "Rates")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.OwnRate")
def change_rate(request, pk):
    rate = get_object_or_404(OwnRate.objects.visible_to(request.user), pk=pk)
    given = {name: getattr(rate, name) for name in RateForm.base_fields}
    given["seen"] = as_seen(rate, RateForm.base_fields)
    form = ChangeRateForm(request.POST or None, initial=given)
    if carry_out(form, post_actions.change_rate, by=request.user, rate=rate):
        messages.success(request, "Saved.")
        return redirect("money:rates")
    title, back = f"Change: {rate.get_kind_display()}", reverse("money:rates")
    return ask(request, form, title, "Save", back, "Rates")

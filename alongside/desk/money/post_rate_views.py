"""The rates that costs are worked out at: pay spines, grades, and the council's own."""

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
from alongside.desk.money.models import GradePay, OwnRate, PaySpine
from alongside.desk.money.post_forms import (
    AddGradeForm,
    AddRateForm,
    AddSpineForm,
    ChangeGradeForm,
    ChangeRateForm,
    ChangeSpineForm,
    GradeForm,
    RateForm,
    SpineForm,
)
from alongside.desk.workforce.asking import ask
from alongside.reckon.money.rates import held


@require_GET
@needs("see_money")
def rates(request):
    """The rates that costs are worked out at: the council's own, and those shipped."""
    context = {
        "own": OwnRate.objects.visible_to(request.user).latest_first(),
        "spines": PaySpine.objects.visible_to(request.user),
        "grades": GradePay.objects.visible_to(request.user),
        "shipped": list(_shipped()),
        "shipped_spines": held().spines,
    }
    return render(request, "money/rates.html", context)


def _shipped():
    shipped = held()
    for kind, found in (
        ("Employer’s National Insurance", shipped.employers_ni),
        ("Apprenticeship levy", shipped.levies),
    ):
        for each in reversed(found):
            yield kind, each, each.rate * Decimal(100)


def _add(request, form, action, title: str):
    if made := carry_out(form, action, by=request.user):
        tell(request, made, f"{made} was added.")
        return redirect("money:rates")
    return ask(request, form, title, "Add", reverse("money:rates"), "Rates")


def _change(request, row, fields, form_class, action, what: str, **initial):
    given = {name: getattr(row, name) for name in fields} | initial
    given["seen"] = as_seen(row, fields)
    form = form_class(request.POST or None, initial=given)
    if carry_out(form, action, by=request.user, **{what: row}):
        messages.success(request, "Saved.")
        return redirect("money:rates")
    back = reverse("money:rates")
    title = f"Change: {row}, from {row.from_on:%-d %B %Y}"
    return ask(request, form, title, "Save", back, "Rates")


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_rate(request):
    form = AddRateForm(request.POST or None)
    return _add(request, form, post_actions.add_rate, "Add a rate")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.OwnRate")
def change_rate(request, pk):
    rate = get_object_or_404(OwnRate.objects.visible_to(request.user), pk=pk)
    action = post_actions.change_rate
    return _change(request, rate, RateForm.base_fields, ChangeRateForm, action, "rate")


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_spine(request):
    form = AddSpineForm(request.POST or None)
    return _add(request, form, post_actions.add_spine, "Add a pay spine")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.PaySpine")
def change_spine(request, pk):
    spine = get_object_or_404(PaySpine.objects.visible_to(request.user), pk=pk)
    return _change(
        request, spine, SpineForm.base_fields, ChangeSpineForm,
        post_actions.change_spine, "spine", points="\n".join(spine.points),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_grade(request):
    form = AddGradeForm(request.POST or None)
    return _add(request, form, post_actions.add_grade, "Add what a grade is paid")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.GradePay")
def change_grade(request, pk):
    grade = get_object_or_404(GradePay.objects.visible_to(request.user), pk=pk)
    action = post_actions.change_grade
    return _change(
        request, grade, GradeForm.base_fields, ChangeGradeForm, action, "grade"
    )

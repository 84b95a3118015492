"""The options of an appraisal, what each brings and risks; benefits handed over by a pilot."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.learning.asking import ask
from alongside.desk.money import option_actions as actions
from alongside.desk.money import option_forms as forms
from alongside.desk.money.option_models import (
    OptionBenefit,
    OptionRisk,
    WeighedOption,
)
from alongside.desk.money.option_views import ask_of, found_appraisal

HANDED = ("what", "unit", "low", "expected", "high", "source")


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionsAppraisal")
def add_option(request, pk):
    found = found_appraisal(request, pk)
    form = forms.AddOptionForm(request.POST or None, appraisal=found)
    if made := carry_out(form, actions.add_option, by=request.user, appraisal=found):
        tell(request, made, f"{made} was added.")
        return redirect("money:appraisal", pk)
    return ask_of(request, form, "Add an option", found)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.WeighedOption")
def change_option(request, pk):
    option = _option(request, pk)
    found = option.appraisal
    names = forms.OptionForm(appraisal=found).fields
    given = {name: getattr(option, name) for name in names}
    given["seen"] = as_seen(option, names)
    form = forms.ChangeOptionForm(request.POST or None, initial=given, appraisal=found)
    if carry_out(form, actions.change_option, by=request.user, option=option):
        messages.success(request, "Saved.")
        return redirect("money:appraisal", found.pk)
    return ask_of(request, form, f"Change: {option}", found)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.WeighedOption")
def take_out_option(request, pk):
    option = _option(request, pk)
    context = {"appraisal": option.appraisal, "what": option}
    form = Confirmation.of(request)
    if form.is_valid():
        key = option.appraisal_id
        carry_out(form, actions.take_out_option, by=request.user, option=option)
        if not form.errors:
            messages.success(request, "The option was taken out.")
            return redirect("money:appraisal", key)
    return render(request, "money/take_out.html", context | {"form": form})


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.WeighedOption")
def add_benefit(request, pk):
    option, form = _option(request, pk), forms.AddBenefitForm(request.POST or None)
    if made := carry_out(form, actions.add_benefit, by=request.user, option=option):
        tell(request, made, "The benefit was added.")
        return redirect("money:appraisal", option.appraisal_id)
    return ask_of(request, form, f"What {option} brings", option.appraisal)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.WeighedOption")
def add_risk(request, pk):
    option, form = _option(request, pk), forms.AddRiskForm(request.POST or None)
    if made := carry_out(form, actions.add_risk, by=request.user, option=option):
        tell(request, made, "The risk was added.")
        return redirect("money:appraisal", option.appraisal_id)
    return ask_of(request, form, f"What may happen to {option}", option.appraisal)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionBenefit")
def change_benefit(request, pk):
    benefit = _part(request, OptionBenefit, pk)
    form = _shown(request, benefit, forms.BenefitForm, forms.ChangeBenefitForm)
    if carry_out(form, actions.change_benefit, by=request.user, benefit=benefit):
        messages.success(request, "Saved.")
        return redirect("money:appraisal", benefit.option.appraisal_id)
    title = f"What {benefit.option} brings"
    return ask_of(request, form, title, benefit.option.appraisal)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionRisk")
def change_risk(request, pk):
    risk = _part(request, OptionRisk, pk)
    form = _shown(request, risk, forms.RiskForm, forms.ChangeRiskForm)
    if carry_out(form, actions.change_risk, by=request.user, risk=risk):
        messages.success(request, "Saved.")
        return redirect("money:appraisal", risk.option.appraisal_id)
    title = f"What may happen to {risk.option}"
    return ask_of(request, form, title, risk.option.appraisal)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionBenefit")
def take_out_benefit(request, pk):
    return _take_out(request, _part(request, OptionBenefit, pk))


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionRisk")
def take_out_risk(request, pk):
    return _take_out(request, _part(request, OptionRisk, pk))


@require_http_methods(["GET", "POST"])
@needs("see_money")
def place_benefit(request):
    """What a pilot hands over, in the address: an interval, put to one option."""
    options = WeighedOption.objects.visible_to(request.user)
    given = {name: request.GET[name] for name in HANDED if name in request.GET}
    form = forms.PlaceBenefitForm(
        request.POST or None, initial=given, options=options.select_related("appraisal")
    )
    if made := carry_out(form, actions.add_benefit, by=request.user):
        tell(request, made, "The benefit was added.")
        return redirect("money:appraisal", made.option.appraisal_id)
    back = reverse("money:options"), "Options"
    return ask(request, form, "Put an interval to an option", back=back)


def _take_out(request, part):
    found, form = part.option.appraisal, Confirmation.of(request)
    if form.is_valid():
        actions.take_out_part(by=request.user, part=part)
        messages.success(request, "It was taken out.")
        return redirect("money:appraisal", found.pk)
    context = {"appraisal": found, "what": part, "form": form}
    return render(request, "money/take_out.html", context)


def _shown(request, row, plain: type, changing: type):
    given = {name: getattr(row, name) for name in plain.base_fields}
    given["seen"] = as_seen(row, plain.base_fields)
    return changing(request.POST or None, initial=given)


def _option(request, pk) -> WeighedOption:
    seen = WeighedOption.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("appraisal"), pk=pk)


def _part(request, model, pk):
    seen = model.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("option__appraisal"), pk=pk)

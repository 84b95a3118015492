"""What posts cost: those of the establishment, one of them, and more of them."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.money import post_actions
from alongside.desk.money.grade_prices import grade_prices
from alongside.desk.money.post_cost import Costs, totals
from alongside.desk.money.post_forms import DayForm, PointForm, WhatIfForm
from alongside.desk.money.post_sheet import COLUMNS, sheet_rows
from alongside.desk.money.pricing import Kind, Pricing
from alongside.desk.money.what_if import Asked, what_if
from alongside.desk.said import weekday_said
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce.asking import ask
from alongside.desk.workforce.models import Holding, Post, Team

SHOWN = 50


@require_GET
@needs("see_money")
def posts(request):
    """What the establishment costs on a day, at the top of each grade and as it is paid."""
    form, day = _asked(request)
    pricing = Pricing(request.user)
    found = totals(pricing, day)
    page = Paginator(found.costs, SHOWN).get_page(request.GET.get("page"))
    keys = [each.standing.post for each in page]
    context = {
        "form": form,
        "day": day,
        "totals": found,
        "page": page,
        "posts": Post.objects.visible_to(request.user).in_bulk(keys),
        "teams": dict(Team.objects.visible_to(request.user).values_list("pk", "name")),
        "grades": grade_prices(pricing, day),
        "pension": pricing.own_rate(Kind.PENSION, day),
        "vacancy": pricing.own_rate(Kind.VACANCY, day),
    }
    return render(request, "money/posts.html", context)


@require_GET
@needs("see_money")
@needs("export")
def export_posts(request):
    _, day = _asked(request)
    found = totals(Pricing(request.user), day)
    rows = list(sheet_rows(request.user, found.costs))
    record_read(by=request.user, action="export cost of posts", rows=len(rows))
    said = [
        f"What posts cost in a full year, at the rates of {weekday_said(day)}.",
        "Top of the grade and actual point are two conventions of budgeting; pounds are "
        "rounded once, in each line.",
        made_by(request.user),
    ]
    made = spreadsheet("Cost of posts", said, COLUMNS, rows)
    return download(made, f"cost-of-posts-{day.isoformat()}.xlsx")


@require_GET
@needs("see_money", about="workforce.Post")
def post(request, pk):
    """What one post costs, line by line, for each person in it."""
    found = get_object_or_404(Post.objects.visible_to(request.user), pk=pk)
    form, day = _asked(request)
    costs = Costs(Pricing(request.user), day)
    standing = costs.found.standing.get(pk)
    context = {
        "post": found,
        "form": form,
        "day": day,
        "cost": costs.of(standing) if standing else None,
    }
    return render(request, "money/post.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="workforce.Holding")
def set_point(request, pk):
    """Say at which point somebody in a post is paid."""
    holding = get_object_or_404(
        Holding.objects.visible_to(request.user).select_related("post"), pk=pk
    )
    form = PointForm(request.POST or None, initial={"from_on": holding.since})
    made = carry_out(form, post_actions.set_point, by=request.user, holding=holding)
    if made:
        tell(request, made, "The point was kept.")
        return redirect("money:post", holding.post_id)
    title, back = f"Paid point: post {holding.post}", reverse("money:post", args=[holding.post_id])  # fmt: skip
    return ask(request, form, title, "Save", back, str(holding.post))


@require_GET
@needs("see_money")
def what_if_posts(request):
    """Work out what so many more posts cost, for as long as they last."""
    asked = "posts" in request.GET
    form = WhatIfForm(request.GET if asked else None)
    found = None
    if asked and form.is_valid():
        found = what_if(Pricing(request.user), Asked(**form.cleaned_data))
    context = {
        "form": form,
        "found": found,
        "asked": form.cleaned_data if found else {},
    }
    return render(request, "money/what_if_posts.html", context)


def _asked(request) -> tuple[DayForm, date]:
    form, today = DayForm(request.GET), timezone.localdate()
    return form, (form.cleaned_data["on"] if form.is_valid() else None) or today

"""What pays for posts: sources, shares, and what posts that end release."""

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
from alongside.desk.money import funding_actions
from alongside.desk.money.budget_models import year_said
from alongside.desk.money.funding import NOTHING_PAYS, SOON, Funding, ends_first
from alongside.desk.money.funding_forms import (
    AddSourceForm,
    ChangeSourceForm,
    EndForm,
    FundForm,
    SourceForm,
)
from alongside.desk.money.funding_picture import picture
from alongside.desk.money.models import BudgetRelease, FundingSource, PostFunding
from alongside.desk.money.pricing import Pricing
from alongside.desk.workforce.asking import ask
from alongside.desk.workforce.models import Post

SHOWN = 50
OF_SOURCE = ("kind", "head", "starts_on", "ends_on", "conditions")


@require_GET
@needs("see_money")
def funding(request):
    """What each post costs each year and from what, and whose funding ends first."""
    day = timezone.localdate()
    found = Funding(Pricing(request.user), day)
    funded, aprils = found.funded(), found.aprils
    page = Paginator(funded, SHOWN).get_page(request.GET.get("page"))
    releases = BudgetRelease.objects.visible_to(request.user).select_related("head", "decision")  # fmt: skip
    context = {
        "day": day,
        "soon": day + SOON,
        "years": [(april, year_said(april)) for april in aprils],
        "page": page,
        "rows": [(each, _cells(found, each.post.pk)) for each in page],
        "ends_first": ends_first(funded),
        "unsaid": sum(not each.shares for each in funded),
        "by_source": [
            (name, [years.get(april) for april in aprils])
            for name, years in found.by_source().items()
        ],
        "totals": [_total(found, april) for april in aprils],
        "picture": picture([e for e in funded if e.shares], aprils, day),
        "sources": FundingSource.objects.visible_to(request.user),
        "releases": releases.prefetch_related("uses"),
    }
    return render(request, "money/funding.html", context)


def _cells(found: Funding, post: int) -> list:
    """Return for each year what a post costs, and from what, the most first."""
    cells = []
    for april in found.aprils:
        parts = found.amounts.get(post, {}).get(april, {})
        paid = [(n, p) for n, p in parts.items() if p]
        paid.sort(key=lambda part: (part[0] == NOTHING_PAYS, -part[1]))
        cells.append((sum(parts.values()) if parts else None, paid))
    return cells


def _total(found: Funding, april: int):
    return sum(years.get(april, 0) for years in found.by_source().values())


@require_GET
@needs("see_money", about="money.FundingSource")
def source(request, pk):
    """One source: its days, its conditions, and the posts it pays."""
    found = _source(request, pk)
    pays = PostFunding.objects.visible_to(request.user).filter(source=found)
    context = {"source": found, "pays": pays.select_related("post", "source")}
    return render(request, "money/source.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_source(request):
    form = AddSourceForm(request.POST or None)
    if made := carry_out(form, funding_actions.add_source, by=request.user):
        tell(request, made, f"{made} was added.")
        return redirect("money:source", made.pk)
    title, back = "Add a source of funding", reverse("money:funding")
    return ask(request, form, title, "Add", back, "Funding")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.FundingSource")
def change_source(request, pk):
    found = _source(request, pk)
    given = {name: getattr(found, name) for name in SourceForm.base_fields if name != "title"}  # fmt: skip
    given |= {"title": found.name, "seen": as_seen(found, ["name", *OF_SOURCE])}
    form = ChangeSourceForm(request.POST or None, initial=given)
    if carry_out(form, funding_actions.change_source, by=request.user, source=found):
        messages.success(request, "Saved.")
        return redirect("money:source", pk)
    back = reverse("money:source", args=[pk])
    return ask(request, form, f"Change {found}", "Save", back, str(found))


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="workforce.Post")
def fund_post(request, pk):
    """Say what pays for a post; what does so already stands above the form."""
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=pk)
    form = FundForm(request.POST or None, initial={"first_on": timezone.localdate()})
    if made := carry_out(form, funding_actions.fund_post, by=request.user, post=post):
        tell(request, made, f"{made}.")
        return redirect("money:fund-post", pk)
    paid = PostFunding.objects.visible_to(request.user).filter(post=post)
    context = {"post": post, "form": form, "paid": paid.select_related("source", "post")}  # fmt: skip
    return render(request, "money/fund_post.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.PostFunding")
def end_funding(request, pk):
    paid = PostFunding.objects.visible_to(request.user).select_related("source", "post")
    found = get_object_or_404(paid, pk=pk)
    given = {"last_on": found.last_on, "seen": as_seen(found, ["last_on"])}
    form = EndForm(request.POST or None, initial=given)
    action = funding_actions.end_funding
    if carry_out(form, action, by=request.user, funding=found):
        messages.success(request, "Saved.")
        return redirect("money:fund-post", found.post_id)
    back = reverse("money:fund-post", args=[found.post_id])
    title = f"Last day: {found}"
    return ask(request, form, title, "Save", back, str(found.post))


def _source(request, pk) -> FundingSource:
    return get_object_or_404(FundingSource.objects.visible_to(request.user), pk=pk)

"""The establishment: of a day, why it differs from another's, and as a spreadsheet."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.decisions.models import Decision
from alongside.desk.said import weekday_said
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce.cards import cards_for
from alongside.desk.workforce.establishment import Asked, OnDay, between
from alongside.desk.workforce.establishment_forms import CompareForm, DayForm
from alongside.desk.workforce.establishment_rows import COLUMNS, listed, sheet_rows
from alongside.desk.workforce.models import Post, PostChange
from alongside.desk.workforce.size_picture import picture
from alongside.reckon.clock import months_from

SHOWN = 50


@require_GET
@needs("see_establishment")
def workforce(request):
    return render(
        request, "workforce/workforce.html", {"cards": cards_for(request.user)}
    )


@require_GET
@needs("see_establishment")
def establishment(request):
    """The posts that stand on a day: how many, how far filled, and which."""
    form, found = _on_day(request)
    page = Paginator(list(found.standing.values()), SHOWN).get_page(
        request.GET.get("page")
    )
    teams, roles = found.by_team(), found.by_role()
    waiting = PostChange.objects.visible_to(request.user).waiting().count()
    context = {
        "form": form,
        "day": found.day,
        "today": timezone.localdate(),
        "whole": found.whole,
        "outside": found.outside(),
        "teams": teams,
        "roles": roles,
        "longest": max((each.size.fte for each in teams), default=0),
        "page": page,
        "rows": listed(found, list(page)),
        "waiting": waiting,
    }
    return render(request, "workforce/establishment.html", context)


@require_GET
@needs("see_establishment")
@needs("export")
def export_establishment(request):
    form, found = _on_day(request)
    rows = listed(found, list(found.standing.values()))
    record_read(by=request.user, action="export establishment", rows=len(rows))
    whole = found.whole
    said = [
        f"The establishment on {weekday_said(found.day)}: {whole.size.posts:,} posts, "
        f"{whole.size.fte:.2f} FTE, of which {whole.vacant:.2f} FTE vacant and "
        f"{whole.covered:.2f} FTE of that covered by agency.",
        f"Chosen: {'; '.join(form.in_words()) or 'all'}.",
        made_by(request.user),
    ]
    made = spreadsheet("Establishment", said, COLUMNS, sheet_rows(rows))
    return download(made, f"establishment-{found.day.isoformat()}.xlsx")


@require_GET
@needs("see_establishment")
def compare(request):
    """Why the establishment of one day differs from another's, decision by decision."""
    user, (form, before, after, asked) = request.user, _two_days(request)
    if not form.is_valid():
        return render(request, "workforce/compare.html", {"form": form})
    found = between(user, before, after, asked)
    chosen = found.cause(request.GET.get("decision"))
    page = Paginator(chosen.lines if chosen else found.causes, SHOWN).get_page(
        request.GET.get("page")
    )
    shown = [chosen] if chosen else list(page)
    decisions = Decision.objects.visible_to(user).select_related("body")
    made = decisions.in_bulk({cause.decision for cause in shown if cause.decision})
    posts = {line.post for line in page} if chosen else set()
    context = {
        "form": form,
        "before": before,
        "after": after,
        "found": found,
        "others": found.change.less(chosen.size) if chosen else None,
        "causes": [(cause, made.get(cause.decision)) for cause in shown],
        "picture": picture(found.first, found.lines, before, after),
        "chosen": chosen,
        "page": page,
        "posts": Post.objects.visible_to(user).in_bulk(posts),
    }
    return render(request, "workforce/compare.html", context)


def _two_days(request) -> tuple[CompareForm, date, date, Asked]:
    """Return the days to compare, a year apart to today if not said, and what of them."""
    form, today = CompareForm(request.GET, user=request.user), timezone.localdate()
    given = form.cleaned_data if form.is_valid() else {}
    after = given.get("after") or today
    before = given.get("before") or min(months_from(today, -12), after)
    return form, before, after, Asked(given.get("team"), given.get("role"))


def _on_day(request) -> tuple[DayForm, OnDay]:
    form = DayForm(request.GET, user=request.user)
    given = form.cleaned_data if form.is_valid() else {}
    day: date = given.get("on") or timezone.localdate()
    asked = Asked(given.get("team"), given.get("role"))
    return form, OnDay(request.user, day, asked)

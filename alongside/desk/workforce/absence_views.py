"""Sickness: one's own, of those one manages, all to HR; of teams only what they lost."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce import absence_actions
from alongside.desk.workforce.absence_forms import (
    ChangeSicknessForm,
    SicknessForm,
    TeamMonthsForm,
)
from alongside.desk.workforce.absence_picture import picture
from alongside.desk.workforce.absence_teams import (
    by_month,
    departments_share,
    sickness_held_since,
)
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.models import Team
from alongside.reckon.clock import Clock

PAGE = 50
SHEET = (("Name", 26), ("Payroll number", 15), ("First day", 12), ("Last day", 12),
         ("Days lost, as HR counts them", 24), ("Reason", 30), ("How it came", 14))  # fmt: skip


@require_GET
@login_required
def absence(request):
    """The spells this person may read, and, to who sees the establishment, teams' totals."""
    user, today = request.user, timezone.localdate()
    spells = _sickness(user)
    page = Paginator(spells, PAGE).get_page(request.GET.get("page"))
    others = [one.pk for one in page if one.user_id != user.pk]
    if others:
        record_read(by=user, action="read absence", rows=len(others))
    context = {"page": page, "today": today}
    if user.may("see_establishment"):
        context |= _of_teams(request, today)
    return render(request, "workforce/absence.html", context)


def _sickness(user):
    seen = Absence.objects.visible_to(user).recorded_for(user).sickness()
    return seen.select_related("staff", "user").order_by("-first_on", "pk")


def _of_teams(request, today) -> dict:
    """What all teams lost, or the one chosen, in the twelve months up to a day."""
    teams = Team.objects.active().order_by("name").values_list("name", flat=True)
    form = TeamMonthsForm(request.GET or None, teams=list(teams))
    team, day = form.chosen(today)
    clock = Clock.england()
    months = by_month(day, clock)
    shares = [month.shares.get(team) if team else month.whole for month in months]
    year, departments = departments_share(day, clock)
    named = [f"{month.first:%b %Y}" for month in months]
    return {
        "form": form, "team": team, "day": day, "since": sickness_held_since(),
        "months": list(zip(months, shares, strict=True)), "latest": months[-1],
        "picture": picture(zip(named, shares, strict=True)),
        "year": year, "year_first": date(year - 1, 10, 1), "departments": departments,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("keep_absence")
def keep_sickness(request):
    form = SicknessForm(request.POST or None)
    if made := carry_out(form, absence_actions.keep_sickness, by=request.user):
        messages.success(request, f"A spell of {made.staff} was kept.")
        return redirect("absence:absence")
    return render(request, "workforce/keep_sickness.html", {"form": form})


def _from_hr(user):
    return Absence.objects.visible_to(user).filter(came=Absence.Came.HR)


@require_http_methods(["GET", "POST"])
@needs("keep_absence", about="workforce.Absence")
def change_sickness(request, pk):
    spell = get_object_or_404(_from_hr(request.user), pk=pk)
    told = {name: getattr(spell, name) for name in ChangeSicknessForm.base_fields}
    form = ChangeSicknessForm(request.POST or None, initial=told)
    if carry_out(form, absence_actions.change_sickness, by=request.user, absence=spell):
        messages.success(request, "The spell was changed.")
        return redirect("absence:absence")
    context = {"spell": spell, "form": form}
    return render(request, "workforce/change_sickness.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_absence", about="workforce.Absence")
def remove_sickness(request, pk):
    spell = get_object_or_404(_from_hr(request.user), pk=pk)
    form = Confirmation.of(request)
    if carry_out(form, absence_actions.remove_sickness, by=request.user, absence=spell):
        messages.success(request, "The spell was taken out.")
        return redirect("absence:absence")
    return render(
        request, "workforce/remove_sickness.html", {"spell": spell, "form": form}
    )


@require_GET
@needs("keep_absence")
def export_sickness(request):
    """All spells as a workbook: for HR, and for nobody else."""
    spells = list(_sickness(request.user))
    record_read(by=request.user, action="export absence", rows=len(spells))
    said = [
        "Spells of sickness, the latest first. Individual absence is for HR, the person "
        "and their line manager alone.",
        made_by(request.user),
    ]
    book = spreadsheet("Sickness", said, SHEET, map(_row, spells))
    return download(book, f"sickness-{timezone.localdate().isoformat()}.xlsx")


def _row(spell: Absence) -> tuple:
    lost = "" if spell.lost is None else spell.lost
    number = spell.staff.number if spell.staff else ""
    last = spell.last_on or "not over"
    return (spell.person, number, spell.first_on, last, lost, spell.reason,
            spell.get_came_display())  # fmt: skip

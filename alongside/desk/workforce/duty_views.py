"""Who is on duty: today's of every team, a team's weeks, and out of hours."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce import duty_actions, duty_rota
from alongside.desk.workforce.asking import ask
from alongside.desk.workforce.duty import hours_by_weekday, out_of_hours
from alongside.desk.workforce.duty_forms import OutOfHoursForm, ShareDutyForm, WeekForm
from alongside.desk.workforce.duty_models import DutyTurn
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.office import Office

SHOWN = 7  # weeks: this one, and six ahead
EXPORTED = SHOWN * duty_rota.WEEK
SHEET = (("Day", 13), ("Part of the day", 16), ("Team", 30), ("Duty social worker", 28),
         ("Duty manager", 28))  # fmt: skip


@require_GET
@login_required
def duty(request):
    """Who is on duty for each team, today or when the office next opens; and whom to
    ring while it is closed."""
    today = timezone.localdate()
    day = duty_rota.next_open(today)
    open_day = Office.in_force().open_at(timezone.now())
    context = {
        "today": today,
        "day": day,
        "teams": list(duty_rota.standing_on(day)),
        "out_of_hours": out_of_hours(),
        "open_until": open_day and open_day.closes,
        "hours": hours_by_weekday(),
    }
    return render(request, "workforce/duty.html", context)


@require_GET
@login_required
def team_duty(request, pk):
    """Weeks of a team's duty rota, with those noted as away whom this person may see."""
    team = get_object_or_404(Team.objects.directory(), pk=pk)
    first = duty_rota.monday_of(duty_rota.asked_day(request))
    lead = duty_rota.lead_of(team)
    own = lead == team and Team.objects.visible_to(request.user).filter(pk=pk).exists()
    context = {
        "team": team,
        "lead": lead,
        "weeks": duty_rota.weeks_of(team, first, SHOWN, request.user),
        "keeps": own and request.user.may("arrange_cover"),
        "earlier": first - SHOWN * duty_rota.WEEK,
        "later": first + SHOWN * duty_rota.WEEK,
    }
    return render(request, "workforce/team_duty.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def keep_week(request, pk, monday):
    team, first = _own_team(request, pk), _monday(monday)
    days = [
        day for week in duty_rota.weeks_of(team, first, 1, request.user) for day in week
    ]
    form = WeekForm(request.POST or None, team=team, days=days)
    kept = carry_out(
        form, duty_actions.keep_week, by=request.user, team=team, monday=first
    )
    if kept is not None:
        messages.success(request, "The week is on the rota.")
        return redirect("duty:team-duty", pk)
    context = {"team": team, "form": form, "monday": first}
    return render(request, "workforce/keep_week.html", context)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def copy_week(request, pk, monday):
    team, first = _own_team(request, pk), _monday(monday)
    form = Confirmation.of(request)
    if made := carry_out(
        form, duty_actions.copy_week, by=request.user, team=team, monday=first
    ):
        days = len({turn.day for turn in made})
        messages.success(
            request, f"{days} day{'s were' if days > 1 else ' was'} copied."
        )
        return redirect("duty:team-duty", pk)
    context = {
        "team": team,
        "form": form,
        "monday": first,
        "to": first + duty_rota.WEEK,
    }
    return render(request, "workforce/copy_week.html", context)


def _own_team(request, pk) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user), pk=pk)


def _monday(written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Http404 from None
    if day.weekday():
        raise Http404
    return day


@require_GET
@needs("export")
def export_duty(request):
    """The duty rota of every team, this week and six ahead, as a workbook."""
    first = duty_rota.monday_of(timezone.localdate())
    turns = DutyTurn.objects.visible_to(request.user)
    rows = [
        (turn.day, turn.get_session_display(), team, _name(turn.worker), _name(turn.manager))
        for team, turn in duty_rota.exported(turns, first, first + EXPORTED)
    ]  # fmt: skip
    record_read(by=request.user, action="export duty rota", rows=len(rows))
    said = [
        "The duty rota. A team that stands on another’s rota is listed with it.",
        made_by(request.user),
    ]
    book = spreadsheet("Duty rota", said, SHEET, rows)
    return download(book, f"duty-rota-{first.isoformat()}.xlsx")


def _name(user) -> str:
    return user.full_name if user else "Nobody"


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def share_duty(request, pk):
    team = _own_team(request, pk)
    lead = duty_rota.lead_of(team)
    initial = {"kept_with": lead if lead != team else None}
    form = ShareDutyForm(request.POST or None, team=team, initial=initial)
    if carry_out(form, duty_actions.share_duty, by=request.user, team=team):
        messages.success(request, "Saved.")
        return redirect("duty:team-duty", pk)
    back = reverse("duty:team-duty", args=[pk])
    return ask(
        request, form, f"Where the duty of {team} stands", "Save", back, str(team)
    )


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def keep_out_of_hours(request):
    form = OutOfHoursForm.as_kept(
        request.POST or None, out_of_hours(), hours_by_weekday()
    )
    if carry_out(form, duty_actions.keep_out_of_hours, by=request.user):
        messages.success(request, "Saved.")
        return redirect("duty:duty")
    return render(request, "workforce/keep_out_of_hours.html", {"form": form})

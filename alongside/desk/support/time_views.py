"""One's own time: a press a task, taken back with another; and how long what was drawn took."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.said import weekday_said
from alongside.desk.support import time_actions
from alongside.desk.support.models import TimeNote, Timing
from alongside.desk.support.time_day import Keys, days_back, keys, noted_day, usual_team
from alongside.desk.support.time_forms import OutsideForm, TapForm, TimingForm
from alongside.desk.workforce.models import Team


@require_http_methods(["GET", "POST"])
@needs("do_support")
def note_time(request):
    """The tasks as buttons, and what this person noted on the day."""
    today = timezone.localdate()
    teams = list(Team.objects.visible_to(request.user).active())
    if not teams:
        return render(request, "support/note_time.html", {"teams": teams})
    day = _day(request.GET.get("on", ""), today)
    team = _team(request, teams, day)
    forms = _forms(request, team, day)
    pressed = forms["outside" if "outside" in request.POST else "tap"]
    act = partial(time_actions.tap, by=request.user, today=today)
    if made := carry_out(pressed, act):
        said = f"{made.version.name}, {made.minutes} minutes: noted for {made.team}."
        messages.success(request, said)
        return redirect(f"{_address(made.on, made.team)}&tapped={made.version.task_id}")
    pressable = keys(request.user, team, day)
    context = forms | {
        "form": pressed,
        "team": team,
        "teams": teams,
        "day": day,
        "days": days_back(today),
        "today": today,
        "keys": pressable,
        "tapped": _tapped(request),
        "opened": _list_with(pressable, _tapped(request)),
        "noted": noted_day(request.user, day),
        "drawn": Timing.objects.visible_to(request.user).waiting(request.user, today)[
            :6
        ],
    }
    return render(request, "support/note_time.html", context)


def _tapped(request) -> int:
    """The task that was pressed last: the keyboard goes on from there."""
    key = request.GET.get("tapped", "")
    return int(key) if key.isdecimal() else 0


def _list_with(pressable: Keys, task: int) -> str:
    """The list that holds a task and is closed unless it is opened for it."""
    return next(
        (
            name
            for name in ("others", "qualified", "business")
            if any(each.task_id == task for each in getattr(pressable, name))
        ),
        "",
    )


def _forms(request, team: Team, day: date) -> dict[str, TapForm]:
    """The two forms of the page; what was sent is in the one that was pressed."""
    sent = "outside" if "outside" in request.POST else "tap"
    return {
        name: kind(
            request.POST if request.method == "POST" and name == sent else None,
            teams=Team.objects.visible_to(request.user),
            initial={"team": team.pk, "on": day.isoformat()},
            auto_id=f"{name}_%s",
        )
        for name, kind in (("tap", TapForm), ("outside", OutsideForm))
    }


def _day(asked: str, today: date) -> date:
    """The day in the address, if it can still be noted; else today."""
    return next((day for day in days_back(today) if day.isoformat() == asked), today)


def _team(request, teams: list[Team], day: date) -> Team:
    asked = request.GET.get("team", "")
    named = next((team for team in teams if str(team.pk) == asked), None)
    return named or usual_team(request.user, teams, day)


def _address(day: date, team: Team) -> str:
    return f"{reverse('time:note-time')}?on={day.isoformat()}&team={team.pk}"


@require_POST
@needs("do_support", about="support.TimeNote")
def undo_time(request, pk):
    """Take back a note of one's own: pressed by mistake."""
    own = TimeNote.objects.visible_to(request.user).filter(officer=request.user)
    note = get_object_or_404(own.select_related("team", "version__task"), pk=pk)
    form, back = Confirmation.of(request), _address(note.on, note.team)
    act = partial(time_actions.undo_time, by=request.user, note=note)
    if carry_out(form, act, today=timezone.localdate()):
        messages.success(request, f"{note.version.name} was taken back.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect(back)


@require_http_methods(["GET", "POST"])
@needs("do_support", about="support.Timing")
def answer_timing(request, pk):
    """How long it took what was drawn."""
    mine = Timing.objects.visible_to(request.user).filter(note__officer=request.user)
    asked = get_object_or_404(mine.select_related("note__version", "note__team"), pk=pk)
    form = TimingForm(request.POST or None)
    act = partial(time_actions.answer_timing, by=request.user, timing=asked)
    if carry_out(form, act, today=timezone.localdate()):
        said = f"{asked.note.version.name} on {weekday_said(asked.note.on)}: {asked.minutes} minutes."
        messages.success(request, said)
        return redirect("time:note-time")
    context = {"form": form, "timing": asked}
    return render(request, "support/answer_timing.html", context)

"""Measures of the contact desk: a month by team; and a year of them to take away."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.contacts.measures import Line, Month, named
from alongside.desk.contacts.models import Contact, RepeatWindow
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.support.time_picture import Value, picture
from alongside.desk.workforce.absence_teams import months_to
from alongside.desk.workforce.measures_forms import MeasuresForm

DESK_HOURS = range(7, 20)
COLUMNS = (
    ("Month", 12), ("Team", 30), ("Contacts", 10), ("Resolved at first contact", 12),
    ("Of first contacts", 12), ("Too early to tell", 12), ("Repeats", 10),
    ("Of contacts", 12), ("Call-backs kept in time", 12), ("Of those due", 12),
    ("Payment queries answered", 12), ("Median days to answer", 12),
)  # fmt: skip


@require_GET
@needs("see_contact_measures")
def contact_measures(request):
    """Each team's month, within this person's reach; by hour, and by source and topic."""
    now = timezone.now()
    form = MeasuresForm(request.GET, user=request.user, today=timezone.localdate())
    month = Month(request.user, form.chosen(), now)
    teams = _teams(form)
    lines = month.lines()
    if teams is not None:
        lines = {key: line for key, line in lines.items() if key in teams}
    context = {
        "form": form, "now": now, "month": form.chosen(), "days": RepeatWindow.objects.visible_to(request.user).days(),
        "lines": named(lines), "whole": sum(lines.values(), Line()),
        "hours": _hours(month.by_hour(teams)), **_grid(month.by_source_and_topic(teams)),
    }  # fmt: skip
    return render(request, "contacts/measures.html", context)


def _teams(form) -> list[int] | None:
    team = form.cleaned_data["team"] if form.is_valid() else None
    return [team.pk] if team else None


def _hours(counts):
    """A bar for each hour that the desk is usually open, and for any other with contacts."""
    hours = sorted({*DESK_HOURS, *counts})
    values = [
        Value(_hour(hour), counts[hour], None, None, str(counts[hour]), f"{_hour(hour)}: {counts[hour]}")
        for hour in hours
    ]  # fmt: skip
    return picture("hours", "Contacts by the hour in which they began", values)


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"


def _grid(counts) -> dict:
    """Contacts by topic down and by source across, with the sums of both."""
    topics = sorted({topic for _, topic in counts})
    sources = [
        (code, label)
        for code, label in Contact._meta.get_field("caller_kind").choices
        if any(counts[code, t] for t in topics)
    ]
    rows = [
        (topic, [counts[code, topic] for code, _ in sources], sum(counts[code, topic] for code, _ in sources))
        for topic in topics
    ]  # fmt: skip
    sums = [sum(counts[code, topic] for topic in topics) for code, _ in sources]
    return {
        "sources": [label for _, label in sources],
        "rows": rows,
        "sums": sums,
        "all": sum(sums),
    }


@require_GET
@needs("see_contact_measures")
def export_contact_measures(request):
    return needs("export")(_export)(request)


def _export(request):
    """Thirteen months by team, with the numbers that each share was made of."""
    now, today = timezone.now(), timezone.localdate()
    rows = [
        row
        for first, _ in months_to(today, 13)
        for row in _rows(f"{first:%Y-%m}", Month(request.user, first, now))
    ]
    record_read(by=request.user, action="export contact measures", rows=len(rows))
    said = [
        f"How contacts were dealt with, by month and team, as at {day_said(today)}.",
        f"A contact repeats another within {RepeatWindow.objects.visible_to(request.user).days()} days. The last month "
        "is not over.",
        made_by(request.user),
    ]
    return download(
        spreadsheet("Contacts", said, COLUMNS, rows), "contact-measures.xlsx"
    )


def _rows(month: str, found: Month):
    for team, line in named(found.lines()):
        days = line.middle_days
        yield (
            month, team, line.contacts, line.first.numerator, line.first.denominator,
            line.first.left_out, line.repeats.numerator, line.repeats.denominator,
            line.kept.numerator, line.kept.denominator, len(line.days), "" if days is None else days,
        )  # fmt: skip

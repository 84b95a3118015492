"""How a clock is put into words on a page."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django import template

from alongside.desk.casework import as_at, rule_words
from alongside.desk.casework.holidays import clock_in_force
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.casework.rulebook import rulebook
from alongside.reckon.clock import OutsideCalendar
from alongside.reckon.reference.lists import called
from alongside.reckon.rulebook import Rule
from alongside.reckon.rulebook.rule import Change

register = template.Library()

COLOURS = {
    Mark.Kind.ASKED: "blue",
    Mark.Kind.AWAITING: "purple",
    Mark.Kind.WRONG: "amber",
}


class Standing(NamedTuple):
    """Where a clock stands: a word, a colour that repeats it, and how far off."""

    word: str
    colour: str
    detail: str = ""


@register.filter
def rule_of(due: Due) -> Rule | None:
    return rulebook().get(due.rule)


@register.filter
def list_name(name: str) -> str:
    """A list as its export names it, with what people call it where that is a code."""
    found = called().get(name)
    return f"{found.name[:1].upper()}{found.name[1:]} ({name})" if found else name


@register.filter
def rule_title(code: str) -> str:
    rule = rulebook().get(code)
    return rule.title if rule else code


@register.filter
def must_act(due: Due) -> str:
    """Who must act, as the rule says: `Social worker, virtual school`."""
    rule = rulebook().get(due.rule)
    return rule.who.replace(";", ",") if rule else ""


@register.filter
def known_to(due: Due, extract: Extract | None) -> date | None:
    """The day to which a clock is known, where its lists are older than the newest."""
    rule = rulebook().get(due.rule)
    return as_at.of_rule(rule, extract.days_held) if rule and extract else None


@register.filter
def standing(due: Due, today: date) -> Standing:
    if due.gone_in_id:
        return Standing("Vanished", "grey", _gone(due))
    if due.status != Due.Status.OPEN or due.due_on is None:
        return Standing(due.get_status_display(), _closed_colour(due))
    if due.due_on < today:
        return Standing("Overdue", "red solid", f"by {_between(due.due_on, today)}")
    if due.due_on == today:
        return Standing("Due today", "red")
    soon = _working_days(today, due.due_on) <= warning(due)
    detail = f"in {_between(today, due.due_on)}"
    return (
        Standing("Due soon", "amber", detail)
        if soon
        else Standing("In time", "green", detail)
    )


def _gone(due: Due) -> str:
    rule = rulebook().get(due.rule)
    if rule and rule.computed:
        return "no longer in the case system"
    return "no longer reckoned here"


def warning(due: Due) -> int:
    rule = rulebook().get(due.rule)
    return rule.warn if rule else 5


@register.filter
def as_day(text: str | None) -> str:
    """A day kept as text, put as the pages put days."""
    if not text:
        return "Not known"
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


@register.filter
def status_word(code: str) -> str:
    return Due.Status(code).label


@register.filter
def mark_colour(mark: Mark) -> str:
    return COLOURS.get(mark.kind, "grey")


@register.filter
def checked(rule: Rule) -> str:
    return rule_words.checked(rule)


@register.filter
def change_days(change: Change) -> str:
    return rule_words.between(change.first, change.last)


@register.filter
def in_force_words(rule: Rule) -> str:
    return rule_words.between(rule.first, rule.last)


@register.filter
def service_name(service: str) -> str:
    words = service.replace("_", " ").capitalize()
    return "This council’s own" if service == "local" else words


@register.filter
def day_or_moment(day: date) -> str:
    hour = f", {day:%H:%M}" if isinstance(day, datetime) else ""
    return f"{day:%a} {day.day} {day:%b %Y}{hour}"


def _closed_colour(due: Due) -> str:
    return "green" if due.status == Due.Status.MET else "grey"


def _between(first: date, last: date) -> str:
    days = _working_days(first, last)
    if days == 0:
        return "less than a working day"
    return f"{days} working day{'' if days == 1 else 's'}"


def _working_days(first: date, last: date) -> int:
    clock = clock_in_force()
    try:
        return clock.number(last) - clock.number(first)
    except OutsideCalendar:
        return (last - first).days

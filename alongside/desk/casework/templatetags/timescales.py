"""How a clock is put into words on a page."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django import template

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import short_day, time_said, week_day
from alongside.desk.casework import as_at, layout_fields, rule_words, states
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.holidays import clock_in_force
from alongside.reckon.clock import OutsideCalendar
from alongside.reckon.records import TABLES
from alongside.reckon.reference.lists import called
from alongside.reckon.rulebook import Rule
from alongside.reckon.rulebook.rule import Change

if TYPE_CHECKING:
    from alongside.desk.casework.choosing import Sight

register = template.Library()


class Whose(NamedTuple):
    """Whose a clock is, in words for whoever reads it; `detail` says for whom, or who covers."""

    word: str
    detail: str = ""


class Standing(NamedTuple):
    """Where a clock stands: a word, a colour that repeats it, and how far off."""

    word: str
    colour: str
    detail: str = ""


@register.filter
def list_name(name: str) -> str:
    """A list as people call it, where its export names it by a code."""
    found = called().get(name)
    return f"{found.name[:1].upper()}{found.name[1:]}" if found else name


@register.filter
def field_name(place) -> str:
    """The field of a finding or correction as people call it; of none, its list."""
    table = TABLES.get(place.list)
    known = table is not None and place.column in table.columns
    if known:
        return layout_fields.words(f"{place.list}.{place.column}")
    return place.column or list_name(place.list)


def list_in_full(name: str) -> str:
    """For a file: as people call it, and the code by which the data team looks it up."""
    return _with_code(list_name(name), name)


def field_in_full(place) -> str:
    return _with_code(field_name(place), place.column) if place.column else ""


def _with_code(said: str, code: str) -> str:
    return said if said == code else f"{said} ({code})"


@register.filter
def cell_held(place) -> str:
    """What stands in the cell of a finding or correction; of none, that it is not known."""
    sheet = getattr(place, "fault", place).sheet  # the cells of a return are not kept
    one_cell = sheet and place.case_id and place.row and place.column
    return place.held or ("Blank" if one_cell else "Not known")


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
    return short_day(date.fromisoformat(text)) if text else "Not known"


@register.filter
def status_word(code: str) -> str:
    return Due.Status(code).label


@register.filter
def mark_colour(mark: Mark) -> str:
    return states.STATES[states.OF_KIND.get(mark.kind, "to_ask")].colour


@register.filter
def whose(due: Due, sight: Sight) -> Whose:
    owner = sight.owners.of(due)
    if owner is None:
        return Whose("Nobody")
    return whose_words(owner, sight)


def whose_words(owner: User, sight: Sight) -> Whose:
    if owner == sight.user:
        return Whose("You")
    if owner.pk in sight.owners.covered_by(sight.user):
        return Whose("You", f"for {owner}")
    covering = ", ".join(str(each) for each in sight.owners.covers.get(owner.pk, ()))
    return Whose(str(owner), f"away; {covering} covers" if covering else "")


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
    if isinstance(day, datetime):
        return f"{week_day(day.date())}, {time_said(day)}"
    return week_day(day)


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

from datetime import date, datetime, time

from django import template
from django.template.defaultfilters import date as date_said
from django.utils import timezone

register = template.Library()

OF_THEIR_OWN = {time(0): "midnight", time(12): "midday"}


@register.filter
def time_said(moment: datetime | time) -> str:
    """The time of day as people here say it: 5:47am, midday. Of a moment, as London has it."""
    here = moment
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        here = timezone.localtime(moment)
    at = here.time() if isinstance(here, datetime) else here
    if named := OF_THEIR_OWN.get(at.replace(second=0, microsecond=0)):
        return named
    return f"{at:%-I:%M}{'am' if at.hour < 12 else 'pm'}"


@register.filter
def short_day(day: date | None) -> str:
    """3 Nov 2026: as `date:"j M Y"`, in a tenth of the time, for the rows of long lists."""
    here = _here(day)
    return f"{here.day} {here:%b %Y}" if here else ""


@register.filter
def week_day(day: date | None) -> str:
    """Tue 3 Nov 2026: as `date:"D j M Y"`."""
    here = _here(day)
    return f"{here:%a} {here.day} {here:%b %Y}" if here else ""


@register.filter
def near_day(day: date, form: str = "l j F") -> str:
    """The day as `form` says it, which has no year; with its year where that is not this one."""
    here = _here(day)
    this_year = here.year == timezone.localdate().year
    return date_said(here, form if this_year else f"{form} Y")


def _here(day: date | None) -> date | None:
    return timezone.localtime(day) if isinstance(day, datetime) else day

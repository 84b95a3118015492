from datetime import date, datetime

from django import template
from django.template.defaultfilters import date as date_said
from django.utils import timezone

register = template.Library()


@register.filter
def time_said(moment: datetime) -> str:
    """The time of day as people here say it: 5:47am."""
    local = timezone.localtime(moment)
    return f"{local:%-I:%M}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def near_day(day: date, form: str = "l j F") -> str:
    """The day as `form` says it, which has no year; with its year where that is not this one."""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    this_year = local.year == timezone.localdate().year
    return date_said(local, form if this_year else f"{form} Y")

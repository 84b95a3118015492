from datetime import datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def time_said(moment: datetime) -> str:
    """The time of day as people here say it: 5:47am."""
    local = timezone.localtime(moment)
    return f"{local:%-I:%M}{'am' if local.hour < 12 else 'pm'}"

from django import template

from alongside.desk.support import time_said

register = template.Library()


@register.filter
def hours_said(minutes: float) -> str:
    """Minutes as people say them: 3 hours 20 minutes."""
    hours, rest = divmod(round(minutes), 60)
    said = [
        f"{number} {word}{'s' if number != 1 else ''}"
        for number, word in ((hours, "hour"), (rest, "minute"))
        if number
    ]
    return " ".join(said) or "0 minutes"


register.filter("share_said", time_said.share_said)
register.filter("limits_said", time_said.limits_said)
register.filter("hours_limits_said", time_said.hours_limits_said)
register.filter("apart_said", time_said.apart_said)
register.filter("pounds_said", time_said.pounds_said)

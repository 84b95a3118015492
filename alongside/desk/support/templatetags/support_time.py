from django import template

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

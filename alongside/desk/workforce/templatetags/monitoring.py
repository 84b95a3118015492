from django import template

from alongside.reckon.monitoring.rules import OUTSIDE, SHIFT, TREND, TWO_IN_THREE

register = template.Library()

RULES = {
    OUTSIDE: "Outside the limits",
    SHIFT: "Seven or more on one side of the middle",
    TREND: "Seven or more rising or falling",
    TWO_IN_THREE: "Two of three near a limit",
}


@register.filter
def rule_said(rule: str) -> str:
    """A rule of the charts, in few words."""
    return RULES[rule]

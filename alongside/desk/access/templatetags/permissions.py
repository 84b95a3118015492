from django import template

register = template.Library()


@register.filter
def may(user, code: str) -> bool:
    """`{% if user|may:"see_audit" %}`: whether this person's role carries it."""
    return user.is_authenticated and user.may(code)

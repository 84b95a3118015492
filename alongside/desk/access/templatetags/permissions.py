from django import template

from alongside.desk.access.models import User

register = template.Library()


@register.filter
def may(user, code: str) -> bool:
    """`{% if user|may:"see_audit" %}`: whether this person's role carries it."""
    return user.is_authenticated and user.may(code)


@register.simple_tag
def who_may(code: str):
    """`{% who_may "import_extract" as people %}`: whom to ask for it."""
    return User.objects.who_may(code)

"""`{% csrf_token %}` as our pages have it: beside the token, for whom the page was made.

A form may be sent after another person signed in, in the same browser. What was written
in it is then shown to nobody but its writer.
"""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from alongside.desk.access.unsent import MARK, mark_for

register = template.Library()


class MarkedToken(CsrfTokenNode):
    """Django's token, and our mark; no mark where it must not be known who sends it."""

    def render(self, context):
        token, request = super().render(context), context.get("request")
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated or _of_nobody(request):
            return token
        mark = mark_for(user)
        return token + format_html(
            '<input type="hidden" name="{}" value="{}">', MARK, mark
        )


def _of_nobody(request) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "never_kept", False)


@register.tag
def csrf_token(parser, token):
    return MarkedToken()

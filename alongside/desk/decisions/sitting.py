"""Pages of decisions, for those who see them, and for the bodies' members."""

from __future__ import annotations

from functools import wraps

from django.contrib.auth.decorators import login_required

from alongside.desk.access.needs import needs
from alongside.desk.decisions.models import BodyMember, Undertaking


def members_too(about: str, owed: bool = False):
    """Let a view be used by those who see decisions, and by members of a body.

    A member is shown what `visible_to` gives them: their own body's, and no other. With
    `owed`, also by those who must do something that was decided.
    """

    def decorate(view):
        guarded = needs("see_decisions", about=about)(view)

        @wraps(view)
        @login_required
        def checked(request, *args, **kwargs):
            sits = BodyMember.objects.current().of(request.user).exists()
            owes = owed and Undertaking.objects.filter(owner=request.user).exists()
            return (view if sits or owes else guarded)(request, *args, **kwargs)

        checked.about = about
        return checked

    return decorate

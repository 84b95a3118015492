"""Pages of decisions, for those who see what rests on them and for the bodies' members."""

from __future__ import annotations

from functools import wraps

from django.contrib.auth.decorators import login_required

from alongside.desk.access.needs import needs
from alongside.desk.decisions.models import BodyMember


def members_too(about: str):
    """Let a view be used by those who see the establishment, and by members of a body.

    A member is shown what `visible_to` gives them: their own body's, and no other.
    """

    def decorate(view):
        guarded = needs("see_establishment", about=about)(view)

        @wraps(view)
        @login_required
        def checked(request, *args, **kwargs):
            sits = BodyMember.objects.current().of(request.user).exists()
            return (view if sits else guarded)(request, *args, **kwargs)

        checked.about = about
        return checked

    return decorate

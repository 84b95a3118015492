"""`needs("see_child")` on a view: who lacks it is told what it is and whom to ask."""

from __future__ import annotations

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from alongside.desk.access.roles import PERMISSIONS


class NotAllowed(PermissionDenied):
    """The person is known, and their role does not carry this permission."""

    def __init__(self, code: str):
        super().__init__(PERMISSIONS[code])
        self.code = code


def needs(code: str):
    """Let a view be used only by those whose role carries this permission."""
    if code not in PERMISSIONS:
        raise ValueError(f"There is no permission {code!r}.")

    def decorate(view):
        @wraps(view)
        @login_required
        def checked(request, *args, **kwargs):
            if not request.user.may(code):
                raise NotAllowed(code)
            return view(request, *args, **kwargs)

        return checked

    return decorate

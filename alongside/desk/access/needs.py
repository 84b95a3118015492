"""`needs("see_child")` on a view: who lacks it is told what it is and whom to ask."""

from __future__ import annotations

from functools import wraps

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.desk.access.audit import record_read
from alongside.desk.access.roles import PERMISSIONS


class NotAllowed(PermissionDenied):
    """The person is known, and their role does not carry this permission."""

    def __init__(self, code: str):
        super().__init__(PERMISSIONS[code])
        self.code = code


def needs(code: str, about: str = ""):
    """Let a view be used only by those whose role carries this permission.

    Whoever is refused its page, or asks it for what they cannot be shown, is on record:
    `about` names the model whose key stands in the address, as in `people.Child`.
    """
    if code not in PERMISSIONS:
        raise ValueError(f"There is no permission {code!r}.")

    def decorate(view):
        @wraps(view)
        @login_required
        def checked(request, *args, **kwargs):
            try:
                if not request.user.may(code):
                    raise NotAllowed(code)
                return view(request, *args, **kwargs)
            except (NotAllowed, Http404) as refusal:
                _record(request, refusal, about, kwargs.get("pk"))
                raise

        checked.about = about
        return checked

    return decorate


def _record(request, refusal: Exception, about: str, key: int | None) -> None:
    """Write a refusal down, once. What is not there at all leaves a line as well.

    So the answer comes no sooner than for what is there, for others.
    """
    if getattr(refusal, "on_record", False):
        return
    refusal.on_record = True
    named = {"key": key} if key is not None else {}
    record_read(
        by=request.user,
        action="refuse page",
        subject=_subject(about, key),
        page=request.resolver_match.view_name,
        why="not in the role" if isinstance(refusal, NotAllowed) else "not to be shown",
        **named,
    )


def _subject(about: str, key: int | None):
    if not about or key is None:
        return None
    return apps.get_model(about).objects.filter(pk=key).first()

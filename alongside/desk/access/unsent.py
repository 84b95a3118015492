"""What was sent when a sign-in had run out: kept, sealed, until the person is back."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from alongside.desk.access.sealing import seal, unseal

KEPT = "unsent"
MOST = 100_000  # letters: more than all the notes of a page
OUR_VIEWS = "alongside.desk."  # a password is asked for by allauth's, and is not kept


class Unsent(NamedTuple):
    """A form as it was sent: the address, each field with its values, and by whom."""

    address: str
    fields: list[tuple[str, list[str]]]
    by: str | None

    @property
    def inputs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.fields for value in values]

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was written in words, by the name of its field: no keys and no numbers."""
        return [
            (name.replace("_", " ").capitalize(), value)
            for name, value in self.inputs
            if value.strip() and not value.strip().isdecimal()
        ]


def never_kept(view):
    """Let nothing that is sent to this page be kept: who sends it is not to be known."""
    view.never_kept = True
    return view


def keep(request) -> bool:
    """Keep a form that could not be taken; return whether it can be sent again.

    A file is not kept, nor what was sent to a page that asks for a password.
    """
    match = request.resolver_match
    if getattr(match.func, "never_kept", False):
        return False
    if request.method != "POST" or not match.func.__module__.startswith(OUR_VIEWS):
        return False
    fields = [
        (name, values)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
    ]
    text = json.dumps([request.get_full_path(), fields, _whose(request)])
    if request.FILES or len(text) > MOST:
        return False
    request.session[KEPT] = seal(text.encode()).decode()
    return True


def kept(request) -> Unsent | None:
    """Return what this person sent; nothing of what somebody else did."""
    sealed = request.session.get(KEPT)
    found = Unsent(*json.loads(unseal(sealed.encode()))) if sealed else None
    if found and found.by not in (None, str(request.user.pk)):
        del request.session[KEPT]
        return None
    return found


def from_our_own_page(request) -> bool:
    """Whether the browser says that the form stood on a page of this desk."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _whose(request) -> str | None:
    """The key of whoever is signed in, or was when the session ran out."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(pk=cookie).first()
    return ended.get_decoded().get(SESSION_KEY) if ended else None

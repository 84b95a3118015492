"""When the records do not answer: what was sent is handed back, to be sent again.

A restart of the database, a full disk, a lock held too long: none is the person's fault,
and nothing was kept by halves. The page asks nobody's records, since none can be asked.
"""

from __future__ import annotations

import errno
from typing import NamedTuple

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from alongside.desk.access.sent_once import KEY
from alongside.desk.access.unsent import OUR_VIEWS, is_written

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
WAIT = 30  # seconds, told to programs that ask


class HandedBack(NamedTuple):
    """Each field of what was sent, with its value, and whether files came with it."""

    fields: list[tuple[str, str]]
    files: bool

    @property
    def once(self) -> bool:
        """Whether it carries the key by which it is known when it comes again."""
        return KEY in dict(self.fields)

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was written in words: no keys and no numbers."""
        return [
            (name.replace("_", " ").capitalize(), value)
            for name, value in self.fields
            if is_written(name, value)
        ]


def is_away(problem: BaseException | None) -> bool:
    """Whether something failed since the records or the disk did not take it.

    A connection that broke while it was read is told by PostgreSQL's client as an error
    of no kind, and what is asked of it next as a mistake of ours: so it is tried.
    """
    asked = False
    while problem:
        if isinstance(problem, OperationalError | InterfaceError):
            return True
        if isinstance(problem, OSError) and problem.errno in NO_ROOM:
            return True
        asked = asked or isinstance(problem, Error)
        problem = problem.__cause__ or problem.__context__
    return asked and not connection.is_usable()


def away(request: HttpRequest) -> HttpResponse:
    """Say what to do, and hand back what was sent; 503, for it passes."""
    context = {"sent": handed_back(request), "csrf_token": get_token(request)}
    page = render_to_string("away.html", context)
    told = {"Cache-Control": "no-store, private", "Retry-After": str(WAIT)}
    return HttpResponse(page, status=503, headers=told)


def handed_back(request: HttpRequest) -> HandedBack | None:
    """Return what was sent to a page of ours; never a password, which is another's page."""
    if request.method != "POST" or not _ours(request.path_info):
        return None
    try:
        lists, files = request.POST.lists(), bool(request.FILES)
    except (OSError, UnreadablePostError):
        return None
    fields = [
        (name, value)
        for name, values in lists
        for value in values
        if name != "csrfmiddlewaretoken"  # the page has its own
    ]
    return HandedBack(fields, files)


def _ours(path: str) -> bool:
    try:
        return resolve(path).func.__module__.startswith(OUR_VIEWS)
    except Resolver404:
        return False

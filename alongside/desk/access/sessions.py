"""Sessions that end some time after the last page, told to the minute.

To move the end on with every page would be a write, and a wait for the disk, with every
page. It is moved on once a minute instead, and lies a minute later: nobody is signed out
sooner than the pages say.
"""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

SEEN = "seen"
MINUTE = 60  # seconds


class SessionStore(db.SessionStore):
    """A session in the database, whose end leaves room for the minute not written."""

    def get_session_cookie_age(self) -> int:
        return super().get_session_cookie_age() + MINUTE


class StillHere:
    """A page asked for a minute or more after the last that was noted is noted.

    So is one asked for before it, which is to say that the clock was moved back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        session, now = request.session, int(timezone.now().timestamp())
        if SESSION_KEY in session and abs(now - session.get(SEEN, 0)) >= MINUTE:
            session[SEEN] = now
        return self.get_response(request)

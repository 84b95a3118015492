"""How often one person may search and take lists away: far more than work needs is refused.

What is counted are the lines of the audit trail, so that it holds in every process, and
for whatever is taken away by whichever page.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from alongside.desk.access.audit import record_read
from alongside.desk.access.kinds_of_lines import TAKEN, lines_of
from alongside.desk.access.models import AuditEntry, User

WITHIN = timedelta(minutes=10)
SEARCHES = {"people:find-child", "people:find-adult"}


class Pace(NamedTuple):
    """How many lines of a kind one person may write WITHIN, and what they are called."""

    lines: Q
    most: int
    called: str


PACES = {
    "search": Pace(Q(action__startswith="look for "), 60, "searches"),
    "take": Pace(lines_of(TAKEN), 40, "lists and files taken away"),
}


class Paced:
    """Refuses who searched, or took away, too often of late, and says for how long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        kind = _kind(request)
        if kind is None or not request.user.is_authenticated:
            return None
        pace = PACES[kind]
        if _lately(request.user, pace) < pace.most:
            return None
        page = request.resolver_match.view_name
        record_read(by=request.user, action="refuse page", page=page, why="too often")
        minutes = WITHIN // timedelta(minutes=1)
        answer = render(
            request, "429.html", {"pace": pace, "minutes": minutes}, status=429
        )
        answer["Retry-After"] = str(60 * minutes)
        return answer


def _kind(request) -> str | None:
    name = request.resolver_match.view_name
    if name in SEARCHES:
        return "search" if request.method == "POST" else None
    page = name.rpartition(":")[2]
    is_taken = page.startswith("export") or page.endswith("-export")
    return "take" if is_taken and request.method == "GET" else None


def _lately(user: User, pace: Pace) -> int:
    since = timezone.now() - WITHIN
    return AuditEntry.objects.filter(pace.lines, by=user, at__gte=since).count()

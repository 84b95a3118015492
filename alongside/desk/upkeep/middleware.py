"""One line in the log, and one count, for each request that was answered."""

from __future__ import annotations

import logging
import re
import time
from uuid import uuid4

from alongside.desk.upkeep import counts
from alongside.desk.upkeep.log_lines import request_id

log = logging.getLogger("alongside.requests")
GIVEN = re.compile(r"[0-9a-f]{32}")


class CountedAndLogged:
    """Which page it was, what was answered, how long it took, and whose it was.

    The page by its name and the person by their key: no address, no query, nothing
    of what was sent. The id is the proxy's own if it gives one, and goes back with
    the answer, so that what a person tells of can be found.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        known_as = given if GIVEN.fullmatch(given) else uuid4().hex
        waiting = request_id.set(known_as)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - started
            self._note(request, response.status_code, seconds)
        finally:
            request_id.reset(waiting)
        response.headers["X-Request-ID"] = known_as
        return response

    @staticmethod
    def _note(request, status: int, seconds: float) -> None:
        match = request.resolver_match
        route = match.view_name if match else "none"
        counts.count(route, status, seconds)
        # Whom the session was found to be, if anybody looked: nobody is looked up here.
        user = getattr(request, "_cached_user", None)
        about = {
            "route": route, "method": request.method, "status": status,
            "ms": round(seconds * 1000), "user": user.pk if user else None,
        }  # fmt: skip
        log.info("answered", extra={"about": about})

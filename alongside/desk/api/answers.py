"""What is answered when something breaks: to a program as a problem, to a person as a page."""

from __future__ import annotations

import sys

from alongside.desk.access import answers
from alongside.desk.access.away import WAIT, is_away
from alongside.desk.api.problems import Problem, answer

BROKE = (
    "The fault is ours, and nothing was half done. Ask again later; if it happens again, "
    "tell the council's administrator when."
)
AWAY = "Nothing was done. Ask the same again when the time told in Retry-After is over."


def gone_wrong(request):
    """Told nothing of what went wrong: a fault's own words may hold a person's data."""
    if not request.path.startswith("/api/"):
        return answers.gone_wrong(request)
    if is_away(sys.exc_info()[1]):
        return answer(Problem("away", AWAY, headers={"Retry-After": str(WAIT)}))
    return answer(Problem("gone-wrong", BROKE))

"""What is answered when something breaks: to a program as a problem, to a person as a page."""

from __future__ import annotations

from alongside.desk.access import answers
from alongside.desk.api.problems import Problem, answer

BROKE = (
    "The fault is ours, and nothing was half done. Ask again later; if it happens again, "
    "tell the council's administrator when."
)


def gone_wrong(request):
    """Told nothing of what went wrong: a fault's own words may hold a person's data."""
    if request.path.startswith("/api/"):
        return answer(Problem("gone-wrong", BROKE))
    return answers.gone_wrong(request)

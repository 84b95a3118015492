"""/api/v1/: its operations, its description, and the page that explains it."""

from __future__ import annotations

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from alongside.desk.api import description_views as views
from alongside.desk.api.operations import api
from alongside.desk.api.problems import Problem, answer

app_name = "api"


def _in_plain_words(view):
    """Let programs in without a sign-in: each operation asks for a key of its own.

    What is asked in a way that an address has not is refused as everything else is.
    """

    @login_not_required
    @wraps(view)
    def answered(request, *args, **kwargs):
        found = view(request, *args, **kwargs)
        if found.status_code != 405:
            return found
        ways = found.headers["Allow"]
        said = f"Ask it by {ways}, as its description says."
        return answer(Problem("not-done-so", said, headers={"Allow": ways}))

    return answered


def _operations():
    found, _, _ = api.urls
    for pattern in found:
        if pattern.name != "api-root":
            pattern.callback = _in_plain_words(pattern.callback)
            yield pattern


urlpatterns = [
    path("", views.explained, name="explained"),
    path("openapi.json", views.openapi, name="openapi"),
    *_operations(),
    re_path(r"^.+$", views.nothing_there, name="nothing-there"),
]

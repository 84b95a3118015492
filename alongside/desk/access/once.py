"""What a page asks again and again, such as whose teams one sees, is asked once while it is read.

Only while a page is read: what changes something asks anew each time, since what it
changes may be the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_ANSWERS: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


def once(key: Hashable, ask: Callable[[], Any]) -> Any:
    """Return what is asked, or what it was answered before for the page at hand."""
    answers = _ANSWERS.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return answers[key]


@contextmanager
def while_reading() -> Iterator[None]:
    """Let all that is done within be told one and the same."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


class OncePerPage:
    """A page that only reads is answered from one set of answers, its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with while_reading():
            return self.get_response(request)

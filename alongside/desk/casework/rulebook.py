"""The rulebook in force at this council: as shipped, under what was signed off here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from alongside.desk.casework.rule_models import RuleChange
from alongside.reckon.rulebook import Rulebook, Written, with_own

_ASKED: ContextVar[list[Rulebook] | None] = ContextVar("rulebook", default=None)


def rulebook() -> Rulebook:
    """Return the rules in force: one question to the database, and in a page only one."""
    answer = _ASKED.get()
    if answer is None:
        return _of_edition(RuleChange.objects.edition())
    if not answer:
        answer.append(_of_edition(RuleChange.objects.edition()))
    return answer[0]


def edition() -> int:
    """Return the number of the last change that is in force, 0 where there is none."""
    found = RuleChange.objects.edition()
    return found[0] if found else 0


def own_rules(until: int | None = None) -> list[Written]:
    """Return the changes in force, the first first; those up to a number, where given."""
    found = RuleChange.objects.in_force()
    if until is not None:
        found = found.filter(number__lte=until)
    return [change.written for change in found]


@lru_cache(maxsize=8)
def _of_edition(found) -> Rulebook:
    return with_own(own_rules(found[0] if found else 0))


@contextmanager
def asked_once() -> Iterator[None]:
    """Let all that is done within see one and the same rulebook."""
    token = _ASKED.set([])
    try:
        yield
    finally:
        _ASKED.reset(token)


class OneRulebook:
    """All of a page is written by one rulebook, asked for once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with asked_once():
            return self.get_response(request)

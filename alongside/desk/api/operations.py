"""Version 1 of the API, and how an operation joins it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.errors import ValidationError as Misunderstood

from alongside.desk.api.callers import Key
from alongside.desk.api.pages import Refusal
from alongside.desk.api.problems import Problem, answer, of_fields

api = NinjaAPI(
    title="Alongside",
    version="1",
    description=(
        "What is due, what is counted and what is booked, for programs of the council. "
        "A key of a service account goes into the Authorization header; what it gives is "
        "what that account may see. Every reading of a child’s record is on the audit "
        "trail."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)


def read(
    path: str,
    *,
    scope: str,
    answer: type[Schema],
    asked: type[Schema] | None = None,
    refuses: tuple[int, ...] = (),
) -> Callable:
    """Add an operation that only reads. Its name is its function's, its words its docstring."""

    key = Key(scope, frozenset(asked.model_fields if asked else ()))

    def add(operation: Callable) -> Callable:
        return api.get(path, **_told(operation, key, {200: answer}, refuses))(operation)

    return add


def write(
    path: str,
    *,
    scope: str,
    answer: type[Schema],
    done: int = 200,
    refuses: tuple[int, ...] = (),
) -> Callable:
    """Add an operation that hands something in. `done` is the status of its answer."""
    key = Key(scope, frozenset())

    def add(operation: Callable) -> Callable:
        told = _told(operation, key, {done: answer}, (409, *refuses))
        return api.post(path, **told)(operation)

    return add


def _told(
    operation: Callable,
    key: Key,
    answers: dict[int, type[Schema]],
    refuses: tuple[int, ...],
) -> dict:
    summary, _, further = (operation.__doc__ or "").strip().partition("\n")
    refusals = {status: Refusal for status in (400, 401, 403, 422, 429, *refuses)}
    return {
        "auth": key,
        "response": {**answers, **dict(sorted(refusals.items()))},
        "summary": summary,
        "description": f"{further.strip()}\n\nScope: {key.scope}.".strip(),
        "operation_id": operation.__name__,
        "url_name": operation.__name__.replace("_", "-"),
    }


@api.exception_handler(Problem)
def refused(request: HttpRequest, problem: Problem):
    return answer(problem)


@api.exception_handler(Misunderstood)
def misunderstood(request: HttpRequest, problem: Misunderstood):
    return answer(of_fields(problem.errors))


@api.exception_handler(ValidationError)
def not_as_things_stand(request: HttpRequest, problem: ValidationError):
    """What an action refuses, in the words that a person is told."""
    return answer(Problem("refused", " ".join(problem.messages)))


@api.exception_handler(Http404)
def not_there(request: HttpRequest, problem: Http404):
    return answer(
        Problem("not-there", "It is not there, or not for this account to see.")
    )


@api.exception_handler(HttpError)
@api.exception_handler(BadRequest)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
def not_read(request: HttpRequest, problem: Exception):
    return answer(Problem("not-read", "Send it in the form that is described."))

"""The description of the API: for programs, and as a page for people."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from alongside.desk.api.callers import known
from alongside.desk.api.described import groups
from alongside.desk.api.description import BASE, description
from alongside.desk.api.problems import KINDS, Problem, answer


@require_GET
@login_not_required
def openapi(request):
    """The description itself: to whoever is signed in, and to any service account."""
    try:
        if not request.user.is_authenticated:
            known(request)
    except Problem as problem:
        return answer(problem)
    return JsonResponse(description())


@require_GET
def explained(request):
    """The same as a page, made here: it needs nothing of anybody else's."""
    kinds = [(code, *told) for code, told in KINDS.items()]
    context = {"base": BASE, "told": description(), "groups": groups(), "kinds": kinds}
    return render(request, "api/explained.html", context)


@login_not_required
@csrf_exempt
def nothing_there(request, *args):
    return answer(
        Problem(
            "not-there", f"There is nothing at this address. See {BASE}openapi.json."
        )
    )

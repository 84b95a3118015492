"""The pages shown when a request cannot be served."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from alongside.desk.access import unsent
from alongside.desk.access.away import away, is_away
from alongside.desk.access.models import User
from alongside.desk.access.needs import NotAllowed


def not_understood(request, exception):
    """Say so; but a session that could not be kept while the records are away is no mistake."""
    if is_away(exception):
        return away(request)
    return render(request, "400.html", status=400)


def not_allowed(request, exception):
    """Say what the page is for, and who can give a person the role for it."""
    context = {}
    if isinstance(exception, NotAllowed):
        whom = User.objects.active().filter(role__code="administrator").by_name()
        context = {"what": str(exception), "whom": whom}
    return render(request, "403.html", context, status=403)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def gone_wrong(request):
    """Told nothing of the person: what went wrong may be the database itself."""
    if is_away(sys.exc_info()[1]):
        return away(request)
    return HttpResponseServerError(render_to_string("500.html"))


@login_not_required
def stale_form(request, reason=""):
    """A form whose token is of a sign-in that ended: sent again if the page was ours."""
    if unsent.from_our_own_page(request) and unsent.keep(request):
        return redirect("access:unsent")
    return render(request, "stale_form.html", status=403)

"""A person's calendar: what answers its secret address, and the page that makes one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.whence import address_of
from alongside.desk.casework import feed_actions, feeds
from alongside.desk.casework.models import Feed
from alongside.desk.forms import Confirmation, carry_out


@login_not_required
@require_http_methods(["GET", "HEAD"])
@sensitive_variables("secret")
def feed(request, secret):
    """The calendar behind a secret; an address that opens none is not there.

    There is no session and nobody is signed in: who it belongs to is known by the
    secret, and what they may see is asked anew each time.
    """
    found = Feed.objects.behind(secret)
    if feeds.too_often(str(found.pk) if found else address_of(request)):
        return _answer("", 429, **{"Retry-After": "3600"})
    if found is None or not found.user.may("see_timescales"):
        return _answer("", 404)
    dues = feeds.deadlines(found.user)
    feed_actions.note_reading(feed=found, rows=len(dues))
    name = 'inline; filename="timescales.ics"'
    return _answer(feeds.as_calendar(dues), 200, **{"Content-Disposition": name})


def _answer(body, status: int, **headers: str) -> HttpResponse:
    """An answer that nobody on the way keeps, and that no search engine finds."""
    headers |= {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    return HttpResponse(body, content_type=feeds.KIND, status=status, headers=headers)


@require_GET
@needs("see_timescales")
def calendar_address(request):
    """Whether one has a calendar address. The address itself was told once."""
    return _page(request)


@require_http_methods(["POST"])
@needs("see_timescales")
@sensitive_variables("secret")
def make_feed(request):
    """Make a new address, and tell it this once, in the answer itself."""
    form = Confirmation.of(request)
    secret = carry_out(form, feed_actions.make_feed, by=request.user)
    return _page(request, settings.ADDRESS + reverse("casework:feed", args=[secret]))


@require_http_methods(["POST"])
@needs("see_timescales")
def revoke_feed(request):
    form = Confirmation.of(request)
    if carry_out(form, feed_actions.revoke_feed, by=request.user):
        messages.success(request, "Your calendar address is dead from now on.")
        return redirect("casework:calendar-address")
    return _page(request, form=form)


def _page(request, address="", form=None):
    mine = Feed.objects.visible_to(request.user).alive().first()
    context = {"feed": mine, "address": address, "form": form}
    return render(request, "casework/calendar_address.html", context)

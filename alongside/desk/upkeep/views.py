"""What machines ask of the desk: whether it lives, can work, and how it goes."""

from __future__ import annotations

import logging
from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.desk.upkeep import metrics
from alongside.desk.upkeep.readiness import in_the_way

log = logging.getLogger("alongside.ready")
PLAIN = "text/plain; charset=utf-8"
# What a proxy adds: then the address is the proxy's, and says nothing of who asks.
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


@require_safe
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """This process answers. Nothing else is looked at."""
    return HttpResponse("alive\n", PLAIN)


@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """The desk can work, or not: why not stands in the log, for those who run it."""
    found = list(in_the_way())
    for sentence in found:
        log.warning(sentence)
    if found:
        return HttpResponse("not ready\n", PLAIN, status=503)
    return HttpResponse("ready\n", PLAIN)


@require_safe
@login_not_required
def counted(request: HttpRequest) -> HttpResponse:
    """The counts, for this machine itself or whoever holds the token."""
    if not (_holds_the_token(request) or _is_on_this_machine(request)):
        raise Http404
    return HttpResponse(metrics.text(), metrics.TYPE)


def _holds_the_token(request: HttpRequest) -> bool:
    said = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    return bool(settings.METRICS_TOKEN) and compare_digest(
        said.encode(), wanted.encode()
    )


def _is_on_this_machine(request: HttpRequest) -> bool:
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False

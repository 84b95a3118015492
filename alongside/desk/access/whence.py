"""From which address somebody asks: the proxy's word for it where one stands in front."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the address a request came from, as sign-in counts it.

    Of X-Forwarded-For only what the desk's own proxy put there counts (ALONGSIDE_PROXY),
    so that nobody gets a new count by writing an address of their own.
    """
    return get_adapter(request).get_client_ip(request)

"""Who calls: the key in the Authorization header, and whether it may ask for this."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from ninja.security.http import HttpAuthBase

from alongside.desk.access.invented import why_invented_is_refused
from alongside.desk.access.models import User
from alongside.desk.api.call_actions import A_MINUTE, count_call
from alongside.desk.api.keys import FORM, is_of, read_key
from alongside.desk.api.models import ServiceAccount, ServiceKey
from alongside.desk.api.pages import check_names
from alongside.desk.api.problems import Problem
from alongside.desk.api.scopes import SCOPES
from alongside.desk.api.viewer import viewer_of

ASK = {"WWW-Authenticate": 'Bearer realm="Alongside"'}
NO_KEY = (
    "Send a key of a service account in the Authorization header, as “Bearer "
    "alongside_…”. A person’s sign-in does not open it."
)
NOT_TAKEN = (
    "The key is not taken: it is mistyped, was replaced or ended, or its account ran "
    "out. Ask whoever answers for the program for another."
)
IN_ADDRESS = (
    "Addresses are written into logs on the way: a key there is known to others. Ask for "
    "the key to be replaced, and send the new one in the Authorization header."
)


class Caller(NamedTuple):
    """The account that asks, as one who looks, and the key it asks with."""

    account: ServiceAccount
    key: ServiceKey
    viewer: User

    @property
    def about(self) -> dict[str, str]:
        """What the trail says of each of its reads."""
        return {"purpose": self.account.purpose, "with_key": self.key.prefix}


class Key(HttpAuthBase):
    """A key of an account that has the scope, for a call of which each name is known."""

    openapi_scheme = "bearer"

    def __init__(self, scope: str, names: frozenset[str]):
        super().__init__()
        self.scope, self.names = scope, names

    def __call__(self, request: HttpRequest) -> Caller:
        account, key = known(request)
        if self.scope not in account.scopes:
            label = SCOPES[self.scope].label.lower()
            raise Problem(
                "not-in-scope",
                f"{account} has not the scope “{self.scope}”: {label}. Ask whoever keeps "
                "service accounts for it.",
            )
        check_names(request, self.names)
        return Caller(account, key, viewer_of(account, self.scope))


def known(request: HttpRequest) -> tuple[ServiceAccount, ServiceKey]:
    """Return whose key was sent, having counted the call. Raises `Problem`."""
    if FORM.search(request.get_full_path()):
        raise Problem("key-in-address", IN_ADDRESS)
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not sent:
        raise Problem("no-key", NO_KEY, headers=ASK)
    key = _taken(sent.strip())
    if key is None:
        raise Problem("no-key", NOT_TAKEN, headers=ASK)
    if wait := count_call(key=key, now=timezone.now()):
        raise Problem(
            "too-often",
            f"A key may be used {A_MINUTE} times a minute. Ask again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )
    return key.account, key


def _taken(sent: str) -> ServiceKey | None:
    """Return the key that was sent, where it opens something now."""
    said, now = read_key(sent), timezone.now()
    if said is None:
        return None
    found = ServiceKey.objects.select_related("account__user")
    key = found.filter(prefix=said.prefix).first()
    if key is None or not is_of(said.secret, key.hash) or not key.opens(now):
        return None
    if key.account.user.invented and why_invented_is_refused():
        return None
    return key if key.account.let_in(timezone.localdate(now)) else None

"""Who may come in by the council's own identity provider, and what is written down."""

from __future__ import annotations

from urllib.parse import urlsplit

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from alongside.desk.access import provider_actions
from alongside.desk.access.audit import record_read
from alongside.desk.access.backends import Backend
from alongside.desk.access.invented import why_invented_is_refused
from alongside.desk.access.models import User
from alongside.desk.access.provider import CouncilProvider

BACKEND = f"{Backend.__module__}.{Backend.__qualname__}"
PATIENCE = 10  # seconds


class OverTLS(requests.Session):
    """Asks where the settings and the provider say, never in the clear, and goes no further."""

    def request(self, method, url, **kwargs):
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in settings.LOOPBACK:
            raise requests.exceptions.InvalidSchema("The address is not https.")
        kwargs |= {"allow_redirects": False, "timeout": PATIENCE}
        return super().request(method, url, **kwargs)


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def get_provider(self, request, provider, client_id=None) -> CouncilProvider:
        """The one that the settings name."""
        app = SocialApp(
            provider=CouncilProvider.id,
            provider_id=settings.SIGN_IN_URL,
            name=settings.SIGN_IN_NAME,
            client_id=settings.SIGN_IN_CLIENT,
            secret=settings.SIGN_IN_SECRET,
            settings={"server_url": settings.SIGN_IN_URL.rstrip("/")},
        )
        return CouncilProvider(request, app=app)

    def get_requests_session(self) -> requests.Session:
        return OverTLS()

    def pre_social_login(self, request, sociallogin) -> None:
        """Let in who stands here and can sign in; link them at the first time."""
        known = sociallogin.user if sociallogin.is_existing else None
        user = known or _by_verified_email(sociallogin)
        if why := _why_refused(request, user, sociallogin):
            record_read(by=None, action="refuse sign-in", subject=user, why=why)
            raise ImmediateHttpResponse(refused(request, known_there=True))
        if known is None:
            sociallogin.account = provider_actions.link_sign_in(
                user=user, account=sociallogin.account
            )
        user.backend, sociallogin.user = BACKEND, user
        request.second_factor_there = sociallogin.account.extra_data["second_factor"]

    def on_authentication_error(self, request, provider, **rest) -> None:
        why = "the provider's answer does not hold"
        record_read(by=None, action="refuse sign-in", why=why)
        raise ImmediateHttpResponse(refused(request, known_there=False))


def _by_verified_email(sociallogin) -> User | None:
    verified = [a.email.lower() for a in sociallogin.email_addresses if a.verified]
    return User.objects.filter(username__in=verified).first()


def _why_refused(request, user: User | None, sociallogin) -> str:
    if user is None:
        return "nobody here has this verified e-mail address"
    if not user.is_active:
        return "sign-in ended"
    if user.invented and why_invented_is_refused(request):
        return "invented people do not sign in here"
    account = sociallogin.account
    linked = SocialAccount.objects.filter(user=user, provider=account.provider)
    if linked.exclude(uid=account.uid).exists():
        return "linked to somebody else at the provider"
    return ""


def refused(request, *, known_there: bool, status: int = 403) -> HttpResponse:
    """Return the page for somebody who does not come in: one for all who were known there."""
    context = {"known_there": known_there, "by": settings.SIGN_IN_NAME}
    return render(request, "account/provider_refused.html", context, status=status)

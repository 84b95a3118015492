"""To the council's identity provider, and back from it."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET
from requests import RequestException

from alongside.desk.access.provider import CouncilAdapter
from alongside.desk.access.provider_adapter import refused


@require_GET
@login_not_required
def to_provider(request):
    """A link leads here, not a form: the policy lets no form lead to another host."""
    provider, onward = _provider(request), request.GET.get("next", "")
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not url_has_allowed_host_and_scheme(
        onward, {request.get_host()}, request.is_secure()
    ):
        onward = None
    try:
        return provider.redirect(request, AuthProcess.LOGIN, next_url=onward)
    except (RequestException, OAuth2Error, KeyError):
        return refused(request, known_there=False, status=503)


@require_GET
@login_not_required
def back_from_provider(request):
    adapter = CouncilAdapter(request, _provider(request).sub_id)
    return OAuth2CallbackView.adapter_view(adapter)(request)


def _provider(request):
    if not settings.SIGN_IN_URL:
        raise Http404
    return get_adapter().get_provider(request, settings.SIGN_IN_URL)

"""The council's own identity provider, spoken to by OpenID Connect through django-allauth.

Beyond what django-allauth asks of a provider: a nonce, an ID token whose signature,
issuer, audience and time are checked against the provider's published keys, and nothing
kept of what the token tells but whether a second factor was used. django-allauth finds
`provider_classes` by the name of this module.
"""

from __future__ import annotations

import hashlib
from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.urls import reverse

SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"}
TOLD = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY = 60  # seconds that two machines' clocks may differ
TRUE = (True, "true")  # as some providers write it


def nonce_for(verifier: str) -> str:
    """Return the nonce of a sign-in, from the secret of it that the session holds."""
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


def read_id_token(raw: str, config: dict[str, Any], client: str) -> dict[str, Any]:
    """Return what an ID token tells. Raises OAuth2Error where it is not to be relied on.

    OpenID Connect Core 1.0, section 3.1.3.7.
    """
    try:
        header = jwt.get_unverified_header(raw)
        if header["alg"] not in SIGNED_BY:
            raise OAuth2Error("The token is not signed as it has to be.")
        claims = jwt.decode(
            raw,
            key=_key(config["jwks_uri"], header.get("kid")),
            algorithms=[header["alg"]],
            audience=client,
            issuer=config["issuer"],
            leeway=LEEWAY,
            options={"require": TOLD},
        )
    except (jwt.PyJWTError, KeyError) as refusal:
        raise OAuth2Error("The token does not hold.") from refusal
    if claims.get("azp", client) != client or (
        isinstance(claims["aud"], list)
        and len(claims["aud"]) > 1
        and "azp" not in claims
    ):
        raise OAuth2Error("The token was made for another.")
    return claims


def _key(address: str, kid: str | None):
    with get_adapter().get_requests_session() as session:
        answer = session.get(address)
        answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
    fit = [each for each in keys if kid in (None, each.key_id)]
    if len(fit) != 1:
        raise OAuth2Error("The provider does not publish the key of the token.")
    return fit[0].key


class CouncilAdapter(OpenIDConnectOAuth2Adapter):
    """One sign-in with the provider, from the code it sent back to what it tells."""

    verifier = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config = super().openid_config
        if config.get("issuer") != settings.SIGN_IN_URL:
            raise OAuth2Error("The provider names itself otherwise than the setting.")
        return config

    def get_callback_url(self, request, app) -> str:
        return request.build_absolute_uri(reverse("back_from_provider"))

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.verifier = pkce_code_verifier or ""
        return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request, app, token, **kwargs):
        raw = kwargs["response"].get("id_token", "")
        claims = read_id_token(raw, self.openid_config, app.client_id)
        if not self.verifier or claims["nonce"] != nonce_for(self.verifier):
            raise OAuth2Error("The token belongs to another sign-in.")
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            claims = self._with_email(claims, token)
        return self.get_provider().sociallogin_from_response(request, claims)

    def _with_email(self, claims: dict[str, Any], token) -> dict[str, Any]:
        told = self._fetch_user_info(token.token)
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("The provider tells of another person.")
        return claims | {
            name: told[name] for name in ("email", "email_verified") if name in told
        }


class CouncilProvider(OpenIDConnectProvider):
    oauth2_adapter_class = CouncilAdapter

    def get_pkce_params(self) -> dict[str, str]:
        """The proof key, and with it the nonce: both go with this sign-in alone."""
        params = generate_code_challenge()
        return params | {"nonce": nonce_for(params["code_verifier"])}

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def extract_extra_data(self, data) -> dict[str, bool]:
        """All that is kept: whether the provider says that it asked for a second factor."""
        by = data.get("amr") or []
        return {
            "second_factor": "mfa" in by or data.get("acr") in settings.SIGN_IN_STRONG
        }

    def extract_common_fields(self, data) -> dict[str, str]:
        return {}

    def extract_email_addresses(self, data) -> list[EmailAddress]:
        email, verified = data.get("email"), data.get("email_verified") in TRUE
        return (
            [EmailAddress(email=email, verified=verified, primary=True)]
            if email
            else []
        )


provider_classes = [CouncilProvider]

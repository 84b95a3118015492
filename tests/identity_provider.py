"""An identity provider on this machine: an OpenID Connect server built on oauthlib.

Authorisation code with proof key and nonce, signed ID tokens, its keys published, and
what it tells of itself where OpenID Connect Discovery 1.0 puts it. Whoever comes is
signed in already, as `person`; what it tells of them can be spoiled by a test.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.oauth2 import OAuth2Error
from oauthlib.openid import RequestValidator, Server

CLIENT, SECRET = "alongside", "a-secret-of-the-test"
BACK = "http://testserver/sign-in/provider/back/"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Desk(RequestValidator):
    """What the server knows of its one client, and of the codes it has given out."""

    def __init__(self, provider):
        self.provider, self.codes = provider, {}

    def validate_client_id(self, client_id, request, *args, **kwargs):
        request.client = SimpleNamespace(client_id=client_id)
        return client_id == CLIENT

    def validate_redirect_uri(self, client_id, redirect_uri, request, *args, **kwargs):
        return redirect_uri in self.provider.back_to

    def validate_response_type(self, client_id, response_type, *args, **kwargs):
        return response_type == "code"

    def validate_scopes(self, client_id, scopes, client, request, *args, **kwargs):
        return set(scopes) <= {"openid", "email"}

    def validate_user_match(self, id_token_hint, scopes, claims, request):
        return id_token_hint is None

    def is_pkce_required(self, client_id, request):
        return True

    def save_authorization_code(self, client_id, code, request, *args, **kwargs):
        self.codes[code["code"]] = request

    def get_code_challenge(self, code, request):
        return self.codes[code].code_challenge

    def get_code_challenge_method(self, code, request):
        return self.codes[code].code_challenge_method

    def get_authorization_code_scopes(self, client_id, code, redirect_uri, request):
        return self.codes[code].scopes if code in self.codes else []

    def get_authorization_code_nonce(self, client_id, code, redirect_uri, request):
        return self.codes[code].nonce

    def authenticate_client(self, request, *args, **kwargs):
        request.client = SimpleNamespace(client_id=request.client_id)
        return (request.client_id, request.client_secret) == (CLIENT, SECRET)

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kw):
        return grant_type == "authorization_code"

    def validate_code(self, client_id, code, client, request, *args, **kwargs):
        if code not in self.codes:
            return False
        request.user, request.scopes = self.provider.person, self.codes[code].scopes
        return True

    def confirm_redirect_uri(self, client_id, code, redirect_uri, *args, **kwargs):
        return self.codes[code].redirect_uri == redirect_uri

    def invalidate_authorization_code(self, client_id, code, request, *args, **kwargs):
        del self.codes[code]

    def save_bearer_token(self, token, request, *args, **kwargs):
        """Nothing is done with it later."""

    def finalize_id_token(self, id_token, token, token_handler, request):
        told = {"nonce": request.nonce} if request.nonce else {}
        told |= id_token | {"iss": self.provider.address, "exp": int(time.time()) + 300}
        told |= self.provider.person | self.provider.spoiled
        told = {name: value for name, value in told.items() if value is not None}
        key, headers = self.provider.signs_with, {"kid": "of-the-test"}
        return jwt.encode(told, key, algorithm=self.provider.algorithm, headers=headers)


class Provider:
    """The server's state: who is signed in with it, and what of its answers is spoiled."""

    def __init__(self, port: int):
        self.address = f"http://127.0.0.1:{port}"
        self.person: dict = {}
        self.spoiled: dict = {}
        self.signs_with, self.algorithm = KEY, "RS256"
        self.issuer = self.address
        self.back_to = {BACK}  # where a desk that was registered may be sent back to
        self.server = Server(Desk(self))

    def config(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict:
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [jwk | {"kid": "of-the-test", "use": "sig", "alg": "RS256"}]}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802
        provider, path = self.server.provider, urlsplit(self.path).path
        if path == "/.well-known/openid-configuration":
            return self._answer(200, provider.config())
        if path == "/keys":
            return self._answer(200, provider.keys())
        return self._authorize(provider)

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = self.server.provider.server.create_token_response(
            self.path, "POST", body, dict(self.headers)
        )
        return self._answer(answer[2], json.loads(answer[1]))

    def _authorize(self, provider):
        try:
            scopes, told = provider.server.validate_authorization_request(self.path)
            headers, _, status = provider.server.create_authorization_response(
                self.path, scopes=scopes, credentials=told
            )
        except OAuth2Error as refusal:
            return self._answer(400, {"error": refusal.error})
        return self._answer(status, {}, headers)

    def _answer(self, status: int, body: dict, headers=None):
        sent = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *args):
        """A test says what went wrong."""


@contextmanager
def identity_provider() -> Iterator[Provider]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.provider = Provider(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.provider
        server.shutdown()

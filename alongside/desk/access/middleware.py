"""Two small rules for every page."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse


class PrivatePages:
    """Pages are kept by nobody on the way, and a lent password is changed first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._password_was_lent(request):
            return redirect("account_change_password")
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), usb=()"
        )
        return response

    @staticmethod
    def _password_was_lent(request) -> bool:
        user = request.user
        if not (user.is_authenticated and user.password_is_temporary):
            return False
        free = ("account_change_password", "account_logout", "account_reauthenticate")
        return request.path not in map(reverse, free)

"""Small rules for every page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.desk.access import unsent

NOT_KEPT = (
    "You were signed out before this was sent, and what you sent was not kept. "
    "Sign in, and enter it again."
)


class SignInFirst(LoginRequiredMiddleware):
    """Every page wants a sign-in; what was sent after it ran out is kept meanwhile."""

    def handle_no_permission(self, request, view_func):
        if request.htmx and unsent.is_never_kept(view_func):
            return HttpResponse(status=401)  # a part of a page: the page says so itself
        if unsent.keep(request):
            return redirect("access:unsent")
        if request.method == "POST":
            messages.warning(request, NOT_KEPT)
        return super().handle_no_permission(request, view_func)


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

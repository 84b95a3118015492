"""Passwords, checked by Django; and who is kept out although the password is right."""

from __future__ import annotations

from axes.backends import AxesStandaloneBackend
from axes.exceptions import AxesBackendPermissionDenied
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.utils.crypto import salted_hmac

from alongside.desk.access.invented import why_invented_is_refused
from alongside.desk.access.models import User


class ClosedForAWhile(AxesStandaloneBackend):
    """A name closed after wrong passwords: refused in the time a password takes."""

    def authenticate(self, request, username=None, password=None, **rest):
        try:
            return super().authenticate(request, username, password, **rest)
        except AxesBackendPermissionDenied:
            make_password(password)
            raise


class Backend(ModelBackend):
    def authenticate(self, request, username=None, password=None, **rest):
        username = (username or "").strip().lower()
        user = super().authenticate(request, username=username, password=password)
        if user and user.invented and why_invented_is_refused(request):
            return None
        return user

    def get_user(self, user_id):
        """Whoever is signed in, with their role: every page asks what they may."""
        found = User.objects.select_related("role").filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user) -> bool:
        """Asked at every request: a person deactivated is signed out at once."""
        return user.is_active and not (user.invented and why_invented_is_refused())

    def has_perm(self, user, perm, obj=None) -> bool:
        return False  # what a person may do is `user.may(code)`, and nothing else


def counted_as(request, credentials: dict | None = None) -> str:
    """Return what wrong passwords for a name are counted under, which does not tell the name.

    It may be nobody's: people type their password there, or whom they look for.
    """
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    told = salted_hmac("wrong passwords", typed.casefold(), algorithm="sha256")
    return told.hexdigest()

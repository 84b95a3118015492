"""What django-allauth asks of a project: who may enter, and what is written down."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse

from alongside.desk.access import actions, audit
from alongside.desk.access.invented import why_invented_is_refused
from alongside.desk.access.models import User
from alongside.desk.access.sealing import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": (
            "The sign-in name or password is not right. Check both and try again."
        ),
        "too_many_login_attempts": (
            "Too many wrong codes. Wait 15 minutes and try again."
        ),
        "incorrect_password": "That is not your password. Try again.",
        "enter_current_password": "That is not your current password.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Wrong passwords are counted by axes, for all processes alike."""

    def add_message(self, *args, **kwargs) -> None:
        """The page a person comes to says what it has to."""

    def post_login(self, request, user, **rest):
        audit.record_read(by=user, action="sign in", subject=user)
        return super().post_login(request, user, **rest)

    def authentication_failed(self, request, **credentials) -> None:
        """What was typed as a name is not kept: it may be a password, or a child's."""
        name = (credentials.get("username") or "").strip().lower()
        user = User.objects.filter(username=name).first()
        why = _why_refused(request, user)
        audit.record_read(by=None, action="refuse sign-in", subject=user, why=why)

    def set_password(self, user, password) -> None:
        actions.change_password(by=user, password=password)

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("access:account")


def _why_refused(request, user: User | None) -> str:
    if getattr(request, "axes_locked_out", False):
        return "closed after wrong passwords"
    if user is None:
        return "no such sign-in name"
    if not user.is_active:
        return "sign-in ended"
    if user.invented and why_invented_is_refused(request):
        return "invented people do not sign in here"
    return "wrong password"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Enter the newest one.",
        "rate_limited": "Too many wrong codes. Wait 15 minutes and try again.",
    }

    def is_mfa_enabled(self, user, types=None) -> bool:
        """Not asked for by us where the identity provider has just asked for one."""
        if getattr(self.request, "second_factor_there", False):
            return False
        return super().is_mfa_enabled(user, types)

    def encrypt(self, text: str) -> str:
        return seal(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text.encode()).decode()

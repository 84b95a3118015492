"""Linking a person to who they are at the council's identity provider."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import User


@transaction.atomic
def link_sign_in(*, user: User, account: SocialAccount) -> SocialAccount:
    """Know somebody by the provider's subject from now on, whatever their e-mail becomes.

    A password that was lent to them has no more use, and opens nothing.
    """
    account.user = user
    account.save()
    if user.password_is_temporary:
        user.set_unusable_password()
        user.password_is_temporary = False
        user.save(update_fields=["password", "password_is_temporary"])
    record(by=user, action="link sign-in to provider", subject=user)
    return account

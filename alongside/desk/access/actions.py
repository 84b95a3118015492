"""What can be done to the list of people who can sign in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.invented import a_password
from alongside.desk.access.models import Role, User
from alongside.desk.access.roles import PROGRAM


@transaction.atomic
def add_person(
    *, by: User | None, username: str, full_name: str, role: Role
) -> tuple[User, str]:
    """Return the new person and the password to hand to them, which is kept nowhere."""
    user = User(
        username=username.strip().lower(),
        full_name=full_name.strip(),
        role=role,
        password_is_temporary=True,
    )
    password = a_password()
    user.set_password(password)
    keep(user, by=by, action="add person", role=role.code)
    return user, password


@transaction.atomic
def change_role(*, by: User, user: User, role: Role) -> User:
    user = _locked(user)
    if user.role_id == role.pk:
        raise ValidationError(f"{user} is already {role.name.lower()}.")
    if role.code != "administrator":
        _keep_one_administrator(user)
    before, user.role = user.role.code, role
    user.save(update_fields=["role"])
    record(by=by, action="change role", subject=user, before=before, after=role.code)
    return user


@transaction.atomic
def deactivate_person(*, by: User | None, user: User, **why: str) -> User:
    """End a person's sign-in and every session they have open; by nobody, by a rule."""
    user = _locked(user)
    if not user.is_active:
        raise ValidationError(f"{user} cannot sign in already.")
    if user == by:
        raise ValidationError("You cannot end your own sign-in. Ask a colleague.")
    _keep_one_administrator(user)
    user.is_active = False
    # Sessions carry a fingerprint of the password: none of theirs opens again.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    record(by=by, action="deactivate person", subject=user, **why)
    return user


@transaction.atomic
def let_back_in(*, by: User, user: User) -> tuple[User, str]:
    """Return a new password for somebody who lost theirs, or their second factor.

    Their second factor is taken off, and every session they have open ends.
    """
    user = _locked(user)
    if user == by:
        raise ValidationError("Change your own password on your account page.")
    password = a_password()
    user.set_password(password)
    user.is_active = user.password_is_temporary = True
    user.save(update_fields=["password", "is_active", "password_is_temporary"])
    removed, _ = Authenticator.objects.filter(user=user).delete()
    record(by=by, action="let back in", subject=user, second_factor=bool(removed))
    return user, password


@transaction.atomic
def change_password(*, by: User, password: str) -> User:
    validate_password(password, by)
    user = _locked(by)
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    # The session at hand stays open: it reads the new password from this object.
    by.password, by.password_is_temporary = user.password, False
    record(by=by, action="change password", subject=user)
    return user


def _locked(user: User) -> User:
    """Lock a person's row. Raises where it is a program's: it has no sign-in."""
    if user.role.code == PROGRAM:
        raise ValidationError(
            f"{user} is a program’s account. See to it under Service accounts."
        )
    return (
        User.objects.select_for_update(of=("self",))
        .select_related("role")
        .get(pk=user.pk)
    )


def _keep_one_administrator(leaving: User) -> None:
    others = User.objects.active().filter(role__code="administrator")
    if (
        leaving.role.code == "administrator"
        and not others.exclude(pk=leaving.pk).exists()
    ):
        raise ValidationError(
            "This is the only administrator. Give somebody else the role first."
        )

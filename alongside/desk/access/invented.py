"""Sign-ins of the invented council, and the guard that keeps them on this machine."""

from __future__ import annotations

import secrets
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string

from alongside.desk.access.audit import record
from alongside.desk.access.models import Role, User

PEOPLE = {
    "support_officer": ("asha.patel", "Asha Patel"),
    "senior_support_officer": ("sefton.price", "Sefton Price"),
    "social_worker": ("wes.okafor", "Wes Okafor"),
    "team_manager": ("mo.hassan", "Mo Hassan"),
    "service_manager": ("sam.whitlock", "Sam Whitlock"),
    "analyst": ("ana.kowalska", "Ana Kowalska"),
    "hr_adviser": ("hal.brooks", "Hal Brooks"),
    "finance_officer": ("fay.lowe", "Fay Lowe"),
    "democratic_services": ("dee.larkin", "Dee Larkin"),
    "monitoring_officer": ("mina.cross", "Mina Cross"),
    "data_protection_officer": ("pru.keane", "Pru Keane"),
    "administrator": ("adi.morgan", "Adi Morgan"),
}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


def real_data_present() -> bool:
    return import_string(settings.REAL_DATA_PRESENT)()


def why_invented_is_refused(request=None) -> str:
    """Return why nobody invented may sign in here, or nothing if they may."""
    if not settings.INVENTED:
        return "This desk does not hold the invented council."
    if request is not None and not from_this_machine(request):
        return "Invented people sign in only on the machine the desk runs on."
    if real_data_present():
        return "This desk holds real records: nobody invented can sign in."
    return ""


def from_this_machine(request) -> bool:
    """Whether the request was sent to, and by, this machine, with no proxy between."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    return _loopback(request.META.get("REMOTE_ADDR", "")) and (
        host == "localhost" or _loopback(host)
    )


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def a_password() -> str:
    """Return four groups of four letters: some 79 bits, and easy to read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


@transaction.atomic
def invent_sign_ins(*, by: User | None = None) -> list[tuple[User, str]]:
    """Make one sign-in a role, or give it a new password; return each with its password."""
    if refusal := why_invented_is_refused():
        raise ValidationError(refusal)
    made = [_invent(code) for code in PEOPLE]
    record(by=by, action="invent sign-ins", count=len(made))
    return made


def _invent(code: str) -> tuple[User, str]:
    username, full_name = PEOPLE[code]
    user = User.objects.filter(username=username).first() or User(username=username)
    if user.pk and not user.invented:
        raise ValidationError(f"{username} is a real person's sign-in name.")
    password = a_password()
    user.full_name, user.role = full_name, Role.objects.get(code=code)
    user.invented = user.is_active = True
    user.set_password(password)
    user.full_clean()
    user.save()
    return user, password

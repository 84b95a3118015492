"""What the audit trail says of service accounts."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.api.models import ServiceAccount


@tells("api.ServiceAccount")
def service_accounts(reader: User, keys: set[str]) -> dict[str, str]:
    found = ServiceAccount.objects.filter(pk__in=keys)
    return {str(each.pk): f"Service account {each}" for each in found}

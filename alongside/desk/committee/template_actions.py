"""A council's own template added, or a new version of it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.committee.models import OwnTemplate


@transaction.atomic
def add_template(*, by: User, name: str, text: str) -> OwnTemplate:
    """Keep a template; of a name that is there, as its next version.

    Reports begun before keep the version they were begun with. Refuses what cannot be used.
    """
    last = OwnTemplate.objects.filter(name=name).order_by("number").last()
    number = last.number + 1 if last else 1
    made = OwnTemplate(
        name=name, number=number, key=f"{name}-{number}", text=text, by=by,
        at=timezone.now(),
    )  # fmt: skip
    return keep(made, by=by, action="add template", version=number)

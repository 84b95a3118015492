"""What somebody typed of a contact that is not logged yet: sealed, and theirs alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.desk.access.sealing import unseal
from alongside.desk.contacts.contact_models import Contact

KEPT_FOR = timedelta(days=7)
WRITTEN = ("adult", "caller_sought", "caller_said", "child", "child_sought", "said")


def anything_written(typed: Mapping[str, Any]) -> bool:
    """Whether a form names a caller or a child, or has words of what was said."""
    return any(str(typed.get(name) or "").strip() for name in WRITTEN)


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Their own, as long as drafts are kept. Nobody else's, whatever their role.

        What was logged, be it while it was kept once more, is no draft.
        """
        since = timezone.now() - KEPT_FOR
        logged = Contact.objects.filter(send_key=OuterRef("send_key"))
        return self.filter(~Exists(logged), owner_id=user.pk, saved_at__gte=since)

    def newest_first(self):
        return self.order_by("-began_at", "-pk")


class Draft(models.Model):
    """A contact as far as it was typed, by the key of the form it is typed in."""

    send_key = models.UUIDField(unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    sealed = models.BinaryField()
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-began_at"], name="draft_of_owner")]

    def __str__(self):
        return f"Draft {self.pk}"

    @property
    def typed(self) -> dict[str, Any]:
        """The fields as they were typed, by name."""
        return json.loads(unseal(bytes(self.sealed)))

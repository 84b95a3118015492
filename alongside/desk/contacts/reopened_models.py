"""That a call-back is open again: who said to have got through had not."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.desk.contacts.callback_models import Attempt


class Reopened(models.Model):
    """That an attempt had not got through after all, and why it was said."""

    attempt = models.OneToOneField(
        Attempt, on_delete=models.PROTECT, related_name="reopened"
    )
    why = models.CharField("what happened", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self):
        return f"Reopened {self.pk}"

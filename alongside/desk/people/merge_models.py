"""That the case system has two records of one child no more: one is kept, one gone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.people.child_models import AboutChildren, Child


class MergeQuerySet(AboutChildren):
    def visible_to(self, user):
        """Those of which a person may be shown the record kept, and the one gone."""
        gone = Child.objects.visible_to(user).values("pk")
        return super().visible_to(user).filter(gone__in=gone)


class Merge(models.Model):
    """That one record went over into another, as a person says."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="merges", verbose_name="kept"
    )
    gone = models.OneToOneField(
        Child, on_delete=models.PROTECT, related_name="merged_into"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(child=F("gone")), name="merge_is_of_two_records"
            )
        ]

    def __str__(self):
        return f"Child {self.gone_id} into {self.child_id}"

"""What a contact said before it was corrected, and why it was."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.desk.contacts.contact_models import Contact


class ContactVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(contact__in=Contact.objects.visible_to(user).values("pk"))

    def newest_first(self):
        return self.select_related("by").order_by("-number")


class ContactVersion(models.Model):
    """A contact as it stood before one correction: what was said, and what else changed."""

    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    said = models.TextField(max_length=4000)
    changed = models.JSONField(
        default=dict,
        blank=True,
        help_text="The other fields that changed, as they stood.",
    )
    why = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ContactVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "number"], name="version_once_a_contact"
            )
        ]

    def __str__(self):
        return f"Version {self.number} of contact {self.contact_id}"

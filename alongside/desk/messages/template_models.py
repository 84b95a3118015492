"""The desk's own templates of what is told to people outside, each with its versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

LONGEST = 459  # letters: three parts of a text, after which networks drop more of them


class TemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To all who talk with people outside, and to those who word what is sent."""
        may = user.may("log_contact") or user.may("keep_desk")
        return self if may else self.none()

    def listed(self):
        return self.prefetch_related("versions").order_by("title")


class MessageTemplate(models.Model):
    """What a kind of message says. The newest version is the one that is sent."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    when = models.CharField(max_length=200)

    objects = TemplateQuerySet.as_manager()

    def __str__(self):
        return self.title

    @property
    def newest(self) -> TemplateVersion:
        return max(self.versions.all(), key=lambda version: version.number)


class TemplateVersion(models.Model):
    """The words of a template as they were from one moment to the next. Never changed."""

    template = models.ForeignKey(
        MessageTemplate, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=100, help_text="Of an e-mail.")
    text = models.TextField(max_length=LONGEST)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: came with the desk.",
    )
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"],
                name="one_version_of_a_number",
                violation_error_message="Somebody saved a version in between.",
            )
        ]

    def __str__(self):
        return f"Version {self.number} of {self.template}"

    @property
    def words(self) -> tuple[str, str]:
        return self.subject, self.text

"""The council's layouts: what the columns of its own reports mean, each with its versions."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.reckon.intake.reports import NamedLayout, load


class LayoutQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them, to whoever imports: a layout names columns, and nobody."""
        return self if user.may("import_extract") else self.none()

    def in_use(self):
        return self.filter(retired_at=None)

    def told(self):
        """With how many versions each has, and when a file was last read by any."""
        return self.annotate(
            version_count=Count("versions", distinct=True),
            last_used=Max("versions__extracts__uploaded_at"),
        ).order_by(F("retired_at").asc(nulls_first=True), Lower("name"))


class Layout(models.Model):
    """A report of this council's, by the name that people gave it."""

    name = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = LayoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(retired_at=None),
                name="layout_in_use_has_its_name",
                violation_error_message="Another layout has this name. Choose another.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def newest(self) -> LayoutVersion:
        return max(self.versions.all(), key=lambda version: version.number)


class LayoutVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may("import_extract") else self.none()

    def reading(self, fingerprints: Iterable[str]):
        """The versions by which tables of these headers may be read, newest first: of
        each layout in use, the newest that has the headers."""
        found = self.filter(fingerprint__in=set(fingerprints), layout__retired_at=None)
        newest: dict[tuple[int, str], LayoutVersion] = {}
        for version in found.select_related("layout", "saved_by").order_by("number"):
            newest[version.layout_id, version.fingerprint] = version
        return sorted(newest.values(), key=lambda version: -version.pk)


class LayoutVersion(models.Model):
    """A layout as somebody saved it. Versions are added, never changed."""

    layout = models.ForeignKey(
        Layout, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    told = models.JSONField(help_text="The layout, in the shape that is kept.")
    fingerprint = models.CharField(max_length=16, db_index=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    extracts = models.ManyToManyField("casework.Extract", related_name="layouts")

    objects = LayoutVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["layout", "number"], name="layout_version_once"
            )
        ]

    def __str__(self):
        return f"{self.layout_id}, version {self.number}"

    @property
    def named(self) -> NamedLayout:
        return load(self.told)

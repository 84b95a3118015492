"""A council's own templates of reports, each version kept."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Max

from alongside.reckon.reports import template
from alongside.reckon.reports.template import BadTemplate, Template

NAME = RegexValidator(
    r"^[a-z][a-z_]*\Z", "Use small letters and _ alone, like cabinet_report."
)


class OwnTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who see reports: a template says nothing of any report."""
        return self if user.may("see_reports") else self.none()

    def newest(self):
        """The last version of each, by name."""
        last = self.values("name").annotate(last=Max("number"))
        keys = [f"{each['name']}-{each['last']}" for each in last]
        return self.filter(key__in=keys).order_by("name")


class OwnTemplate(models.Model):
    """A template as a council wrote it: only added to, so that a report keeps its version."""

    name = models.CharField(max_length=20, validators=[NAME])
    number = models.PositiveIntegerField("version")
    key = models.CharField(max_length=30, unique=True)
    text = models.TextField("as TOML")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = OwnTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-number"]

    def __str__(self):
        return f"{self.name}, version {self.number}"

    @property
    def layout(self) -> Template:
        return _read(self.text)

    @property
    def title(self) -> str:
        return self.layout.title

    def clean(self):
        """Refuse what no report can be laid out by."""
        if self.name in template.ours():
            raise ValidationError(
                {"name": f"“{self.name}” comes with the desk. Give yours another name."}
            )
        try:
            read = template.read(self.text)
        except BadTemplate as problem:
            raise ValidationError({"text": f"It cannot be used: {problem}"}) from None
        if not read.title or all(slot.holds for slot in read.sections):
            raise ValidationError(
                {"text": "Give it a title, and a section that people write."}
            )


def templates() -> list[tuple[str, str]]:
    """Return what a report may be laid out by: its name, and what it is."""
    own = [(each.key, each.title) for each in OwnTemplate.objects.newest()]
    return [*own, *((name, template.shipped(name).title) for name in template.ours())]


def layout_of(key: str) -> Template:
    """Return a template by its key: one of ours, or a version of the council's own."""
    if key in template.ours():
        return template.shipped(key)
    return _read(own_text(key))


def own_text(key: str) -> str:
    return OwnTemplate.objects.get(key=key).text


@lru_cache(maxsize=50)
def _read(text: str) -> Template:
    return template.read(text)

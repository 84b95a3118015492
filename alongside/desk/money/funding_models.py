"""What pays for posts: departments, budgets, sources, and which share of which post."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from alongside.desk.money.post_models import MoneyQuerySet
from alongside.desk.workforce.models import Post
from alongside.reckon.money.funded import Share


class BudgetHead(models.Model):
    """A budget of a department, as the ledger knows it by its code."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    department = models.CharField(max_length=120)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["department", "code"]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="one_budget_of_a_code",
                violation_error_message="Another budget has this code.",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class FundingSource(models.Model):
    """Something that pays for posts, from a day until a day, on conditions."""

    class Kind(models.TextChoices):
        BASE = "base", "Base budget"
        GRANT = "grant", "Grant"
        RESERVE = "reserve", "Reserve"
        UNDERSPEND = "underspend", "Underspend on vacancies"
        PARTNER = "partner", "Partner’s contribution"

    name = models.CharField(
        max_length=120,
        unique=True,
        error_messages={"unique": "Another source has this name."},
    )
    kind = models.CharField(max_length=10, choices=Kind)
    head = models.ForeignKey(
        BudgetHead, null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )  # fmt: skip
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    conditions = models.TextField(blank=True, max_length=1000)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_source_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def __str__(self):
        return self.name


class PostFunding(models.Model):
    """That a source pays a share of a post, from a day until a day."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="paid_by")
    source = models.ForeignKey(
        FundingSource, on_delete=models.PROTECT, related_name="pays"
    )
    percent = models.DecimalField(
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(Decimal("0.001")), MaxValueValidator(Decimal(100))],
    )  # fmt: skip
    first_on = models.DateField("first day")
    last_on = models.DateField("last day", null=True, blank=True)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["post", "first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="funding_of_a_post_ends_on_or_after_its_first_day",
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def __str__(self):
        return f"{self.source} pays {self.percent.normalize():f}% of {self.post.number}"

    @property
    def ends(self) -> date | None:
        """The last day it pays: its own, or its source's where that is sooner."""
        days = [day for day in (self.last_on, self.source.ends_on) if day]
        return min(days, default=None)

    @property
    def share(self) -> Share:
        first = max(self.first_on, self.source.starts_on)
        return Share(self.source.name, self.percent / 100, first, self.ends)

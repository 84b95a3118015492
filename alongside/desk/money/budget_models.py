"""Budgets of a year: what moved, what posts released, what was booked and is expected."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.decisions.models import Decision
from alongside.desk.money.funding_models import BudgetHead
from alongside.desk.money.post_models import POUNDS, MoneyQuerySet
from alongside.desk.workforce.models import Post
from alongside.reckon.money.budgets import Released
from alongside.reckon.money.years import financial_year

A_PENNY = [MinValueValidator(Decimal("0.01"), "Enter an amount above £0.")]


def year_said(april: int) -> str:
    """2025/26"""
    return f"{april}/{(april + 1) % 100:02}"


class DecidedQuerySet(MoneyQuerySet):
    def in_effect(self):
        """Those that rest on no decision, or on one that was made."""
        return self.filter(Q(decision=None) | Q(decision__state=Decision.State.DECIDED))

    def waiting(self):
        """Those whose decision is awaited, or can be or was called in."""
        settled = (Decision.State.DECIDED, Decision.State.REFUSED)
        return self.exclude(decision=None).exclude(decision__state__in=settled)

    def in_order(self):
        return self.select_related("head", "decision__body").order_by("on", "pk")


class Decided(models.Model):
    """Something that takes effect once the decision it rests on is made."""

    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField("reason", max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def stands(self) -> str:
        """In effect, waiting, or refused."""
        if self.decision and self.decision.waits:
            return "Waits for its decision"
        refused = self.decision and self.decision.state == Decision.State.REFUSED
        return "Refused" if refused else "In effect"


class BudgetRelease(Decided):
    """What posts that end set free in a budget, in a financial year.

    What is left of it, after its uses, is to be said: it is never lost silently.
    """

    head = models.ForeignKey(
        BudgetHead, on_delete=models.PROTECT, related_name="releases"
    )
    posts = models.ManyToManyField(Post, related_name="releases")
    on = models.DateField("from")
    pounds = models.DecimalField(
        "released, pounds of that year", validators=A_PENNY, **POUNDS
    )

    objects = DecidedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"£{self.pounds:,.0f} released in {self.head}"

    @property
    def april(self) -> int:
        return financial_year(self.on)

    @property
    def reckoned(self) -> Released:
        return Released(self.pounds, tuple(use.pounds for use in self.uses.all()))


class ReleaseUse(models.Model):
    """What part of a release is for: moved to another budget, or kept where it is."""

    release = models.ForeignKey(
        BudgetRelease, on_delete=models.PROTECT, related_name="uses"
    )
    what = models.CharField("what for", max_length=200)
    pounds = models.DecimalField(validators=A_PENNY, **POUNDS)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"£{self.pounds:,.0f} for {self.what}"


class BudgetMoveQuerySet(DecidedQuerySet):
    def of_year(self, april: int):
        return self.filter(april=april)


class BudgetMove(Decided):
    """Pounds of one year into a budget: from another, or set by the council."""

    april = models.PositiveSmallIntegerField("financial year from April")
    on = models.DateField("day")
    head = models.ForeignKey(
        BudgetHead, on_delete=models.PROTECT, related_name="moves_in"
    )
    source = models.ForeignKey(
        BudgetHead, null=True, blank=True, on_delete=models.PROTECT,
        related_name="moves_out",
    )  # fmt: skip
    pounds = models.DecimalField(validators=A_PENNY, **POUNDS)
    use = models.OneToOneField(
        ReleaseUse, null=True, blank=True, on_delete=models.PROTECT, related_name="move"
    )  # fmt: skip

    objects = BudgetMoveQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None) | ~Q(source=F("head")),
                name="a_budget_moves_to_another",
                violation_error_message="Choose another budget to move it to.",
            )
        ]
        indexes = [models.Index(fields=["april", "head"], name="budget_moves_by_year")]

    def __str__(self):
        what = "moved" if self.source_id else "set"
        return f"£{self.pounds:,.0f} {what} in {year_said(self.april)}"


class LedgerUploadQuerySet(MoneyQuerySet):
    def columns_said(self) -> dict[str, dict[str, str]]:
        """Return which column is which, by the headings of which somebody said so last."""
        told = self.exclude(headings="").order_by("pk")
        return dict(told.values_list("headings", "columns"))


class LedgerUpload(models.Model):
    """A file of the ledger that somebody uploaded: how many months it gave.

    Where its columns had to be named, `columns` says which was which, and `headings`
    stands for what they were called.
    """

    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    rows = models.PositiveIntegerField()
    headings = models.CharField(max_length=16, blank=True)
    columns = models.JSONField(default=dict, blank=True)

    objects = LedgerUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self):
        return f"Ledger file {self.pk}"


class HeadMonth(models.Model):
    """What a budget spent in a month, as booked, or is expected to, as somebody typed in."""

    class Kind(models.TextChoices):
        BOOKED = "booked", "Booked"
        EXPECTED = "expected", "Expected"

    head = models.ForeignKey(
        BudgetHead, on_delete=models.PROTECT, related_name="months"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    month = models.DateField(help_text="Its first day.")
    pounds = models.DecimalField(help_text="A credit is less than 0.", **POUNDS)
    note = models.CharField(max_length=200, blank=True)
    upload = models.ForeignKey(
        LedgerUpload, null=True, blank=True, on_delete=models.PROTECT,
        related_name="months",
    )  # fmt: skip

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(
                fields=["head", "kind", "month"],
                name="one_figure_of_a_budget_and_month",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.month:%B %Y}"

    @property
    def april(self) -> int:
        return financial_year(self.month)

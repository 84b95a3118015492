"""Grants: who gives what for what, by which instalments, and the account of each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.desk.decisions.models import Decision
from alongside.reckon.money.grant_checks import Instalment, PerHead
from alongside.reckon.money.grants import Entry

PENCE = {"max_digits": 12, "decimal_places": 2}
ABOVE_NOTHING = MinValueValidator(Decimal("0.01"), "An amount is above 0.")


class SeenWithMoney(models.QuerySet):
    """What is shown to those who see money, all of it."""

    def visible_to(self, user):
        return self if user.is_active and user.may("see_money") else self.none()


class Funder(models.Model):
    """Who gives a grant, under one name; `also` is how else letters have spelt it."""

    name = models.CharField(max_length=150, unique=True)
    also = models.JSONField("also spelt", default=list, blank=True)

    objects = SeenWithMoney.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class GrantQuerySet(SeenWithMoney):
    def by_end(self):
        """Those that end soonest first; those without an end last."""
        return self.select_related("funder").order_by(
            F("ends_on").asc(nulls_last=True), "name"
        )


class Grant(models.Model):
    """An award by its letter: what it may be spent on, and until when."""

    class Kind(models.TextChoices):
        REVENUE = "revenue", "Revenue"
        CAPITAL = "capital", "Capital"

    name = models.CharField(
        max_length=150,
        unique=True,
        error_messages={"unique": "There is a grant of this name already."},
    )
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="grants")
    reference = models.CharField("award letter", max_length=150)
    letter_on = models.DateField("date of the letter")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REVENUE)
    by_decision = models.BooleanField("it is released by a decision", default=True)
    ring_fenced = models.BooleanField("it may be spent on this alone", default=True)
    conditions = models.TextField(blank=True)
    clawback = models.TextField("what is paid back, and when", blank=True)
    return_line = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField("first day to spend it")
    ends_on = models.DateField("last day to spend it", null=True, blank=True)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_on_or_after_its_first_day",
                violation_error_message="The last day comes before the first. Swap them.",
            )
        ]

    def __str__(self):
        return self.name


class OfGrant(models.QuerySet):
    def visible_to(self, user):
        return self.filter(grant__in=Grant.objects.visible_to(user))


class GrantUse(models.Model):
    """What part of a grant is for; perhaps so much for each of some people, and on top."""

    class Adds(models.TextChoices):
        ADDS = "adds", "Something new"
        OFFSETS = "offsets", "What the council pays for already"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(max_length=150)
    adds = models.CharField("it pays for", max_length=10, choices=Adds)
    heads = models.PositiveSmallIntegerField("number of people", null=True, blank=True)
    each = models.DecimalField(
        "for each", **PENCE, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    on_top = models.DecimalField(
        "on top", **PENCE, default=0, validators=[MinValueValidator(0)]
    )

    objects = OfGrant.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "name"],
                name="use_once_of_a_grant",
                violation_error_message="This grant has a use of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(heads=None, each=None)
                | Q(heads__isnull=False, each__isnull=False),
                name="heads_and_the_sum_for_each_go_together",
                violation_error_message="Give the number of people and the sum for each, "
                "or neither.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def scheme(self) -> PerHead | None:
        return (
            None if self.heads is None else PerHead(self.heads, self.each, self.on_top)
        )


class GrantInstalment(models.Model):
    """What the funder said it pays, and by when."""

    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="instalments"
    )
    due_on = models.DateField("due by")
    pounds = models.DecimalField("amount", **PENCE, validators=[ABOVE_NOTHING])

    objects = OfGrant.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"Instalment {self.pk}"

    def reckoned(self) -> Instalment:
        return Instalment(self.due_on, self.pounds)


class GrantEntryQuerySet(OfGrant):
    def standing(self):
        """Those that count, and releases that wait for their decision."""
        return self.filter(state__in=[GrantEntry.State.COUNTS, GrantEntry.State.WAITS])

    def in_order(self):
        return self.select_related(
            "use", "to", "by", "decision__body", "taken_back_by"
        ).order_by("pk")


class GrantEntry(models.Model):
    """One line of a grant's account. Only added to: what was wrong is taken back, and stays."""

    class Kind(models.TextChoices):
        AWARD = "award", "Awarded"
        RELEASE = "release", "Released to be spent"
        ALLOCATE = "allocate", "Allocated to a use"
        VIRE = "vire", "Moved to another use"
        COMMIT = "commit", "Committed"
        FREE = "free", "Commitment ended"
        SPEND = "spend", "Spent"
        CLAIM = "claim", "Claimed from the funder"
        RECEIVE = "receive", "Received from the funder"
        REPAY = "repay", "Paid back to the funder"

    class State(models.TextChoices):
        COUNTS = "counts", "Counts"
        WAITS = "waits", "Waits for its decision"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken_back", "Taken back"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    happened_on = models.DateField("day")
    pounds = models.DecimalField("amount", **PENCE, validators=[ABOVE_NOTHING])
    use = models.ForeignKey(
        GrantUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to = models.ForeignKey(
        GrantUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claim = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    approval = models.CharField("who allowed it", max_length=200, blank=True)
    note = models.CharField("note, or ledger reference", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.COUNTS)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    why_back = models.CharField("why it was taken back", max_length=300, blank=True)

    objects = GrantEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="release") | Q(decision__isnull=False),
                name="release_rests_on_a_decision",
                violation_error_message="Choose the decision that releases it.",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back")
                | Q(taken_back_by__isnull=False) & ~Q(why_back=""),
                name="taken_back_by_somebody_and_why",
                violation_error_message="Say why it is taken back.",
            ),
        ]

    def __str__(self):
        return f"Entry {self.pk}"

    @property
    def counts(self) -> bool:
        return self.state == self.State.COUNTS

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITS

    @property
    def allowed_by(self) -> str:
        """Who allowed it, and where that is written."""
        return str(self.decision) if self.decision else self.approval

    def reckoned(self) -> Entry:
        return Entry(
            self.kind, self.happened_on, self.pounds,
            use=self.use.name if self.use else "", to=self.to.name if self.to else "",
            approval=self.allowed_by,
        )  # fmt: skip


class GrantEvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those who keep grants: a claim may name the people it is for."""
        return self if user.is_active and user.may("keep_money") else self.none()


class GrantEvidence(models.Model):
    """A file that shows what an entry, or the award itself, stands on. It is kept sealed."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="evidence")
    entry = models.ForeignKey(
        GrantEntry, null=True, blank=True, on_delete=models.PROTECT,
        related_name="evidence",
    )  # fmt: skip
    what = models.CharField("what it is", max_length=150)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = GrantEvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Evidence {self.pk}"


class GrantYearEnd(models.Model):
    """What becomes of what was unspent on a 31 March, on whose word. Said once a year."""

    class Treatment(models.TextChoices):
        REPAY = "repay", "Paid back to the funder"
        RESERVE = "reserve", "Carried forward in a reserve"
        CREDITOR = "creditor", "Carried forward as owed to the funder"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="year_ends")
    year = models.PositiveSmallIntegerField("year that began in April")
    pounds = models.DecimalField("unspent when this was said", **PENCE)
    treatment = models.CharField("what becomes of it", max_length=10, choices=Treatment)
    approval = models.CharField("who allowed it", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_on = models.DateField()

    objects = OfGrant.as_manager()

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "year"],
                name="one_year_end_of_a_grant",
                violation_error_message="It is said already what becomes of this year’s.",
            )
        ]

    def __str__(self):
        return f"Year end {self.pk}"


def reckoned(entries: Iterable[GrantEntry]) -> list[Entry]:
    return [each.reckoned() for each in entries]

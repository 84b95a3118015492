"""Foster carers' payment queries: what was due, what was paid, why not, and whose turn it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from alongside.desk.contacts.contact_models import Contact, WithinReach, new_reference
from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.models import Team

OPEN_ALREADY = "This carer has an open query about this payment already."
ZERO = Decimal("0.00")
POUNDS = models.DecimalField(max_digits=9, decimal_places=2)


def _person(**more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more
    )


class PaymentCauseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who log contacts: a cause names no carer and no child."""
        return self if user.may("log_contact") else self.none()

    def in_order(self):
        """Those not put right first, then the latest found."""
        return self.order_by(F("mended_on").asc(nulls_first=True), "-found_on", "-pk")


class PaymentCause(models.Model):
    """One thing that went wrong behind several queries: a pay run missed, a rate not raised."""

    what = models.CharField("what went wrong", max_length=200)
    found_on = models.DateField("found on")
    mended_on = models.DateField("put right on", null=True, blank=True)
    how = models.CharField("how it was put right", max_length=300, blank=True)
    added_by = _person()

    objects = PaymentCauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mended_on=None) | Q(mended_on__gte=F("found_on")),
                name="payment_cause_put_right_after_it_was_found",
                violation_error_message="It cannot be put right before it was found.",
            )
        ]

    def __str__(self):
        return self.what


class PaymentQueryQuerySet(WithinReach):
    """As contacts: about no child, also of whoever opened one."""

    whose = ("opened_by",)

    def open(self):
        return self.filter(answered_on=None)

    def with_sums(self):
        """Each with `due` and `paid`, in pounds, by its ledger; and `times` it was asked."""
        stands = Q(entries__struck_at=None)
        asked = PaymentContact.objects.filter(query=OuterRef("pk")).order_by()
        return self.annotate(
            due=_sum(stands & Q(entries__side=PaymentEntry.Side.DUE)),
            paid=_sum(stands & Q(entries__side=PaymentEntry.Side.PAID)),
            times=Coalesce(
                Subquery(asked.values("query").annotate(n=Count("pk")).values("n")), 0
            ),
        )

    def longest_open_first(self):
        return self.select_related("carer", "child", "team", "cause").order_by(
            F("answered_on").desc(nulls_first=True), "opened_on", "pk"
        )


def _sum(which: Q):
    return Coalesce(Sum("entries__pounds", filter=which), ZERO, output_field=POUNDS)


class PaymentQuery(models.Model):
    """One question of a carer about one kind of payment, however often they ring about it."""

    class Kind(models.TextChoices):
        ALLOWANCE = "allowance", "Weekly allowance"
        FEE = "fee", "Fee or skills payment"
        MILEAGE = "mileage", "Mileage"
        BREAK = "break", "Short break or respite"
        RETAINER = "retainer", "Retainer"
        SPECIAL = "special", "Birthday, festival or holiday"
        EQUIPMENT = "equipment", "Clothing or equipment"
        KINSHIP = "kinship", "Kinship or special guardianship allowance"
        OTHER = "other", "Another payment"

    class Turn(models.TextChoices):
        SUPPORT = "support", "Support officer"
        WORKER = "worker", "Social worker"
        FOSTERING = "fostering", "Fostering team"
        FINANCE = "finance", "Payments team"
        CARER = "carer", "Carer"

    class Fault(models.TextChoices):
        COUNCIL = "council", "The council"
        CARER = "carer", "The carer"
        OTHER = "other", "Somebody else"
        NOBODY = "nobody", "Nobody: it was paid as due"
        UNKNOWN = "unknown", "Not known yet"

    class Why(models.TextChoices):
        NOT_RECORDED = "not_recorded", "Placement not recorded in time"
        LATE_FORM = "late_form", "Form or claim late"
        WRONG_RATE = "wrong_rate", "Wrong rate"
        WRONG_DATES = "wrong_dates", "Wrong dates"
        NOT_TOLD = "not_told", "A change was not passed on"
        RUN_MISSED = "run_missed", "Pay run missed"
        BANK = "bank", "Bank details"
        NOT_EXPLAINED = "not_explained", "Paid, without saying what for"
        NONE = "none", "No fault found"

    class Answer(models.TextChoices):
        PAID = "paid", "Paid in full"
        PART = "part", "Paid in part, and told why"
        NOT_DUE = "not_due", "Not due, and told why"
        BACK = "back", "Overpaid, and how to pay it back agreed"
        WITHDRAWN = "withdrawn", "Taken back by the carer"

    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    kind = models.CharField("payment", max_length=10, choices=Kind)
    carer = models.ForeignKey(
        Adult, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    carer_said = models.CharField("carer, as they gave their name", max_length=200, blank=True)  # fmt: skip
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="payment_queries"
    )  # fmt: skip
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_by = _person()
    opened_on = models.DateField()
    turn = models.CharField("whose turn it is", max_length=10, choices=Turn, default=Turn.SUPPORT)  # fmt: skip
    next_step = models.CharField(max_length=300, default="Find out what was due and what was paid.")  # fmt: skip
    next_by = models.DateField("by when")
    fault = models.CharField(max_length=10, choices=Fault, default=Fault.UNKNOWN)
    why = models.CharField("cause", max_length=15, choices=Why, blank=True)
    cause = models.ForeignKey(
        PaymentCause, null=True, blank=True, on_delete=models.PROTECT, related_name="queries"
    )  # fmt: skip
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField("carer told on", null=True, blank=True)

    objects = PaymentQueryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "payment queries"
        indexes = [
            models.Index(
                fields=["answered_on", "opened_on"], name="payment_query_open"
            ),
            models.Index(fields=["carer", "kind"], name="payment_query_of_carer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | (Q(answered_on__gte=F("opened_on")) & ~Q(answer="")),
                name="payment_query_answered_with_a_day",
                violation_error_message="The carer cannot be told before they asked.",
            ),
            models.UniqueConstraint(
                fields=["carer", "kind", "child"],
                condition=Q(answered_on=None),
                name="one_open_query_a_carer_payment_and_child",
                violation_error_message=OPEN_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["carer", "kind"],
                condition=Q(answered_on=None, child=None),
                name="one_open_query_a_carer_and_payment",
                violation_error_message=OPEN_ALREADY,
            ),
        ]

    def __str__(self):
        return f"Payment query {self.reference}"

    @property
    def whose(self) -> str:
        """The carer, as known here or as they said."""
        return str(self.carer) if self.carer else self.carer_said or "Carer not known"

    def days_open(self, today: date) -> int:
        """Days from the day it was asked to the day it was answered, or to today."""
        return ((self.answered_on or today) - self.opened_on).days


class PaymentContact(models.Model):
    """That a contact was about a payment query: the first, and each time they rang again."""

    query = models.ForeignKey(
        PaymentQuery, on_delete=models.PROTECT, related_name="asked"
    )
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, related_name="payment"
    )

    def __str__(self):
        return f"{self.query}: {self.contact}"


class PaymentEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The lines of the queries that this person may see."""
        return self.filter(query__in=PaymentQuery.objects.visible_to(user))


class PaymentEntry(models.Model):
    """A line of the ledger: what was due, or paid, for which days. Struck out, never changed."""

    class Side(models.TextChoices):
        DUE = "due", "Due"
        PAID = "paid", "Paid"

    query = models.ForeignKey(
        PaymentQuery, on_delete=models.PROTECT, related_name="entries"
    )
    side = models.CharField("due or paid", max_length=4, choices=Side)
    pounds = models.DecimalField(
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), "Enter a sum of more than £0.")],
    )
    first_on = models.DateField("first day it is for")
    last_on = models.DateField("last day it is for")
    paid_on = models.DateField("day it was paid", null=True, blank=True)
    source = models.CharField("where the figure is from", max_length=120)
    added_by = _person()
    added_at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = _person(null=True, blank=True)
    struck_why = models.CharField(max_length=200, blank=True)

    objects = PaymentEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "payment entries"
        ordering = ["first_on", "side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="payment_entry_days_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(side="due", paid_on=None)
                | Q(side="paid", paid_on__isnull=False),
                name="payment_entry_paid_on_a_day",
                violation_error_message="Say on which day it was paid; of what was due, leave "
                "that day empty.",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
                name="payment_entry_struck_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()} £{self.pounds}"


class PaymentStep(models.Model):
    """What was done, and whose turn it became: a line for each time it changed hands."""

    query = models.ForeignKey(
        PaymentQuery, on_delete=models.PROTECT, related_name="steps"
    )
    said = models.CharField("what was done", max_length=300)
    turn = models.CharField(max_length=10, choices=PaymentQuery.Turn)
    next_step = models.CharField(max_length=300)
    next_by = models.DateField()
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.said

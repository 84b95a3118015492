"""E-mails that came in: kept as they came, sealed, and read as inert text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from alongside.desk.messages import mail_reading
from alongside.desk.messages.filing import FILINGS, Offer


class ReceivedMailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is not filed, to those who file mail: it belongs to no child yet.

        What was filed is seen by those who may see what it became, and by nobody else.
        """
        if not user.may("file_mail"):
            return self.none()
        seen = ~Q(state=ReceivedMail.State.FILED)
        for filing in FILINGS.values():
            keys = filing.visible(user)
            seen |= Q(filed_label=filing.label, filed_key__in=keys)
        return self.filter(seen)

    def waiting(self):
        return self.filter(state=ReceivedMail.State.WAITING)

    def with_attachments(self):
        return self.annotate(attached=Count("attachments"))

    def in_turn(self):
        """The longest waiting first; what is settled, the latest first."""
        return self.order_by(F("settled_at").desc(), "received_at", "pk")


class ReceivedMail(models.Model):
    """A mail as it was read. It is in no record of a child before a person files it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be filed"
        FILED = "filed", "Filed"
        SET_ASIDE = "set_aside", "Set aside"

    class Problem(models.TextChoices):
        UNREADABLE = (
            mail_reading.UNREADABLE,
            ("This e-mail could not be read. It is kept as it came."),
        )
        TOO_LARGE = (
            "too_large",
            ("This e-mail is too large to be taken. It is still in the mailbox."),
        )
        TOO_DEEP = (
            mail_reading.TOO_DEEP,
            ("Not all parts of this e-mail could be read. It is kept as it came."),
        )
        CUT = mail_reading.CUT, "Only the beginning of the text is shown."

    class Why(models.TextChoices):
        ADVERTISING = "advertising", "Advertising, or sent by a machine"
        COPY = "copy", "A copy of another e-mail"
        PASSED_ON = "passed_on", "Passed on to another service"
        OTHER = "other", "Another reason, said below"

    identity = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of its Message-ID, or of it all."
    )
    from_name = models.CharField(max_length=150, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="As the mail says.")
    received_at = models.DateTimeField()
    text = models.TextField(blank=True)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: collected from the mailbox.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=12, choices=Why, blank=True)
    note = models.CharField(max_length=200, blank=True)
    filed_label = models.CharField(max_length=80, blank=True)
    filed_key = models.BigIntegerField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the desk itself filed it.",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ReceivedMailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "received_at"], name="mail_by_turn"),
            models.Index(fields=["filed_label", "filed_key"], name="mail_by_filing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", why="", filed_key=None, settled_by=None)
                | Q(state="filed", why="", filed_key__isnull=False, settled_at__isnull=False)
                | ~Q(why="") & Q(state="set_aside", filed_key=None, settled_by__isnull=False),
                name="mail_waits_or_is_filed_or_set_aside_with_a_reason",
            )
        ]  # fmt: skip

    def __str__(self):
        return f"E-mail {self.pk}"

    @property
    def sender(self) -> str:
        """The name its sender goes by, and the address, as the mail says."""
        both = f"{self.from_name} ({self.from_address})" if self.from_name else ""
        return both or self.from_address or "A sender that is not named"

    @property
    def title(self) -> str:
        return self.subject or "No subject"

    def filed_as(self) -> Offer | None:
        """What it became, and where that is."""
        filing = FILINGS.get(self.filed_label)
        return filing.shown(self.filed_key) if filing else None


class MailAsReceived(models.Model):
    """The bytes of a mail, sealed. Of one too large, its headers alone."""

    mail = models.OneToOneField(
        ReceivedMail, on_delete=models.PROTECT, related_name="as_received"
    )
    sealed = models.BinaryField()


class Attachment(models.Model):
    """What hangs on a mail. Its contents stay sealed in the mail itself."""

    mail = models.ForeignKey(
        ReceivedMail, on_delete=models.PROTECT, related_name="attachments"
    )
    place = models.PositiveSmallIntegerField(help_text="Which of the mail's, from 0.")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100, help_text="As the mail says.")
    size = models.PositiveIntegerField(help_text="Bytes.")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "place"], name="one_attachment_of_a_place"
            )
        ]

    def __str__(self):
        return f"Attachment {self.place + 1} of {self.mail}"

    @property
    def packed_by_outlook(self) -> bool:
        return self.media_type in ("application/ms-tnef", "application/vnd.ms-tnef")


class MailboxQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may("file_mail") else self.none()


class MailboxRead(models.Model):
    """When the mailbox was last read, and what stood in the way if it was not."""

    tried_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    objects = MailboxQuerySet.as_manager()

    def __str__(self):
        return "The mailbox"

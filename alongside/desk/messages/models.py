"""What leaves the desk: one outbox, in order, kept until it has gone."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from alongside.desk.access.sealing import unseal
from alongside.desk.messages.mail_models import (
    Attachment,
    MailAsReceived,
    MailboxRead,
    ReceivedMail,
)
from alongside.desk.messages.recipients import masked
from alongside.desk.messages.template_models import MessageTemplate, TemplateVersion
from alongside.desk.messages.why_not import in_words
from alongside.desk.workforce.models import Membership

__all__ = [
    "AsWritten",
    "Attachment",
    "MailAsReceived",
    "MailboxRead",
    "Message",
    "MessageTemplate",
    "ReceivedMail",
    "TemplateVersion",
]


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was written to this person, and what they may see of what went outside.

        Nobody reads what was written to another who signs in. A message outside is seen
        by those who talk with people outside, if they wrote it or work beside who did:
        whom it is for is masked and its words tell no case, so that it says nothing of
        a child, restricted or not. What the desk itself wrote stands where it belongs.
        """
        outside = Q(to=None, by__isnull=False)
        return self.filter(Q(to=user) | outside & self._sent_beside(user))

    def _sent_beside(self, user) -> Q:
        if not user.may("log_contact"):
            return Q(pk=None)
        if user.sees_whole_service:
            return Q()
        return Q(by=user) | Q(by__in=Membership.objects.beside(user))

    def outside(self):
        """Those to people who do not sign in here."""
        return self.filter(to=None).select_related("by", "version__template")

    def unsent(self):
        return self.filter(state__in=(Message.State.WAITING, Message.State.SENDING))

    def followed(self, since: datetime):
        """Those that GOV.UK Notify took since then, and has not said how it ended."""
        taken = self.filter(state=Message.State.SENT, sent_at__gte=since)
        return taken.exclude(remote_id="")

    def stuck(self):
        """Those that were tried and given up, for whoever looks after the desk."""
        return self.filter(state=Message.State.GIVEN_UP)

    def in_turn(self):
        """The unsent, of each thread no more than the first."""
        before = Message.objects.unsent().filter(
            thread=OuterRef("thread"), pk__lt=OuterRef("pk")
        )
        return self.unsent().filter(Q(thread="") | ~Exists(before))

    def latest_first(self):
        return self.order_by("-pk")


class Message(models.Model):
    """One message to one person, written in the transaction of what it is about.

    To somebody who signs in here, or to a number or an address outside. The subject
    names nobody: it is shown on a locked telephone's screen. Messages of one `thread`
    leave in the order they were written. `key` says what the message is, so that the
    same one is never written twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        DELIVERED = "delivered", "Delivered"
        UNDELIVERED = "undelivered", "Not delivered"
        KEPT = "kept", "Kept here to be read"
        GIVEN_UP = "given_up", "Could not be sent"

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="messages",
        help_text="Empty: to somebody outside.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the desk itself.",
    )
    address = models.EmailField(
        blank=True, help_text="With no number either: to be read here."
    )
    number = models.CharField(max_length=15, blank=True, help_text="Of a text.")
    version = models.ForeignKey(
        TemplateVersion, null=True, on_delete=models.PROTECT, related_name="messages"
    )
    kind = models.SlugField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    thread = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    remote_id = models.CharField(
        max_length=40, blank=True, help_text="What GOV.UK Notify calls it."
    )
    problem = models.CharField(
        max_length=40, blank=True, help_text="What was answered at the latest attempt."
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "try_at"], name="message_by_turn"),
            models.Index(fields=["thread"], name="message_by_thread"),
            models.Index(fields=["to", "-id"], name="message_by_reader"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False, number="")
                | Q(to=None, version__isnull=False, number="") & ~Q(address="")
                | Q(to=None, version__isnull=False, address="") & ~Q(number=""),
                name="message_to_one_reader_number_or_address",
            )
        ]

    def __str__(self):
        return self.subject

    @property
    def masked(self) -> str:
        """Where a message outside went, in words that give no number away."""
        return masked(self.number or self.address)

    @property
    def channel(self) -> str:
        return "Text" if self.number else "E-mail"

    @property
    def why_not(self) -> str:
        """Why it has not arrived, as far as the latest attempt tells."""
        return in_words(self.problem)


class AsWritten(models.Model):
    """The bytes of an e-mail that leaves as they are, sealed: one that carries an event."""

    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, related_name="as_written"
    )
    sealed = models.BinaryField()

    def __str__(self):
        return f"As written: message {self.message_id}"

    @property
    def raw(self) -> bytes:
        return unseal(bytes(self.sealed))

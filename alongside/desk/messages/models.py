"""What leaves the desk: one outbox, in order, kept until it has gone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was written to this person. Nobody reads another's messages."""
        return self.filter(to=user)

    def unsent(self):
        return self.filter(state__in=(Message.State.WAITING, Message.State.SENDING))

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

    The subject names nobody: it is shown on a locked telephone's screen. Messages of one
    `thread` leave in the order they were written. `key` says what the message is, so that
    the same one is never written twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        KEPT = "kept", "Kept here to be read"
        GIVEN_UP = "given_up", "Could not be sent"

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages"
    )
    address = models.EmailField(blank=True, help_text="Empty: to be read here.")
    kind = models.SlugField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    thread = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "try_at"], name="message_by_turn"),
            models.Index(fields=["thread"], name="message_by_thread"),
            models.Index(fields=["to", "-id"], name="message_by_reader"),
        ]

    def __str__(self):
        return self.subject

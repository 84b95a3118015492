"""Call-backs: who promised to ring whom by when, what was tried, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from alongside.desk.access.sealing import unseal
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.people.models import ContactPoint
from alongside.desk.people.reaching import May, may_leave_voicemail, may_ring, may_text
from alongside.desk.workforce.models import Cover

MINUTE = {"second": 0, "microsecond": 0}
NO_NUMBER = May(False, "No number is kept: see what the caller said.")


def this_minute() -> datetime:
    """Return now to the whole minute: promised by 3pm, a call at 3pm is in time."""
    return timezone.now().replace(**MINUTE)


class CallBackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the contacts this person may read; and what they promised about nobody known."""
        read = Contact.objects.visible_to(user).values("pk")
        return self.filter(
            Q(contact__in=read) | self._owed_by(user, contact__child=None)
        )

    def owed_by(self, user):
        """Those this person has to see to: theirs, and those of whom they cover for today."""
        return self.filter(self._owed_by(user))

    def _owed_by(self, user, **more) -> Q:
        if not user.may("log_contact"):
            return Q(pk__in=())
        return Q(to__in=[user.pk, *Cover.objects.for_whom(user)], **more)

    def open(self):
        return self.filter(kept_with=None, given_up_at=None)

    def missed(self, now: datetime):
        """Those still open whose time has passed."""
        return self.open().filter(by_when__lt=now)

    def done(self):
        """Those kept or given up."""
        return self.exclude(kept_with=None, given_up_at=None)

    def kept(self):
        return self.filter(kept_with__isnull=False)

    def latest_first(self):
        return self.order_by("-by_when", "-pk")

    def tried_in_name_of(self, user, since: datetime):
        """What others tried for this person since then, the latest first."""
        tried = Attempt.objects.filter(
            in_name_of=user, at__gte=since, call_back__in=self.values("pk")
        )
        return tried.select_related("by", "call_back__contact").order_by("-at")

    def kept_in_time(self):
        return self.filter(kept_with__at__lte=F("judged_by"))

    def promised(self, first: datetime, last: datetime):
        """Those promised from one moment until before another."""
        return self.filter(promised_at__gte=first, promised_at__lt=last)

    def soonest_first(self):
        return self.order_by("by_when", "pk")

    def with_people(self):
        return self.select_related(
            "contact__child",
            "contact__topic",
            "contact__team",
            "to__role",
            "point__adult",
            "kept_with__by",
            "given_up_by",
        )

    def with_tries(self):
        """Each with how many attempts failed, as `tried`."""
        failed = ~Q(attempts__outcome=Attempt.Outcome.THROUGH)
        return self.annotate(tried=Count("attempts", filter=failed))


class CallBack(models.Model):
    """That a person is to ring, text or write to a caller by a time.

    `judged_by` is the time the promise is judged by: `by_when`, unless that was moved
    after it had passed. To move a promise that was missed does not keep it.
    """

    class Channel(models.TextChoices):
        PHONE = "phone", "Ring"
        TEXT = "text", "Text"
        EMAIL = "email", "E-mail"

    class State(models.TextChoices):
        DUE = "due", "Due"
        MISSED = "missed", "Missed"
        KEPT = "kept", "Kept"
        KEPT_LATE = "kept_late", "Kept late"
        GIVEN_UP = "given_up", "Given up"

    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, related_name="call_back"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="who is to ring",
        on_delete=models.PROTECT, related_name="call_backs",
    )  # fmt: skip
    point = models.ForeignKey(
        ContactPoint, verbose_name="number or address", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    sealed_number = models.BinaryField(blank=True, default=b"")
    safe_to_ring = models.CharField(
        max_length=7, choices=ContactPoint.Safe, default=ContactPoint.Safe.UNKNOWN
    )
    by_when = models.DateTimeField()
    judged_by = models.DateTimeField()
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.PHONE)
    about = models.CharField(max_length=200)
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    promised_at = models.DateTimeField()
    kept_with = models.OneToOneField(
        "contacts.Attempt", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text="The attempt that got through.",
    )  # fmt: skip
    given_up_at = models.DateTimeField(null=True, blank=True)
    given_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    given_up_why = models.CharField(max_length=300, blank=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["to", "by_when"],
                condition=Q(kept_with=None, given_up_at=None),
                name="call_back_owed",
            ),
            models.Index(fields=["promised_at"], name="call_back_promised"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_with=None) | Q(given_up_at=None),
                name="call_back_kept_or_given_up",
                violation_error_message="A call-back that was kept is not given up.",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None, given_up_by=None, given_up_why="")
                | Q(
                    given_up_at__isnull=False,
                    given_up_by__isnull=False,
                    given_up_why__gt="",
                ),
                name="call_back_given_up_with_a_reason",
                violation_error_message="Say why the call-back is given up.",
            ),
            models.CheckConstraint(
                condition=Q(judged_by__lte=F("by_when")),
                name="call_back_judged_by_no_later_time",
            ),
        ]

    def __str__(self):
        return f"Call-back {self.contact.reference}"

    def state(self, now: datetime) -> State:
        """What became of the promise by now: worked out, never stored."""
        if self.given_up_at:
            return self.State.GIVEN_UP
        if self.kept_with:
            in_time = self.kept_with.at <= self.judged_by
            return self.State.KEPT if in_time else self.State.KEPT_LATE
        return self.State.MISSED if self.by_when < now else self.State.DUE

    @property
    def is_open(self) -> bool:
        return self.kept_with_id is None and self.given_up_at is None

    @property
    def outcome(self) -> str:
        """The codes of all answers so far, in their order: a page carries what it showed."""
        return " ".join(each.outcome for each in self.attempts.all())

    @property
    def reached_by(self) -> ContactPoint | None:
        """The number held of a known adult, or the one a caller gave who is not known here."""
        if self.point or not self.sealed_number:
            return self.point
        number = unseal(bytes(self.sealed_number)).decode()
        return ContactPoint(value=number, safe_to_ring=self.safe_to_ring)

    @property
    def may_leave_voicemail(self) -> May:
        """Whether a message may be left on the number: unknown means no."""
        point = self.reached_by
        return may_leave_voicemail(point) if point else NO_NUMBER

    @property
    def may_tell(self) -> May:
        """Whether the caller may be sent a text or an e-mail: unknown means no."""
        point = self.reached_by
        return may_text(point) if point else NO_NUMBER

    def may_reach(self, at: datetime) -> May:
        """Whether the caller may be reached at a moment as was promised, in which hours."""
        point = self.reached_by
        if point is None or self.channel != self.Channel.PHONE:
            return self.may_tell
        return may_ring(point, at)


class AskedAgain(models.Model):
    """That the same caller asked for the same again while the promise was open."""

    call_back = models.ForeignKey(
        CallBack, on_delete=models.PROTECT, related_name="asked_again"
    )
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, related_name="asked_again_of"
    )

    class Meta:
        verbose_name_plural = "asked again"
        ordering = ["pk"]

    def __str__(self):
        return f"Call-back {self.call_back_id} again"


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(call_back__in=CallBack.objects.visible_to(user).values("pk"))

    def through(self):
        """Those that got through, and of which nobody said later that they had not."""
        return self.filter(outcome=Attempt.Outcome.THROUGH, reopened=None)


class Attempt(models.Model):
    """That somebody tried, and whether they got through."""

    class Outcome(models.TextChoices):
        THROUGH = "through", "Yes, I got through"
        NO_ANSWER = "no_answer", "No answer"
        LEFT_MESSAGE = "left_message", "I left a message"
        WRONG_NUMBER = "wrong_number", "Wrong number"

    call_back = models.ForeignKey(
        CallBack, on_delete=models.PROTECT, related_name="attempts"
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    in_name_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    at = models.DateTimeField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["in_name_of", "-at"], name="attempt_in_name")]

    def __str__(self):
        return f"Attempt {self.pk}"


class Move(models.Model):
    """That a promise went to another person, or to another time, and why."""

    call_back = models.ForeignKey(
        CallBack, on_delete=models.PROTECT, related_name="moves"
    )
    was_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    was_by_when = models.DateTimeField()
    by_when = models.DateTimeField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Move {self.pk}"

"""A contact: who rang, wrote or came, about whom and what, and what they were told."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils import timezone

from alongside.desk.contacts.topic_models import Topic
from alongside.desk.people.models import (
    Adult,
    Child,
    ChildTeam,
    ContactPoint,
)
from alongside.desk.workforce.models import Cover, Team

# Letters that are not taken for one another on the telephone, and that make no word.
SAID_LETTERS = "HKLMRWXYZ"


def new_reference() -> str:
    """Return three letters and four figures, as in `KRW-4829`: drawn, and not counted."""
    letters = "".join(secrets.choice(SAID_LETTERS) for _ in range(3))
    return f"{letters}-{secrets.randbelow(10_000):04}"


class WithinReach(models.QuerySet):
    """Rows about a child, or else of a team: whose they are besides is named by `whose`."""

    whose: tuple[str, ...] = ()

    def visible_to(self, user):
        """What this person may read, where their role logs contacts.

        One about a child: whoever may be shown the child. One about none: the people of
        its team, and whose it is besides. Those who see the whole service see these too.
        """
        return self._within(user) if user.may("log_contact") else self.none()

    def counted_for(self, user):
        """What this person's figures are made of: the same reach, for those who read them."""
        return self._within(user) if user.may("see_contact_measures") else self.none()

    def _within(self, user):
        """As `Child.objects.visible_to`, asked once and not for each row of a long list."""
        kept_out = Child.objects.kept_from(user)
        if user.sees_whole_service:
            return self.exclude(child__in=kept_out)
        teams = Team.objects.of(user)
        held = ChildTeam.objects.filter(team__in=teams).values("child")
        # No index for the child: with one, a list gathers all within reach and sorts it,
        # where the newest are found by reading the newest.
        about = Q(In(Coalesce("child", 0), held.query)) & ~Q(child__in=kept_out)
        return self.filter(about | self._theirs(user))

    def how_many(self, user) -> int:
        """As `visible_to(user).count()`, in a tenth of the time: in two parts, by an index each."""
        if user.sees_whole_service or not user.may("log_contact"):
            return self.visible_to(user).count()
        held = ChildTeam.objects.filter(team__in=Team.objects.of(user)).values("child")
        about = self.filter(child__in=held).exclude(
            child__in=Child.objects.kept_from(user)
        )
        return about.count() + self.filter(self._theirs(user)).count()

    def _theirs(self, user) -> Q:
        """The condition for what is about no child."""
        theirs = Q(team__in=Team.objects.of(user))
        for role in self.whose:
            theirs |= Q(**{role: user})
        return Q(theirs, child=None)


class ContactQuerySet(WithinReach):
    """Contacts: about no child, also of whoever took one and whom it was passed to."""

    whose = ("taken_by", "passed_to")

    def newest_first(self):
        return self.order_by("-began_at", "-pk")

    def passed_on_to(self, user):
        """Those passed to this person, or to whom they cover for today."""
        return self.filter(passed_to__in=[user.pk, *Cover.objects.for_whom(user)])

    def to_see(self, user):
        """Of those passed on to this person, what they did not say yet that they saw."""
        return self.passed_on_to(user).unseen()

    def unseen(self):
        """Those passed to a colleague, of which nobody said yet that they saw them.

        What the duty worker was passed as a concern has a mark of its own: who took it on.
        """
        told = Q(outcome=Contact.Outcome.MESSAGE) | Q(concern=None)
        to_another = ~Q(passed_to=F("taken_by"))
        return self.filter(told, to_another, passed_to__isnull=False, seen_at=None)


class Contact(models.Model):
    """One call, letter, e-mail, text or visit, as it was taken down."""

    class Channel(models.TextChoices):
        PHONE = "phone", "Telephone"
        EMAIL = "email", "E-mail"
        LETTER = "letter", "Letter"
        IN_PERSON = "in_person", "In person"
        TEXT = "text", "Text message"

    class NumberState(models.TextChoices):
        WORKED = "worked", "Worked"
        FAILED = "failed", "Failed"
        NOT_TRIED = "not_tried", "Not tried"

    class CheckedHow(models.TextChoices):
        ASKED = "asked", "Asked things only they know"
        RANG_BACK = "rang_back", "Rang back on the number held"
        VOICE = "voice", "Known voice"
        SIGHT = "sight", "Known by sight"
        HELD = "held", "From an address or number held"
        SWITCHBOARD = "switchboard", "Through the professional’s switchboard"
        NOT_CHECKED = "not_checked", "Not checked"

    class Outcome(models.TextChoices):
        ANSWERED = "answered", "Answered now"
        MESSAGE = "message", "Passed to a colleague"
        CALL_BACK = "call_back", "Call-back promised"
        DUTY = "duty", "Passed to the duty worker"

    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    send_key = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        help_text="Of the form it was sent with: sent again, it is the same contact.",
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PHONE)
    adult = models.ForeignKey(
        Adult, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    caller_kind = models.CharField(max_length=12, choices=Adult.Kind)
    caller_said = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who they said they are, if not known here.",
    )
    point = models.ForeignKey(
        ContactPoint, null=True, blank=True,
        on_delete=models.PROTECT, related_name="contacts",
    )  # fmt: skip
    number_state = models.CharField(
        max_length=10, choices=NumberState, default=NumberState.NOT_TRIED
    )
    checked_how = models.CharField(
        max_length=12, choices=CheckedHow, default=CheckedHow.NOT_CHECKED
    )
    checked = models.BooleanField(
        default=False, help_text="Whether the check showed that it is they."
    )
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    whole_family = models.BooleanField(
        default=False,
        help_text="About the child’s whole family, and not the child alone.",
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="contacts")
    said = models.TextField(max_length=4000)
    outcome = models.CharField(max_length=10, choices=Outcome)
    passed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="contacts_taken",
    )
    began_at = models.DateTimeField(default=timezone.now)
    logged_at = models.DateTimeField(default=timezone.now)
    note_copied_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When whoever it was passed to, or their cover, said that they saw it.",
    )
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-began_at"], name="contact_newest"),
            models.Index(fields=["child", "-began_at"], name="contact_of_child"),
            models.Index(fields=["team", "-began_at"], name="contact_of_team"),
            models.Index(fields=["taken_by", "-began_at"], name="contact_taken_by"),
            models.Index(fields=["adult", "-began_at"], name="contact_of_adult"),
            models.Index(fields=["topic", "-began_at"], name="contact_of_topic"),
            models.Index(
                fields=["passed_to", "-began_at"],
                condition=Q(seen_at=None, passed_to__isnull=False),
                name="contact_unseen",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked=False) | ~Q(checked_how="not_checked"),
                name="contact_checked_somehow",
                violation_error_message="Say how it was checked who they are.",
            ),
            models.CheckConstraint(
                condition=Q(whole_family=False) | Q(child__isnull=False),
                name="contact_of_a_family_names_a_child",
                violation_error_message="Choose a child of the family.",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="contact_seen_by_somebody",
                violation_error_message="Say who saw it, and when.",
            ),
        ]

    def __str__(self):
        return f"Contact {self.reference}"

    def save(self, *args, **kwargs):
        """Draw the reference of a new contact anew while another has it."""
        taken = Contact.objects.exclude(pk=self.pk)
        while self._state.adding and taken.filter(reference=self.reference).exists():
            self.reference = new_reference()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.point and self.point.adult_id != self.adult_id:
            raise ValidationError({"point": "Choose a number of whoever is calling."})

    @property
    def caller(self) -> str:
        """Who they are, or said they are; for a reader who may be shown the adult."""
        return (
            str(self.adult) if self.adult else self.caller_said or self.caller_kind_said
        )

    @property
    def is_unseen(self) -> bool:
        """Of one contact, as `unseen` asks of many."""
        if self.seen_at or self.passed_to_id in (None, self.taken_by_id):
            return False
        return self.outcome == self.Outcome.MESSAGE or not hasattr(self, "concern")

    @property
    def identity_said(self) -> str:
        how = self.get_checked_how_display()
        if self.checked or self.checked_how == self.CheckedHow.NOT_CHECKED:
            return how
        return f"{how}, and not sure that it is them"

    @property
    def caller_kind_said(self) -> str:
        return Adult.Kind(self.caller_kind).label

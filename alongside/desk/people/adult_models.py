"""The adults around children: who they are, and how each may be reached."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from alongside.desk.people.child_models import AboutChildren, Child
from alongside.desk.people.names import in_one_line
from alongside.desk.people.numbers import phone_kept, phone_said


class AdultQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Professionals; and family and carers of children this person may be shown.

        Whoever is linked to no child can be shown as well: nothing is given away by it.
        To whoever sees no child, answers no calls, and does not answer for data, nobody is.
        """
        if not any(map(user.may, ("log_contact", "see_child", "answer_for_data"))):
            return self.none()
        shown = AdultOfChild.objects.visible_to(user).values("adult")
        linked = AdultOfChild.objects.filter(adult=OuterRef("pk"))
        return self.filter(
            Adult.PROFESSIONAL | Q(pk__in=shown) | ~Exists(linked),
        )

    def by_name(self):
        return self.order_by("name", "organisation", "pk")


class Adult(models.Model):
    """Somebody who rings or is rung about children: of the family, or at work."""

    class Kind(models.TextChoices):
        FAMILY = "family", "Family member"
        FOSTER_CARER = "foster_carer", "Foster carer"
        SCHOOL = "school", "School"
        HEALTH = "health", "Health"
        POLICE = "police", "Police"
        OTHER = "other", "Other"

    PROFESSIONAL = Q(kind__in=["school", "health", "police"]) | (
        Q(kind="other") & ~Q(organisation="")
    )

    name = models.CharField(max_length=150)
    kind = models.CharField("who they are", max_length=12, choices=Kind)
    organisation = models.CharField(max_length=150, blank=True)
    helps = models.CharField(
        "what helps in a call",
        max_length=200,
        blank=True,
        help_text="For example: an interpreter for Polish, or speak slowly.",
    )
    sought = models.CharField(
        max_length=310, editable=False, help_text="Names as they are searched."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = AdultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="adult_has_a_name",
                violation_error_message="Enter a name, or who they say they are.",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation}" if self.organisation else self.name

    def save(self, *args, **kwargs):
        self.sought = in_one_line(self.name, self.organisation)
        super().save(*args, **kwargs)


class AdultOfChildQuerySet(AboutChildren):
    def current(self, day):
        """Those not at an end on this day."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def by_name(self):
        return self.select_related("adult", "child").order_by(
            "adult__name", "child__surname", "child__forename", "pk"
        )


class AdultOfChild(models.Model):
    """What an adult is to a child, and from when until when."""

    class Relationship(models.TextChoices):
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        STEP_PARENT = "step_parent", "Step-parent"
        PARTNER = "partner", "Partner of a parent"
        GRANDPARENT = "grandparent", "Grandparent"
        SIBLING = "sibling", "Grown-up brother or sister"
        AUNT_OR_UNCLE = "aunt_or_uncle", "Aunt or uncle"
        RELATIVE = "relative", "Another relative"
        SPECIAL_GUARDIAN = "special_guardian", "Special guardian"
        ADOPTER = "adopter", "Adopter"
        FOSTER_CARER = "foster_carer", "Foster carer"
        KEY_WORKER = "key_worker", "Key worker where the child lives"
        TEACHER = "teacher", "Teacher or other school staff"
        HEALTH_VISITOR = "health_visitor", "Health visitor or school nurse"
        DOCTOR = "doctor", "Doctor, nurse or therapist"
        POLICE_OFFICER = "police_officer", "Police officer"
        GUARDIAN = "guardian", "Children’s guardian"
        SOLICITOR = "solicitor", "Solicitor"
        ADVOCATE = "advocate", "Advocate or independent visitor"
        FRIEND = "friend", "Friend or neighbour of the family"
        OTHER = "other", "Another"

    class Known(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, related_name="links")
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="adult_links"
    )
    relationship = models.CharField(
        "what they are to the child", max_length=16, choices=Relationship
    )
    parental_responsibility = models.CharField(
        max_length=7, choices=Known, default=Known.UNKNOWN
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(
        null=True, blank=True, help_text="The last day. Empty while it goes on."
    )

    objects = AdultOfChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "adults of children"
        constraints = [
            models.UniqueConstraint(
                fields=["adult", "child"],
                condition=Q(until=None),
                name="adult_once_around_a_child",
                violation_error_message="This adult is linked to this child already.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="link_ends_on_or_after_its_start",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    def __str__(self):
        return f"Adult {self.adult_id} of child {self.child_id}"


class ContactPointQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Numbers and addresses of the adults this person may be shown."""
        return self.filter(adult__in=Adult.objects.visible_to(user).values("pk"))

    def in_use(self):
        return self.filter(stopped_on=None)

    def in_order(self):
        """Those in use first, telephones before e-mail, the latest added last."""
        return self.order_by(F("stopped_on").asc(nulls_first=True), "-channel", "pk")


class ContactPoint(models.Model):
    """A telephone number or e-mail address of an adult, and what is safe to do with it.

    What nobody has told us is unknown, and unknown means no.
    """

    class Channel(models.TextChoices):
        PHONE = "phone", "Telephone"
        EMAIL = "email", "E-mail"

    class Safe(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, related_name="points")
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.PHONE)
    value = models.CharField("number or address", max_length=254)
    safe_to_ring = models.CharField(max_length=7, choices=Safe, default=Safe.UNKNOWN)
    safe_to_text = models.CharField(
        "safe to text or e-mail", max_length=7, choices=Safe, default=Safe.UNKNOWN
    )
    safe_to_voicemail = models.CharField(
        "safe to leave a voicemail", max_length=7, choices=Safe, default=Safe.UNKNOWN
    )
    ring_from = models.TimeField(null=True, blank=True)
    ring_until = models.TimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    told_by = models.CharField("who told us", max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(
        null=True, blank=True, help_text="From this day it is used no more."
    )

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["value"], name="contact_point_by_value")]
        constraints = [
            models.UniqueConstraint(
                fields=["adult", "value"],
                condition=Q(stopped_on=None),
                name="number_once_an_adult",
                violation_error_message="This number or address stands there already.",
            ),
            models.CheckConstraint(
                condition=Q(ring_from=None)
                | Q(ring_until=None)
                | Q(ring_from__lt=F("ring_until")),
                name="ring_from_before_until",
                violation_error_message="The hours must end after they begin, on one day.",
            ),
        ]

    def __str__(self):
        return f"Contact point {self.pk}"

    def clean(self):
        """Bring the number or address into the form in which it is kept."""
        super().clean()
        keep = phone_kept if self.channel == self.Channel.PHONE else email_kept
        try:
            self.value = keep(self.value)
        except ValidationError as refusal:
            raise ValidationError({"value": refusal}) from None

    @property
    def said(self) -> str:
        """The number or address as people write it."""
        is_phone = self.channel == self.Channel.PHONE
        return phone_said(self.value) if is_phone else self.value

    @property
    def failed_last(self) -> bool:
        """Whether the last time that it was tried, nobody could be reached by it."""
        if self.failed_at is None:
            return False
        return self.worked_at is None or self.worked_at < self.failed_at


def email_kept(said: str) -> str:
    """Return an e-mail address in small letters; raises ValidationError for what is none."""
    address = said.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            f"{said.strip()} is not an e-mail address. Write it like name@example.com."
        ) from None
    return address

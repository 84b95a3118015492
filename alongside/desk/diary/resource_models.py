"""Whatever a meeting takes the time of: people, chairs, rooms, interpreters, in one list."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.desk.people.models import Adult
from alongside.desk.workforce.models import Membership, Team


class ResourceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rooms, chairs and interpreters; people of this person's teams, and themselves;
        and people outside the council who may be shown to them.

        Whoever sees no diary is shown their own alone. A parent of a restricted child is
        as if not there, to whom the child is.
        """
        own = Q(user_id=user.pk)
        if not (user.is_active and user.may("see_diary")):
            return self.filter(own)
        shared = Q(kind__in=Resource.SHARED)
        outside = Q(kind=Resource.Kind.OUTSIDE) & self._known_to(user)
        return self.filter(own | shared | outside | self._beside(user))

    def _beside(self, user) -> Q:
        if user.sees_whole_service:
            return Q(kind=Resource.Kind.PERSON)
        teams = list(Team.objects.visible_to(user).values_list("pk", flat=True))
        members = Membership.objects.current().filter(team__in=teams).values("user")
        theirs = Q(user__in=members) | Q(worker__team__in=teams)
        return Q(kind=Resource.Kind.PERSON) & theirs

    def _known_to(self, user) -> Q:
        """Looked up first, by keys: asked within a question, it is too deep for SQLite."""
        known = Adult.objects.visible_to(user).filter(diary__isnull=False)
        return Q(adult=None) | Q(adult__in=list(known.values_list("pk", flat=True)))

    def in_use(self):
        return self.filter(active=True)

    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def by_name(self):
        return self.order_by("name", "pk")


class Resource(models.Model):
    """A person, a chair, a room or an interpreter: whose hour can be given away once.

    One list for all four, so that one rule of the database keeps each from being taken
    twice. Nobody stands in it twice: a link to who it is, is a link of one alone.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person of the council"
        OUTSIDE = "outside", "Person outside the council"
        CHAIR = "chair", "Chair"
        ROOM = "room", "Room"
        INTERPRETER = "interpreter", "Interpreter"

    SHARED = (Kind.CHAIR, Kind.ROOM, Kind.INTERPRETER)

    kind = models.CharField(max_length=11, choices=Kind)
    name = models.CharField(max_length=150)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="diary",
        verbose_name="who signs in",
    )
    worker = models.OneToOneField(
        "workforce.Worker",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="diary",
        verbose_name="who it is in the case system",
    )
    adult = models.OneToOneField(
        Adult,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="diary",
        verbose_name="who it is around a child",
    )
    email = models.EmailField("e-mail address", blank=True)
    place = models.CharField(
        max_length=120,
        blank=True,
        help_text="The building: of a room, where it is; of a person, where they sit.",
    )
    capacity = models.PositiveSmallIntegerField("seats", null=True, blank=True)
    hybrid = models.BooleanField("can be joined from elsewhere", default=False)
    language = models.CharField(
        max_length=60, blank=True, help_text="What an interpreter interprets."
    )
    term_only = models.BooleanField(
        "can be met in term time only",
        default=False,
        help_text="As a teacher can, and others of a school.",
    )
    active = models.BooleanField("in use", default=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "name"], name="resource_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="resource_has_a_name",
                violation_error_message="Enter a name.",
            ),
            models.CheckConstraint(
                condition=Q(kind="room", capacity__isnull=False, capacity__gte=1)
                | (~Q(kind="room") & Q(capacity=None)),
                name="rooms_alone_have_seats",
                violation_error_message="Enter how many seats a room has, and of nothing else.",
            ),
            models.CheckConstraint(
                condition=Q(kind="outside") | Q(adult=None),
                name="an_adult_around_a_child_is_outside",
                violation_error_message="Whoever stands around a child is outside the council.",
            ),
        ]

    def __str__(self):
        return self.name

    def kept_by(self, user) -> bool:
        """Whether this person, to whom it is shown, may change its hours and calendars."""
        if self.user_id == user.pk or user.may("keep_diaries"):
            return True
        return self.kind not in self.SHARED and user.may("arrange_meetings")

    @property
    def said(self) -> str:
        """What it is, in a few words: the seats of a room, what an interpreter speaks."""
        seats = f"{self.capacity} seats" if self.capacity else ""
        parts = (self.get_kind_display(), self.language, seats, self.place)
        return ", ".join(filter(None, parts))

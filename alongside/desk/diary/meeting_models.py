"""Meetings, and who takes part in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.diary.meeting_kinds import ROLES, Kind, Quorum, kinds
from alongside.desk.diary.resource_models import Resource
from alongside.desk.diary.wall import wall_said
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Team

KINDS = [(code, kind.title) for code, kind in kinds().items()]


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Meetings about the children of this person's teams; of no child, the teams'.

        Whoever takes part sees the meeting too, unless the child is restricted to others:
        then it is as if the meeting were not there.
        """
        if not (user.is_active and user.may("see_diary")):
            return self.none()
        rows = self._not_kept_from(user)
        if user.sees_whole_service:
            return rows
        invited = Attendance.objects.standing().filter(resource__user_id=user.pk)
        return rows.filter(
            self._of_teams(user)
            | Q(child=None, asked_by_id=user.pk)
            | Q(pk__in=invited.values("meeting"))
        )

    def counted_for(self, user):
        """What this person's figures are made of: the same reach, for those who read them.

        Not those of other teams in which they only take part.
        """
        if not (user.is_active and user.may("see_meeting_measures")):
            return self.none()
        rows = self._not_kept_from(user)
        return rows if user.sees_whole_service else rows.filter(self._of_teams(user))

    def _not_kept_from(self, user):
        kept_out = Child.objects.kept_from(user)
        return self.exclude(child__in=kept_out)

    def _of_teams(self, user) -> Q:
        teams = Team.objects.visible_to(user).values("pk")
        held = ChildTeam.objects.filter(team__in=teams).values("child")
        return Q(child__in=held) | Q(child=None, team__in=teams)

    def booked(self):
        return self.filter(state=Meeting.State.BOOKED)

    def standing(self):
        """Asked for, on hold or booked: not held yet, and not called off."""
        states = (Meeting.State.ASKED, Meeting.State.ON_HOLD, Meeting.State.BOOKED)
        return self.filter(state__in=states)

    def for_clock(self, due):
        """Those that are to complete a clock."""
        return self.filter(
            child=due.child_id, rule=due.rule, rule_started_on=due.started_on
        )

    def mine(self, user):
        """Those in which this person takes part, as their own diary has it."""
        invited = Attendance.objects.standing().filter(resource__user=user)
        return self.filter(pk__in=invited.values("meeting"))

    def to_arrange(self):
        return self.filter(state__in=Meeting.TO_ARRANGE)

    def past(self, now: datetime):
        """Booked, and over: what became of them is to be said."""
        return self.booked().filter(ends_at__lte=now)

    def coming(self, now: datetime):
        return self.booked().filter(ends_at__gt=now)

    def refused(self, now: datetime):
        """To come, and somebody who must be there answered that they cannot."""
        declined = Attendance.objects.standing().filter(
            required=True, reply=Attendance.Reply.DECLINED
        )
        return self.coming(now).filter(pk__in=declined.values("meeting"))

    def with_minutes_owed(self):
        """Held, of a kind whose minutes have a day, and they did not go out yet."""
        return self.filter(minutes__due_on__isnull=False, minutes__circulated_on=None)

    def ended(self):
        states = Meeting.State
        return self.filter(state__in=(states.HELD, states.NOT_HELD, states.CANCELLED))

    def in_order(self):
        """By when they are; those without a time after them, the soonest due first."""
        return self.order_by(F("starts_at").asc(nulls_last=True), "due_on", "pk")

    def with_all_said(self):
        return self.select_related("child", "team", "arranged_by")


class Meeting(models.Model):
    """A meeting to be held within its window. Its law's last day is copied, never moved.

    `revision` is raised by whatever changes its time or who takes part: a change made
    from a page that shows an older one is refused.
    """

    class State(models.TextChoices):
        ASKED = "asked", "To be arranged"
        ON_HOLD = "on_hold", "A time is on hold"
        BOOKED = "booked", "Booked"
        HELD = "held", "Held"
        NOT_HELD = "not_held", "Not held"
        CANCELLED = "cancelled", "Cancelled"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        HYBRID = "hybrid", "In person, and online for some"
        ONLINE = "online", "Online"

    TO_ARRANGE = (State.ASKED, State.ON_HOLD)

    kind = models.CharField(max_length=20, choices=KINDS)
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    rule = models.CharField("rule whose clock it completes", max_length=40, blank=True)
    rule_started_on = models.DateField(
        "the day that clock began", null=True, blank=True
    )
    earliest_on = models.DateField("not before", null=True, blank=True)
    due_on = models.DateField("last day in time", null=True, blank=True)
    length = models.PositiveSmallIntegerField("length in minutes")
    mode = models.CharField(max_length=9, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField(
        max_length=120,
        blank=True,
        help_text="It stands in invitations: a building, and nothing of a family.",
    )
    link = models.URLField("address to join online", blank=True)
    language = models.CharField("language to be interpreted", max_length=60, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(
        null=True, blank=True, help_text="The first moment after it."
    )
    wall_start = models.CharField(
        "start by London's clock",
        max_length=16,
        blank=True,
        help_text="As 2026-03-30T10:00: it stays, should the law move the clocks.",
    )
    revision = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    arranged_at = models.DateTimeField(
        "when it was first booked", null=True, blank=True
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "starts_at"], name="meeting_by_time"),
            models.Index(fields=["child", "state"], name="meeting_of_child"),
            models.Index(fields=["due_on"], name="meeting_by_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message="A meeting ends after it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["on_hold", "booked", "held", "not_held"])
                | Q(starts_at__isnull=False),
                name="meeting_booked_has_a_time",
                violation_error_message="A booked meeting has a time.",
            ),
            models.CheckConstraint(
                condition=Q(length__gte=5) & Q(length__lte=600),
                name="meeting_of_a_day_at_most",
                violation_error_message="A meeting takes from 5 minutes to 10 hours.",
            ),
        ]

    def __str__(self):
        return f"Meeting {self.reference}"

    @property
    def reference(self) -> str:
        """What it is called outside: a number that tells nothing of a case."""
        return f"M-{self.pk}"

    @property
    def about(self) -> Kind:
        return kinds()[self.kind]

    @property
    def day(self) -> date | None:
        return timezone.localdate(self.starts_at) if self.starts_at else None

    @property
    def quorum(self) -> Quorum | None:
        """Who must be there by the rule of its day; None without a time, or a rule."""
        return self.about.quorum_on(self.day) if self.day else None

    @property
    def clock_moved(self) -> bool:
        """Whether the clock shows another time by now than the one agreed."""
        if not self.starts_at:
            return False
        return wall_said(self.starts_at) != self.wall_start

    @property
    def in_time(self) -> bool | None:
        """Whether it is, or was, by its last day in time; None where it has none."""
        if not (self.due_on and self.day):
            return None
        return self.day <= self.due_on


class OfMeetings(models.QuerySet):
    """Rows of a meeting, by a foreign key `meeting`: what a person may see of them."""

    def visible_to(self, user):
        return self.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))


class AttendanceQuerySet(OfMeetings):
    def standing(self):
        """Those who were not taken off again."""
        return self.filter(removed_at=None)

    def people(self):
        return self.exclude(role="room")

    def in_order(self):
        return self.select_related("resource").order_by("-required", "role", "pk")


class Attendance(models.Model):
    """That somebody, or a room, takes part in a meeting.

    Where two must not meet, each has their own stretch of it. The invitation to each is
    an event of its own, with its own `uid`: no two people share one.
    """

    class Reply(models.TextChoices):
        NONE = "none", "No reply yet"
        ACCEPTED = "accepted", "Accepted"
        TENTATIVE = "tentative", "Perhaps"
        DECLINED = "declined", "Declined"

    class Presence(models.TextChoices):
        UNKNOWN = "unknown", "Not noted"
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Absent, without a word"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances"
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="attendances"
    )
    role = models.CharField(max_length=20, choices=list(ROLES.items()))
    required = models.BooleanField("must be there", default=True)
    after = models.PositiveSmallIntegerField(
        "minutes after the beginning",
        null=True,
        blank=True,
        help_text="Of somebody who comes for a part of it.",
    )
    until = models.PositiveSmallIntegerField(
        "leaves so many minutes after the beginning", null=True, blank=True
    )
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    reply = models.CharField(max_length=9, choices=Reply, default=Reply.NONE)
    answered_sequence = models.PositiveIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    presence = models.CharField(
        max_length=9, choices=Presence, default=Presence.UNKNOWN
    )
    uninvited = models.BooleanField("came without being asked", default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["resource"], name="attendance_of_resource")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "resource"],
                condition=Q(removed_at=None),
                name="once_at_a_meeting",
                violation_error_message="They take part already.",
            ),
            models.CheckConstraint(
                condition=Q(after=None, until=None) | Q(until__gt=F("after")),
                name="own_part_ends_after_it_begins",
                violation_error_message="Their part ends after it begins. Enter both.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} of {self.meeting}"

    @property
    def outside(self) -> bool:
        return self.resource.kind == Resource.Kind.OUTSIDE

    def stretch(self, starts_at: datetime, ends_at: datetime):
        """Return when they come and go, of a meeting between these moments."""
        if self.after is None or self.until is None:
            return starts_at, ends_at
        last = min(starts_at + timedelta(minutes=self.until), ends_at)
        return starts_at + timedelta(minutes=self.after), last

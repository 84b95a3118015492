"""Who may sign in, in which role, and the trail of what was done and read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.desk.access.roles import PROGRAM, SERVICE, TEAMS

NO_SPACES = (
    "A sign-in name has no spaces in it. Use the person’s e-mail address, or write it "
    "with a dot, like nia.grant."
)


class Role(models.Model):
    """What a person may do here, and whose records they may be shown."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    scope = models.CharField(
        max_length=10, choices={TEAMS: "Their teams", SERVICE: "The whole service"}
    )
    permissions = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username.strip().lower())


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody, to those who manage people; to others, only themselves.

        A program's account is nobody: it stands among the service accounts alone.
        """
        people = self.exclude(role__code=PROGRAM)
        return people if user.may("manage_people") else people.filter(pk=user.pk)

    def active(self):
        return self.filter(is_active=True)

    def by_name(self):
        return self.select_related("role").order_by("full_name", "pk")

    def who_may(self, code: str):
        """Those whose role carries the permission, by name."""
        roles = [role for role in Role.objects.all() if code in role.permissions]
        return self.active().filter(role__in=roles).by_name()


class User(AbstractBaseUser):
    """A person who can sign in."""

    username = models.CharField(
        "e-mail address or sign-in name",
        max_length=150,
        unique=True,
        help_text="In lower case. People sign in with this.",
        error_messages={"unique": "Somebody already signs in with this name."},
    )
    full_name = models.CharField(max_length=150)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="users")
    is_active = models.BooleanField(default=True)
    password_is_temporary = models.BooleanField(
        default=False, help_text="Given by somebody else: to be changed at sign-in."
    )
    invented = models.BooleanField(
        default=False, help_text="Belongs to the invented council; not a real person."
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager.from_queryset(UserQuerySet)()

    # The teams a program may be shown, by key; a person's come of where they belong.
    given_teams: tuple[int, ...] | None = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(username=Lower(F("username"))),
                name="username_is_in_lower_case",
                violation_error_message="A sign-in name is written in lower case.",
            )
        ]

    def __str__(self):
        return self.full_name

    def clean(self):
        super().clean()
        if self.username and self.username.split() != [self.username]:
            raise ValidationError({"username": NO_SPACES})

    def get_full_name(self):
        return self.full_name

    def may(self, code: str) -> bool:
        """Whether this person's role carries the permission."""
        return self.is_active and code in self.role.permissions

    @property
    def sees_whole_service(self) -> bool:
        return self.is_active and self.role.scope == SERVICE


class AuditQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole trail, to those who may read it; to others, their own lines."""
        return self if user.may("see_audit") else self.filter(by=user)

    def latest_first(self):
        return self.select_related("by").order_by("-sequence")

    def actions(self) -> list[str]:
        """The actions that occur, by name."""
        return list(self.order_by("action").values_list("action", flat=True).distinct())

    def chosen(self, person=None, action="", first=None, last=None):
        """The lines by this person, of this action, in these days; any left out is any."""
        by_person = Q(by=person) if person else Q()
        of_action = Q(action=action) if action else Q()
        since = Q(at__gte=midnight(first)) if first else Q()
        until = Q(at__lt=midnight(last + timedelta(days=1))) if last else Q()
        return self.filter(by_person, of_action, since, until)

    def update(self, **values):
        raise AppendOnly("The audit trail is only added to: nothing in it changes.")

    def delete(self):
        raise AppendOnly("The audit trail is only added to: nothing in it goes.")


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


class SentForm(models.Model):
    """That a form with this key was sent, and what it added. See `sent_once`."""

    key = models.UUIDField(unique=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField("fingerprint of what was sent", max_length=64)
    made_type = models.CharField(max_length=80, blank=True)
    made_key = models.CharField(max_length=40, blank=True)

    def __str__(self):
        return f"Form {self.key}"


class AppendOnly(Exception):
    """Somebody tried to change or remove a line of the audit trail."""


class AuditEntry(models.Model):
    """One thing done or read. Each line's hash covers the line before it.

    Written by `audit.record` alone. The database refuses to change or remove a line.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="audit_entries"
    )
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["by", "-sequence"], name="audit_by_person"),
            models.Index(fields=["action", "-sequence"], name="audit_by_action"),
            models.Index(
                fields=["subject_type", "subject_id"], name="audit_by_subject"
            ),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self):
        return f"{self.sequence}: {self.action}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("The audit trail is only added to: nothing in it changes.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("The audit trail is only added to: nothing in it goes.")

"""What is wrong in the case system: one list over all exports, and what became of it.

A fault is found in an export, or said of a clock by a person. Found again in the next
export it is the same fault; what people settled of it stays.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team

SAID = "said"  # the kind of what a person said; the others are kinds of findings


class FaultQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the children of this person's teams, and of nobody: what is about a file.

        A child in no list that was used is held by no team: shown to the whole service.
        """
        if not user.may("mend_records"):
            return self.none()
        kept_out = Child.objects.kept_from(user)
        rows = self.exclude(child__in=kept_out)
        if user.is_active and user.sees_whole_service:
            return rows
        teams = Team.objects.visible_to(user)
        held = ChildTeam.objects.filter(team__in=teams).values("child")
        return rows.filter(Q(child__in=held) | Q(child=None, case_id=""))

    def there(self):
        """Those that the last export of their list still shows."""
        return self.filter(gone_on=None)

    def gone(self):
        return self.filter(gone_on__isnull=False)

    def heaviest_first(self):
        found = self.select_related("assigned_to", "last_in", "due")
        return found.order_by("-weight", "list", "sheet", "row", "pk")


class Fault(models.Model):
    """Something wrong in the case system's own records."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        SENT = "sent", "Sent to the data team"
        MENDING = "mending", "Being mended"
        MENDED = "mended", "Mended"
        WONT = "wont", "Will not be mended"

    sort = models.CharField(
        max_length=64, db_index=True, help_text="Alike in all that exports keep."
    )
    kind = models.CharField(max_length=12)
    table = models.CharField(max_length=60, blank=True)
    list = models.CharField(max_length=80, blank=True)
    sheet = models.CharField(max_length=80, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    column = models.CharField("field", max_length=120, blank=True)
    case_id = models.CharField("child's id", max_length=60, blank=True)
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="faults"
    )
    due = models.OneToOneField(
        "casework.Due",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="fault",
        help_text="The clock that a person marked as wrong.",
    )
    what = models.TextField()
    do = models.TextField(blank=True)
    held = models.CharField("what stands there", max_length=300, blank=True)
    should = models.CharField("what should stand there", max_length=300, blank=True)
    weight = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.NEW)
    moved_on = models.DateField(null=True, blank=True, help_text="Day of the status.")
    note = models.CharField(max_length=500, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    first_on = models.DateField()
    last_on = models.DateField()
    last_in = models.ForeignKey(
        "casework.Extract",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    gone_on = models.DateField(null=True, blank=True)
    back_on = models.DateField(null=True, blank=True)

    objects = FaultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="wont") | ~Q(note=""),
                name="fault_says_why_it_stays",
                violation_error_message="Say in the note why it will not be mended.",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="fault_last_seen_after_first",
                violation_error_message="It was last seen before it was first.",
            ),
        ]
        indexes = [models.Index(fields=["gone_on", "status"], name="fault_standing")]

    def __str__(self):
        return f"Fault {self.pk}"

    @property
    def in_spite_of_mending(self) -> bool:
        """Whether an export taken after it was said to be mended shows it still."""
        mended = self.status == self.Status.MENDED and self.moved_on
        return bool(mended and not self.gone_on and self.last_on > self.moved_on)

    @property
    def flags(self) -> list[str]:
        """What exports say of it beside its status, in words."""
        found = []
        if self.gone_on:
            found.append(f"No longer there since {day_said(self.gone_on)}")
        if self.back_on and not self.gone_on:
            found.append(f"Came back on {day_said(self.back_on)}")
        if self.in_spite_of_mending:
            found.append(
                f"Said to be mended on {day_said(self.moved_on)}, and still there on "
                f"{day_said(self.last_on)}"
            )
        return found


class FaultChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(fault__in=Fault.objects.visible_to(user))

    def newest(self):
        return self.select_related("by", "assigned_to").order_by("-at", "-pk")


class FaultChange(models.Model):
    """Who settled what of a fault, and when. Added, never changed.

    Without `by` it was an export that showed a mended fault again.
    """

    fault = models.ForeignKey(Fault, on_delete=models.PROTECT, related_name="changes")
    status = models.CharField(max_length=8, choices=Fault.Status)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    should = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(default=timezone.now)

    objects = FaultChangeQuerySet.as_manager()

    def __str__(self):
        return f"Fault {self.fault_id}: {self.status}"

"""A choice of clocks kept under a name, for oneself or for a team."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.desk.workforce.models import Team


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those shared with the teams whose children one is shown."""
        if not user.is_active:
            return self.none()
        teams = Team.objects.visible_to(user)
        return self.filter(Q(owner=user) | Q(team__in=teams))

    def of(self, user):
        return self.filter(owner=user)

    def by_name(self):
        return self.select_related("owner", "team").order_by("name", "pk")


class SavedView(models.Model):
    """What was chosen on the worklist: `asked` is the choice as an address carries it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=60)
    asked = models.CharField(max_length=400, blank=True)
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The team it is shared with, if any.",
    )
    opens_first = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="one_view_of_a_name",
                violation_error_message="You have a saved view of this name already.",
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(opens_first=True),
                name="one_view_opens_first",
                violation_error_message="One saved view opens first.",
            ),
        ]

    def __str__(self):
        return self.name

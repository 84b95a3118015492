"""What counts as an unusual look from which day, and the unusual looks that were found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.desk.people.child_models import Child
from alongside.desk.workforce.models import Membership, Team


class LookRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, to those who read who looked: everybody may know what is counted."""
        return self if user.may("see_who_looked") else self.none()


class LookRule(models.Model):
    """The numbers of a rule from a day on, in place of those it has from the start."""

    code = models.CharField(max_length=20)
    numbers = models.JSONField()
    from_on = models.DateField("from which day")
    why = models.CharField("why it changes", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = LookRuleQuerySet.as_manager()

    def __str__(self):
        return f"{self.code} from {self.from_on}"


class UnusualLookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the people this person answers for, and never their own."""
        if not user.may("see_who_looked"):
            return self.none()
        others = self.exclude(user=user)
        if user.may("see_audit"):
            return others
        teams = Team.objects.visible_to(user)
        theirs = Membership.objects.filter(team__in=teams).values("user")
        return others.filter(user__in=theirs)

    def waiting(self):
        return self.filter(answer="")

    def latest_first(self):
        return self.select_related("user__role", "child").order_by("-day", "-pk")


class UnusualLook(models.Model):
    """That somebody looked as a rule says is unusual, and what was found when asked."""

    class Answer(models.TextChoices):
        EXPLAINED = "explained", "Explained: it was part of their work"
        FURTHER = "further", "Taken further"

    rule = models.CharField(max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, null=True, on_delete=models.PROTECT, related_name="unusual_looks"
    )
    day = models.DateField()
    looks = models.PositiveIntegerField()
    children = models.PositiveIntegerField()
    lines = models.JSONField(help_text="The first of the trail’s lines, by number.")
    numbers = models.JSONField(help_text="Those of the rule on that day.")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = UnusualLookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "user", "day", "child"], name="unusual_child_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["rule", "user", "day"],
                condition=Q(child=None),
                name="unusual_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None)
                | ~Q(answer="") & ~Q(words="") & Q(answered_by__isnull=False),
                name="unusual_look_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("user")),
                name="unusual_look_answered_by_another",
            ),
        ]

    def __str__(self):
        return f"Unusual look {self.pk}"

"""The answer card: what may be told to each adult around a child, and until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from alongside.desk.people.models import AboutChildren, Adult, Child


class Item(models.TextChoices):
    """What a caller may ask. Each is told or not told; not told, unless somebody says."""

    WORKER = "worker", "Who the worker is, and who covers today"
    MEETING_DAY = "meeting_day", "The day of the next meeting"
    MEETING_TIME = "meeting_time", "The time of the next meeting"
    MEETING_PLACE = "meeting_place", "The place of the next meeting"
    MEETING_PEOPLE = "meeting_people", "Who attends the next meeting"
    AWAITED = "awaited", "What is awaited"
    ADDRESS = "address", "The address where the child lives"
    SCHOOL = "school", "The school"
    CONTACT = "contact", "Contact arrangements"
    HEALTH = "health", "The child’s health"


# What a card may hold words for. An address, a school and health stand in the case
# system alone: the desk keeps no record of them.
OF_MEETING = (Item.MEETING_TIME, Item.MEETING_PLACE, Item.MEETING_PEOPLE)
WORDED = (*OF_MEETING, Item.CONTACT)


class AnswerCardQuerySet(AboutChildren):
    def latest_of(self, child: Child) -> AnswerCard | None:
        return self.filter(child=child).select_related("set_by").newest_first().first()

    def newest_first(self):
        return self.order_by("child", "-number")


class AnswerCard(models.Model):
    """One version of a child's card. Versions are added, never changed."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="answer_cards"
    )
    number = models.PositiveIntegerField(help_text="Versions of a child, from 1 on.")
    do_not_tell = models.TextField(
        "what nobody is to be told, and why",
        blank=True,
        help_text="Shown above everything else, whoever is calling.",
    )
    meeting_on = models.DateField(
        "day of the meeting written of",
        null=True,
        blank=True,
        help_text="Time, place and people are of the meeting on this day, and no other.",
    )
    words = models.JSONField(default=dict, blank=True)
    review_on = models.DateField(
        "holds until", help_text="The last day. After it, nothing is told."
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    objects = AnswerCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "number"],
                name="answer_card_version_once",
                violation_error_message="This card was set by somebody meanwhile.",
            )
        ]

    def __str__(self):
        return f"Answer card {self.number} of child {self.child_id}"

    def clean(self):
        super().clean()
        if unknown := set(self.words) - set(WORDED):
            raise ValidationError(f"No words are kept of {', '.join(sorted(unknown))}.")

    def holds(self, day: date) -> bool:
        return day <= self.review_on

    def told_to(self, adult: Adult) -> list[str] | None:
        """What this adult may be told; None where the card does not name them."""
        return next((s.told for s in self.settings.filter(adult=adult)), None)


class CardSettingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the cards of children this person may be shown."""
        cards = AnswerCard.objects.visible_to(user).values("pk")
        return self.filter(card__in=cards)


class CardSetting(models.Model):
    """What one adult may be told, in one version of a card."""

    card = models.ForeignKey(
        AnswerCard, on_delete=models.PROTECT, related_name="settings"
    )
    adult = models.ForeignKey(
        Adult, on_delete=models.PROTECT, related_name="card_settings"
    )
    told = models.JSONField(default=list, blank=True)

    objects = CardSettingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card", "adult"], name="adult_once_on_a_card"
            )
        ]

    def __str__(self):
        return f"Card {self.card_id}: adult {self.adult_id}"

    def clean(self):
        super().clean()
        if unknown := set(self.told) - set(Item.values):
            raise ValidationError(f"Nobody is told of {', '.join(sorted(unknown))}.")

"""What contacts are about, and when one repeats another: the service manager's choice."""

from __future__ import annotations

from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.contacts.models import RepeatWindow, Topic


@transaction.atomic
def add_topic(*, by: User, name: str) -> Topic:
    """Put a topic at the end of the list."""
    _refuse_alike(name, Topic.objects.all())
    last = Topic.objects.aggregate(last=Max("order"))["last"] or 0
    topic = Topic(code=_free_code(name), name=name, order=last + 1)
    return keep(topic, by=by, action="add topic")


def _refuse_alike(name: str, others) -> None:
    """Refuse a name that another topic has, in whatever letters."""
    if standing := others.filter(name__iexact=name.strip()).first():
        listed = "" if standing.active else ", off the list. Put it back on"
        raise ValidationError(
            {"name": f"There is a topic of this name already: {standing}{listed}."}
        )


def _free_code(name: str) -> str:
    """A code made of the name. A topic named anew keeps its code, so that it may be taken."""
    first = slugify(name)[:36] or "topic"
    codes = chain([first], (f"{first}-{n}" for n in count(2)))
    return next(code for code in codes if not Topic.objects.filter(code=code).exists())


@transaction.atomic
def change_topic(
    *, by: User, topic: Topic, name: str, order: int, active: bool
) -> Topic:
    """Name a topic anew, move it, or take it off the list; past contacts keep it."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    _refuse_alike(name, Topic.objects.exclude(pk=topic.pk))
    topic.name, topic.order, topic.active = name, order, active
    return keep(topic, by=by, action="change topic", listed_still=active)


@transaction.atomic
def set_repeat_window(*, by: User, days: int) -> RepeatWindow:
    """Say within how many days a contact about the same matter is a repeat."""
    return keep(
        RepeatWindow(days=days, set_by=by), by=by, action="set repeat window", days=days
    )

"""What contacts are about, and when one repeats another: the service manager's choice."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.contacts.models import RepeatWindow, Topic


@transaction.atomic
def add_topic(*, by: User, name: str) -> Topic:
    """Put a topic at the end of the list."""
    last = Topic.objects.aggregate(last=Max("order"))["last"] or 0
    topic = Topic(code=slugify(name)[:40], name=name, order=last + 1)
    return keep(topic, by=by, action="add topic")


@transaction.atomic
def change_topic(
    *, by: User, topic: Topic, name: str, order: int, active: bool
) -> Topic:
    """Name a topic anew, move it, or take it off the list; past contacts keep it."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.name, topic.order, topic.active = name, order, active
    return keep(topic, by=by, action="change topic", listed_still=active)


@transaction.atomic
def set_repeat_window(*, by: User, days: int) -> RepeatWindow:
    """Say within how many days a contact about the same matter is a repeat."""
    return keep(
        RepeatWindow(days=days, set_by=by), by=by, action="set repeat window", days=days
    )

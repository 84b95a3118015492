"""What whoever asked is told by message: never what they wrote, nor of whom."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.messages.actions import write_message
from alongside.desk.messages.models import Message
from alongside.desk.support.models import SupportRequest

TOLD = {
    "returned": "was returned to you: a support officer needs to know more",
    "done": "is done",
    "once": "is done, this once: it is not a support officer’s work",
    "declined": "was declined: it is not a support officer’s work",
}


def tell_asker(by: User, request: SupportRequest, what: str) -> Message | None:
    """Write to whoever asked, within the action that did it; nothing to oneself.

    The words of a request, and of its answer, may name a child: they stay on the desk.
    """
    if request.asked_by_id == by.pk:
        return None
    at = timezone.now()
    page = settings.ADDRESS + reverse("support:request", args=[request.pk])
    sentences = [f"Your request {request.pk} {TOLD[what]}."]
    if request.marked_as:
        sentences.append(request.marked_as.boundary)
    sentences.append(f"Read it on the desk: {page}")
    return write_message(
        by=by,
        to=request.asked_by,
        kind="support",
        key=f"support {request.pk} {what} {at:%Y%m%d%H%M%S%f}",
        thread=f"support {request.pk}",
        subject=f"Request {request.pk} {TOLD[what].partition(':')[0].partition(',')[0]}",
        body="\n\n".join(sentences),
    )

"""Answers to invitations among the mails that came in: read, and filed with the meeting."""

from __future__ import annotations

from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.diary.answer_actions import take_answers
from alongside.desk.diary.models import Meeting
from alongside.desk.messages.filing import Filing, Offer, files, looks_at_new
from alongside.desk.messages.mail_models import ReceivedMail


def offer(user: User, mail: ReceivedMail) -> Offer | None:
    """The page of what waits, for a mail with an answer that could not be matched."""
    if not (user.may("arrange_meetings") and mail.answers.exists()):
        return None
    return Offer("Look at the answer it carries", reverse("meetings:answers"))


def visible(user: User):
    return Meeting.objects.visible_to(user).values("pk")


def shown(key: int) -> Offer:
    return Offer(
        f"A reply about meeting M-{key}", reverse("meetings:meeting", args=[key])
    )


files(Filing("diary.Meeting", offer, visible, shown))
looks_at_new(take_answers)

"""What families and partners asked, and what became of it."""

from __future__ import annotations

from alongside.desk.contacts.card_models import AnswerCard, CardSetting
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.draft_models import Draft
from alongside.desk.contacts.repeat_models import RepeatWindow
from alongside.desk.contacts.topic_models import Topic
from alongside.desk.contacts.version_models import ContactVersion

__all__ = [
    "AnswerCard",
    "CardSetting",
    "Contact",
    "ContactVersion",
    "Draft",
    "RepeatWindow",
    "Topic",
]

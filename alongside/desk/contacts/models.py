"""What families and partners asked, and what became of it."""

from __future__ import annotations

from alongside.desk.contacts.callback_models import (
    AskedAgain,
    Attempt,
    CallBack,
    Move,
)
from alongside.desk.contacts.card_models import AnswerCard, CardSetting
from alongside.desk.contacts.concern_models import (
    Concern,
    ConcernHanding,
    ConcernSettings,
    ConcernTold,
)
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.draft_models import Draft
from alongside.desk.contacts.payment_models import (
    PaymentCause,
    PaymentContact,
    PaymentEntry,
    PaymentQuery,
    PaymentStep,
)
from alongside.desk.contacts.reopened_models import Reopened
from alongside.desk.contacts.repeat_models import RepeatWindow
from alongside.desk.contacts.topic_models import Topic
from alongside.desk.contacts.version_models import ContactVersion

__all__ = [
    "AnswerCard",
    "AskedAgain",
    "Attempt",
    "CallBack",
    "CardSetting",
    "Concern",
    "ConcernHanding",
    "ConcernSettings",
    "ConcernTold",
    "Contact",
    "ContactVersion",
    "Draft",
    "Move",
    "PaymentCause",
    "PaymentContact",
    "PaymentEntry",
    "PaymentQuery",
    "PaymentStep",
    "Reopened",
    "RepeatWindow",
    "Topic",
]

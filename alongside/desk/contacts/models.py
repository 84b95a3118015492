"""What families and partners asked, and what became of it."""

from __future__ import annotations

from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.topic_models import Topic

__all__ = ["Contact", "Topic"]

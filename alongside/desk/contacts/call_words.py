"""The words of the page of a call, by how they got in touch: a letter has no voice."""

from __future__ import annotations

from typing import NamedTuple

from alongside.desk.contacts.contact_models import Contact
from alongside.desk.forms import Form

Channel, How = Contact.Channel, Contact.CheckedHow
FAILED = "failed"
CHECK = "Choose how you checked who they are"
NOT_SURE = [
    (How.NOT_CHECKED.value, How.NOT_CHECKED.label),
    (FAILED, "Asked, and I am not sure that it is them"),
]
EVERY_CHECK = [*How.choices, NOT_SURE[1]]
NAME_OR_WORK = "Their name or where they work."
WITH_NUMBER = "Their name, where they work, or the number {}."


class Words(NamedTuple):
    """What asks who it is, and how to look; the heading of what may be told; how known."""

    who: str
    look_by: str
    before: str
    known: Contact.CheckedHow


SPOKEN, WRITTEN = "Before you speak", "Before you answer"
WORDS = {
    Channel.PHONE: Words("Who is calling", WITH_NUMBER.format("they call from"), SPOKEN, How.VOICE),
    Channel.IN_PERSON: Words("Who came", NAME_OR_WORK, SPOKEN, How.SIGHT),
    Channel.EMAIL: Words("Who wrote", NAME_OR_WORK, WRITTEN, How.HELD),
    Channel.LETTER: Words("Who wrote", NAME_OR_WORK, WRITTEN, How.HELD),
    Channel.TEXT: Words("Who wrote", WITH_NUMBER.format("it came from"), WRITTEN, How.HELD),
}  # fmt: skip


def words_for(channel: str | None) -> Words:
    """Return the words for a channel; for one that is not known, those of a telephone."""
    known = channel in Channel.values
    return WORDS[Channel(channel) if known else Channel.PHONE]


def put_in_words(form: Form) -> None:
    """Have the form of a contact ask who it is, and how that was checked, in these words."""
    told = form.data if form.is_bound else form.initial
    words, sought = words_for(told.get("channel")), form.fields["caller_sought"]
    sought.label, sought.help_text = words.who, words.look_by
    ways = (How.ASKED, How.RANG_BACK, words.known, How.SWITCHBOARD)
    checks = [(how.value, how.label) for how in ways]
    form.fields["identity"].choices = [*checks, *NOT_SURE]

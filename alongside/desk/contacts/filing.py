"""An e-mail that came in is made a contact: the page of a call, filled from the mail."""

from __future__ import annotations

from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.contacts.models import Contact
from alongside.desk.messages.filing import Filing, Offer, files
from alongside.desk.messages.mail_models import ReceivedMail

LONGEST = (
    4000  # letters of a mail that a contact takes over; the rest stays in the mail
)


def offer(user: User, mail: ReceivedMail) -> Offer | None:
    if not user.may("log_contact"):
        return None
    return Offer(
        "Make it a contact", f"{reverse('contacts:log-contact')}?mail={mail.pk}"
    )


def visible(user: User):
    return Contact.objects.visible_to(user).values("pk")


def shown(key: int) -> Offer:
    return Offer("A contact", reverse("contacts:contact", args=[key]))


def came_by(contact: Contact) -> ReceivedMail | None:
    """The e-mail that a contact was made from, with how much hangs on it.

    That there is one is told to whoever reads the contact; the e-mail opens to those alone
    who file mail.
    """
    filed = ReceivedMail.objects.filter(
        filed_label=contact._meta.label, filed_key=contact.pk
    )
    return filed.with_attachments().first()


def prefilled(mail: ReceivedMail) -> dict[str, str]:
    """The fields of a contact as far as a mail fills them; who it is, a person says."""
    return {
        "mail": str(mail.pk),
        "channel": Contact.Channel.EMAIL,
        "caller_sought": mail.from_name,
        "caller_said": mail.sender[:200],
        "said": f"{mail.title}\n\n{mail.text}"[:LONGEST],
    }


files(Filing("contacts.Contact", offer, visible, shown))

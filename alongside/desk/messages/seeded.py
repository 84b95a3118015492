"""The templates that come with the desk. The service manager words them anew.

No text says what the council's service is: it may be read by whoever holds the telephone.
"""

from __future__ import annotations

TEMPLATES = (
    (
        "call_back_promised",
        "Call-back promised",
        "The caller was promised that somebody rings back.",
        "We will ring you back",
        "((council)): we will ring you back on ((day)) at about ((time)). If that does not "
        "suit you, ring ((desk number)) and give the reference ((reference)). This message "
        "cannot be replied to.",
    ),
    (
        "call_back_tried",
        "Call-back tried, and will be tried again",
        "Somebody rang back and could not get through.",
        "We rang you, and will ring again",
        "((council)): we rang you and could not get through. We will ring again on ((day)) "
        "at about ((time)). To reach us sooner, ring ((desk number)) and give the reference "
        "((reference)).",
    ),
    (
        "message_passed_on",
        "Message passed on",
        "What the caller said was passed on to the person it is for.",
        "Your message was passed on",
        "((council)): your message was passed on to the person it is for. If you have not "
        "heard by ((day)), ring ((desk number)) and give the reference ((reference)).",
    ),
    (
        "payment_query",
        "Payment query being looked into",
        "A payment is asked after, and somebody is looking into it.",
        "We are looking into your query",
        "((council)): we are looking into your payment query and will tell you by ((day)) "
        "how it stands. To ask sooner, ring ((desk number)) and give the reference "
        "((reference)).",
    ),
    (
        "meeting_reminder",
        "Meeting reminder without detail",
        "Somebody is expected at a meeting. Neither place nor purpose is told.",
        "A reminder of your appointment",
        "((council)): this is a reminder of your appointment on ((day)) at ((time)). If you "
        "cannot come, ring ((desk number)) and give the reference ((reference)).",
    ),
    (
        "concern_handed",
        "Handed to the out-of-hours team",
        "The office is closed, and a safeguarding concern waits. Nothing of it is told.",
        "Ring about a reference",
        "((council)): reference ((reference)) waits for you and must be talked over by "
        "telephone. We ring you; if we have not, ring ((desk number)). Nothing of it is "
        "told in this message.",
    ),
    (
        "meeting_invitation",
        "Invitation to a meeting",
        "Somebody is invited. It leaves by e-mail alone, with an entry for their calendar.",
        "A meeting",
        "((council)): you are invited to meeting ((reference)) on ((day)) at ((time)). "
        "Answer with your calendar, or ring ((desk number)) and give the reference.",
    ),
    (
        "meeting_moved",
        "A meeting moved",
        "Somebody was invited, and the meeting has another time or place.",
        "A meeting",
        "((council)): meeting ((reference)) is now on ((day)) at ((time)). "
        "Answer with your calendar, or ring ((desk number)) and give the reference.",
    ),
    (
        "meeting_called_off",
        "A meeting called off",
        "Somebody was invited, and is not expected any more.",
        "A meeting",
        "((council)): meeting ((reference)) on ((day)) at ((time)) does not take place "
        "for you. To ask about it, ring ((desk number)) and give the reference.",
    ),
)


def seed_templates(template_model, version_model) -> None:
    """Put those into the database that are not there yet."""
    for code, title, when, subject, text in TEMPLATES:
        template, _ = template_model.objects.get_or_create(
            code=code, defaults={"title": title, "when": when}
        )
        version_model.objects.get_or_create(
            template=template, number=1, defaults={"subject": subject, "text": text}
        )

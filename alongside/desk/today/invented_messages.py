"""The invented council's messages to people outside, and the e-mails that came in: a year.

Numbers are those that Ofcom keeps for plays; addresses lie under example.org.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from random import Random
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.messages.actions import version_in_force
from alongside.desk.messages.mail_actions import keep_mail, set_aside_mail
from alongside.desk.messages.models import Message
from alongside.desk.messages.wording import Fields, filled

SEED = 11
A_DAY = 3  # messages outside, on a working day and no more
TEMPLATES = (
    ("call_back_promised", 10), ("call_back_tried", 4), ("message_passed_on", 6),
    ("payment_query", 3), ("meeting_reminder", 5),
)  # fmt: skip
State = Message.State
ENDED = (
    (State.DELIVERED, "", 90), (State.SENT, "", 4),
    (State.UNDELIVERED, "Notify permanent-failure", 3),
    (State.UNDELIVERED, "Notify temporary-failure", 2), (State.GIVEN_UP, "Notify 400", 1),
)  # fmt: skip
SENDERS = (
    ("Maud Fennimore", "Contact on Saturday", "Could somebody ring me about Saturday? I am in after four."),
    ("Fosterling Allowances", "Allowance for last month", "The allowance for the second week has not come. Could you look into it?"),
    ("Larkspur Primary School", "Report for the meeting", "The report for the meeting hangs on this e-mail."),
    ("Dr Quill Surgery", "Appointment letter", "The appointment is moved. The letter hangs on this e-mail."),
    ("Bram Otterbourne", "Who is our worker?", "Our worker has left, and nobody has told us who comes now."),
    ("Willowmere Transport", "Taxi from Monday", "From Monday the taxi comes at eight. Is that in time?"),
)  # fmt: skip
SET_ASIDE = (("advertising", ""), ("copy", ""), ("passed_on", "To Housing"), ("other", "Answered by telephone"))  # fmt: skip


@transaction.atomic
def write_to_callers(people: dict[str, User], today: date) -> None:
    """A year to yesterday of what callers were told: some not delivered, some waiting."""
    chance, made = Random(SEED), []
    writers = [people["support_officer"], people["senior_support_officer"]]
    versions = {code: version_in_force(code) for code, _ in TEMPLATES}
    for back in range(365, 0, -1):
        day = today - timedelta(back)
        if day.weekday() < 5:
            for number in range(chance.randint(1, A_DAY)):
                made.append(_message(chance, writers, versions, day, number))
    for message in made[-3:]:
        later = timezone.now() + timedelta(hours=12)
        message.state, message.sent_at = State.WAITING, None
        message.problem, message.try_at = "Notify 429", later
    Message.objects.bulk_create(made)


def _message(chance: Random, writers, versions, day: date, number: int) -> Message:
    codes, shares = zip(*TEMPLATES, strict=True)
    version = versions[chance.choices(codes, shares)[0]]
    at = _at(day, chance)
    reference = f"C-{(day.toordinal() * 3 + number) % 10000:04}"
    fields = Fields(promised=at + timedelta(days=1), reference=reference)
    state, problem, _ = chance.choices(ENDED, [share for *_, share in ENDED])[0]
    by_text = chance.random() < 0.8
    return Message(
        by=chance.choices(writers, (4, 1))[0], version=version, kind=version.template.code,
        number=f"+447700900{chance.randrange(1000):03}" if by_text else "",
        address="" if by_text else f"caller{chance.randrange(400)}@example.org",
        key=f"invented {day} {number}", thread=f"invented {reference}",
        subject=filled(version.subject, fields), body=filled(version.text, fields),
        state=state, problem=problem, attempts=1, try_at=at, written_at=at,
        message_id=f"<{uuid4()}@{settings.MAIL_DOMAIN}>",
        sent_at=None if state == State.GIVEN_UP else at + timedelta(minutes=1),
    )  # fmt: skip


def _at(day: date, chance: Random) -> datetime:
    return timezone.make_aware(
        datetime.combine(day, time(chance.randint(9, 16), chance.randrange(60)))
    )


@transaction.atomic
def receive_mail(people: dict[str, User], today: date) -> None:
    """A year of e-mails: the older ones set aside, those of the last ten days waiting."""
    chance, by = Random(SEED), people["support_officer"]
    for back in (*range(360, 10, -12), *range(9, 0, -1)):
        at = _at(today - timedelta(back), chance)
        mail, _ = keep_mail(by=None, raw=_raw(chance, at, back), received_at=at)
        if back > 10:
            why, note = chance.choice(SET_ASIDE)
            mail = set_aside_mail(by=by, mail=mail, why=why, note=note)
            mail.settled_at = at + timedelta(hours=3)
            mail.save(update_fields=["settled_at"])


def _raw(chance: Random, at: datetime, number: int) -> bytes:
    name, subject, words = chance.choice(SENDERS)
    mail = EmailMessage()
    mail["From"] = f"{name} <{name.split()[0].lower()}@example.org>"
    mail["To"], mail["Subject"] = "contact.desk@example.org", subject
    mail["Date"], mail["Message-ID"] = at, f"<invented-{number}@example.org>"
    mail.set_content(f"Good morning,\n\n{words}\n\n{name}")
    if chance.random() < 0.4:
        mail.add_alternative(f"<p>Good morning,</p><p><b>{words}</b></p>", "html")
    if "hangs" in words:
        mail.add_attachment(
            b"%PDF-1.4\n% Nothing in it is real.\n",
            maintype="application", subtype="pdf", filename="letter.pdf",
        )  # fmt: skip
    return mail.as_bytes()

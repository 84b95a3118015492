"""Take in what came back: a reply is noted; another time is for a person to decide.

An answer counts where its event is ours, its mail came from the address that was invited,
and it is about the invitation sent last. All else waits for a person, or is left aside.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.diary.answer_reading import (
    COUNTER,
    Answered,
    Unreadable,
    answers_in,
)
from alongside.desk.diary.models import Answer, Attendance
from alongside.desk.messages.mail_actions import file_mail
from alongside.desk.messages.mail_models import ReceivedMail

Outcome, Doubt = Answer.Outcome, Answer.Doubt


@transaction.atomic
def take_answers(mail: ReceivedMail, raw: bytes) -> list[Answer]:
    """Note the answers a mail carries, and file it with the meeting they are about."""
    try:
        found = answers_in(raw)
    except Unreadable:
        doubt = Answer(mail=mail, outcome=Outcome.UNMATCHED, doubt=Doubt.UNREADABLE)
        doubt.save()
        return [doubt]
    made = [_taken(mail, each) for each in found]
    about = [each.attendance for each in made if each.attendance]
    if made and about and all(each.outcome != Outcome.UNMATCHED for each in made):
        file_mail(by=None, mail=mail, filed_as=about[0].meeting)
    return made


def _taken(mail: ReceivedMail, answered: Answered) -> Answer:
    standing = Attendance.objects.select_for_update(of=("self",))
    attendance = standing.filter(uid=answered.uid).first()
    answer = Answer(
        mail=mail, attendance=attendance, reply=answered.reply,
        sequence=answered.sequence, stamped_at=answered.stamped_at,
    )  # fmt: skip
    answer.doubt = _doubt(mail, attendance, answered)
    if answer.doubt:
        answer.outcome = Outcome.UNMATCHED
    elif attendance:
        answer.outcome = _settled(attendance, answered)
    if answer.outcome == Outcome.ASKS:
        answer.wants_from, answer.wants_until = answered.starts_at, answered.ends_at
    answer.save()
    if answer.outcome in (Outcome.TAKEN, Outcome.ASKS) and attendance:
        record(
            by=None, action="note reply", subject=attendance.meeting,
            reply=answered.reply or answered.method.lower(),
        )  # fmt: skip
    return answer


def _doubt(
    mail: ReceivedMail, attendance: Attendance | None, answered: Answered
) -> str:
    if attendance is None:
        return Doubt.NO_EVENT
    if answered.delegated:
        return Doubt.DELEGATE
    invited = attendance.invitations.order_by("-pk").values_list("address", flat=True)
    sender = mail.from_address.strip().lower()
    if sender not in {address.lower() for address in invited if address}:
        return Doubt.SENDER
    return ""


def _settled(attendance: Attendance, answered: Answered) -> str:
    """Note the answer where it is about the last invitation, and the newest there is."""
    if answered.sequence < attendance.sequence:
        return Outcome.OLD
    if answered.method == COUNTER:
        return Outcome.ASKS
    stamp, last = answered.stamped_at, attendance.answered_at
    again = attendance.answered_sequence == answered.sequence
    if not answered.reply or (again and stamp and last and stamp < last):
        return Outcome.OLD
    attendance.reply, attendance.answered_at = answered.reply, stamp
    attendance.answered_sequence = answered.sequence
    attendance.save(update_fields=["reply", "answered_at", "answered_sequence"])
    return Outcome.TAKEN


@transaction.atomic
def decide_answer(*, by: User, answer: Answer, note: str, reply: str = "") -> Answer:
    """Say what came of an answer that waits; `reply` notes it after all, once checked."""
    answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if answer.decided_at or answer.outcome not in (Outcome.ASKS, Outcome.UNMATCHED):
        raise ValidationError(
            "This answer was dealt with already. Nothing was changed."
        )
    if reply and answer.attendance is None:
        raise ValidationError("It is about no meeting here: no reply can be noted.")
    if reply and answer.attendance:
        answer.attendance.reply = reply
        answer.attendance.save(update_fields=["reply"])
    answer.decided_by, answer.decided_at = by, timezone.now()
    answer.note = note.strip()
    answer.full_clean()
    answer.save()
    about = answer.attendance.meeting if answer.attendance else answer.mail
    record(by=by, action="decide answer", subject=about)
    return answer

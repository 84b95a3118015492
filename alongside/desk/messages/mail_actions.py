"""Keep a mail that came in; file it, or set it aside. Nothing of it is thrown away."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.sealing import seal, unseal
from alongside.desk.messages.filing import FILINGS, LOOKS
from alongside.desk.messages.mail_models import Attachment, MailAsReceived, ReceivedMail
from alongside.desk.messages.mail_reading import ReadMail, looks_like_mail, read_mail

LARGEST = 25 * 1024 * 1024  # bytes: what most mail servers let pass
MEGABYTE = 1024 * 1024
OUTLOOK = bytes.fromhex("d0cf11e0a1b11ae1")  # how an Outlook .msg begins
State = ReceivedMail.State


@transaction.atomic
def keep_mail(
    *, by: User | None, raw: bytes, received_at: datetime, too_large: bool = False
) -> tuple[ReceivedMail, bool]:
    """Keep a mail, and say whether it is new: one with its Message-ID is kept once.

    `raw` are its bytes, of one too large its headers; `by` is who brought it, None for
    the mailbox.
    """
    told = read_mail(raw)
    mail, new = ReceivedMail.objects.get_or_create(
        identity=_identity(told, raw),
        defaults=_said(told, too_large)
        | {"brought_by": by, "received_at": received_at},
    )
    if new:
        MailAsReceived.objects.create(mail=mail, sealed=seal(raw))
        _list(mail, told)
        record(
            by=by, action="keep mail", subject=mail, attachments=len(told.attached),
            **({"problem": mail.problem} if mail.problem else {}),
        )  # fmt: skip
        for look in LOOKS:
            look(mail, raw)
    return mail, new


def upload_mail(*, by: User, file) -> tuple[ReceivedMail, bool]:
    """Keep an e-mail from a file; refuse what is none, or too large."""
    if file.size > LARGEST:
        raise ValidationError(
            f"The file must be {LARGEST // MEGABYTE} MB or smaller. It has "
            f"{-(-file.size // MEGABYTE)} MB. Leave large attachments in the mailbox."
        )
    raw = file.read()
    if raw.startswith(OUTLOOK):
        raise ValidationError(
            "This is an e-mail in a form of Outlook’s own (.msg). In Outlook, save it as "
            "an .eml, or drag it from the web version."
        )
    if not looks_like_mail(raw):
        raise ValidationError(
            "This file is no e-mail: it names no sender and no time. Choose a file that "
            "ends in .eml."
        )
    return keep_mail(by=by, raw=raw, received_at=timezone.now())


def _identity(told: ReadMail, raw: bytes) -> str:
    return sha256(told.message_id.encode() if told.message_id else raw).hexdigest()


def _said(told: ReadMail, too_large: bool) -> dict:
    names = ("from_name", "from_address", "to", "subject", "sent_at", "text", "problem")
    said = {name: getattr(told, name) for name in names}
    large = {"text": "", "problem": ReceivedMail.Problem.TOO_LARGE}
    return said | large if too_large else said


def _list(mail: ReceivedMail, told: ReadMail) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            mail=mail, place=place, name=each.name, media_type=each.media_type,
            size=len(each.contents),
        )
        for place, each in enumerate(told.attached)
    )  # fmt: skip


def bytes_of(mail: ReceivedMail) -> bytes:
    """Return a mail as it came; raise CannotOpen where the key is gone."""
    return unseal(bytes(mail.as_received.sealed))


def contents_of(attachment: Attachment) -> bytes:
    """Return what hangs on a mail, as it was before it was coded for the journey."""
    return read_mail(bytes_of(attachment.mail)).attached[attachment.place].contents


@transaction.atomic
def file_mail(
    *, by: User | None, mail: ReceivedMail, filed_as: models.Model
) -> ReceivedMail:
    """Note what a mail became: a row of a kind that is registered in filing.py.

    `by` is None where the desk itself read what it is about.
    """
    if filed_as._meta.label not in FILINGS:
        raise ValueError(f"Nothing says how mails become {filed_as._meta.label}.")
    mail = _locked(mail)
    mail.state = State.FILED
    mail.filed_label, mail.filed_key = filed_as._meta.label, filed_as.pk
    _settle(mail, by)
    record(by=by, action="file mail", subject=mail)
    return mail


@transaction.atomic
def set_aside_mail(*, by: User, mail: ReceivedMail, why: str, note: str = ""):
    """Put a mail where it waits no more, and say why."""
    if why == ReceivedMail.Why.OTHER and not note.strip():
        raise ValidationError({"note": "Say why this e-mail is set aside"})
    mail = _locked(mail)
    mail.state, mail.why, mail.note = State.SET_ASIDE, why, note.strip()
    _settle(mail, by)
    record(by=by, action="set mail aside", subject=mail, why=why)
    return mail


@transaction.atomic
def put_mail_back(*, by: User, mail: ReceivedMail) -> ReceivedMail:
    """Let a mail that was set aside wait again."""
    mail = ReceivedMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state != State.SET_ASIDE:
        raise ValidationError("This e-mail is not set aside. Nothing was changed.")
    mail.state, mail.why, mail.note = State.WAITING, "", ""
    mail.settled_by = mail.settled_at = None
    mail.full_clean()
    mail.save()
    record(by=by, action="put mail back", subject=mail)
    return mail


def _locked(mail: ReceivedMail) -> ReceivedMail:
    mail = ReceivedMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state != State.WAITING:
        raise ValidationError(
            f"This e-mail is {mail.get_state_display().lower()} already, since "
            f"{timezone.localtime(mail.settled_at):%-d %B %Y}. Nothing was changed."
        )
    return mail


def _settle(mail: ReceivedMail, by: User | None) -> None:
    mail.settled_by, mail.settled_at = by, timezone.now()
    mail.full_clean()
    mail.save()

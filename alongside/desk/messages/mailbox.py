"""The council's mailbox, read over IMAP. Nothing in it is deleted or moved.

Source: RFC 3501 (IMAP4rev1). BODY.PEEK[] leaves a mail as unread as it was.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from imaplib import IMAP4, IMAP4_SSL, Internaldate2tuple
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from alongside.desk.messages.mail_actions import LARGEST

PATIENCE = 30  # seconds for an answer
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class CannotCollect(Exception):
    """Why the mailbox cannot be read, in a sentence without its password."""


class Arrived(NamedTuple):
    """A mail in the mailbox; of one too large, its headers."""

    uid: bytes
    raw: bytes
    at: datetime
    too_large: bool


@contextmanager
def opened(address: str) -> Iterator[IMAP4]:
    """Open the mailbox at imaps://name:password@host/FOLDER, and let go of it after.

    Raises CannotCollect where it cannot be opened, or breaks off.
    """
    place, port = _read_address(address)
    try:
        with _server(place.scheme, place.hostname or "", port) as mailbox:
            mailbox.login(unquote(place.username or ""), unquote(place.password or ""))
            folder = unquote(place.path.strip("/")).replace('"', "") or "INBOX"
            status, _ = mailbox.select(f'"{folder}"')
            if status != "OK":
                raise IMAP4.error("no such folder")
            yield mailbox
    except ssl.SSLCertVerificationError:
        raise CannotCollect(
            "This machine does not trust the certificate of the mail server."
        ) from None
    except (IMAP4.abort, OSError):
        raise CannotCollect("The mail server does not answer, or broke off.") from None
    except IMAP4.error:
        raise CannotCollect(
            "The mail server refuses. Check the name, the password and the folder in "
            "ALONGSIDE_MAILBOX."
        ) from None


def _read_address(address: str) -> tuple[SplitResult, int | None]:
    try:
        place = urlsplit(address)
        if unquote(address).isascii():  # as the protocol has it
            return place, place.port
    except ValueError:
        pass
    raise CannotCollect(
        "ALONGSIDE_MAILBOX is no address of a mailbox. Write it, without accents, as "
        "imaps://name:password@host/INBOX."
    )


def _server(scheme: str, host: str, port: int | None) -> IMAP4:
    if scheme == "imaps":
        trusted = ssl.create_default_context()
        return IMAP4_SSL(host, port or 993, ssl_context=trusted, timeout=PATIENCE)
    if scheme == "imap" and host in THIS_MACHINE:
        return IMAP4(host, port or 143, timeout=PATIENCE)
    raise CannotCollect(
        "A mailbox is read over TLS. Begin ALONGSIDE_MAILBOX with imaps://."
    )


def unread(mailbox: IMAP4) -> Iterator[Arrived]:
    """Yield the mails not read yet, in their order, and leave them unread."""
    _, found = mailbox.uid("SEARCH", "UNSEEN")
    for uid in (found[0] or b"").split():
        _, told = mailbox.uid("FETCH", uid, "(RFC822.SIZE INTERNALDATE)")
        about = b" ".join(each for each in told if isinstance(each, bytes))
        size = SIZE.search(about)
        too_large = size is not None and int(size.group(1)) > LARGEST
        part = "BODY.PEEK[HEADER]" if too_large else "BODY.PEEK[]"
        _, answers = mailbox.uid("FETCH", uid, f"({part})")
        literals = [each[1] for each in answers if isinstance(each, tuple)]
        if literals:  # else somebody moved it in between
            yield Arrived(uid, literals[0], _at(about), too_large)


def mark_read(mailbox: IMAP4, uid: bytes) -> None:
    mailbox.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")


def _at(told: bytes) -> datetime:
    """Return when the server took a mail."""
    arrived = Internaldate2tuple(told)
    return datetime.fromtimestamp(time.mktime(arrived) if arrived else time.time(), UTC)

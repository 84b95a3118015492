"""Reads a mail as it was sent: who, when, its words as plain text, and what hangs on it.

Nothing of a mail is trusted. What cannot be read is left out and said; HTML becomes plain
text by a sanitiser; nothing is unpacked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime

from alongside.desk.messages.inert import LONGEST_HTML, decoded, inert, line, plain

LONGEST = 100_000  # letters of text that are kept to be read; the whole is kept sealed
LONGEST_HEADER = (
    10_000  # letters that are looked at: reading them takes longer than linear
)
DEEPEST = 20  # parts within parts
MOST_PARTS = 200

UNREADABLE, TOO_DEEP, CUT = "unreadable", "too_deep", "cut"


@dataclass(frozen=True)
class Attached:
    """What hangs on a mail, as it was before it was coded for the journey."""

    name: str
    media_type: str
    contents: bytes


@dataclass
class ReadMail:
    """What could be read of a mail. `problem` says what could not."""

    message_id: str
    from_name: str
    from_address: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str = ""
    attached: list[Attached] = field(default_factory=list)
    problem: str = ""


class _AsWritten(Compat32):
    """Reads headers whose letters are not coded, as many programs send them, as UTF-8."""

    def header_fetch_parse(self, name, value):
        return decoded(value.encode("ascii", "surrogateescape"), "utf-8")


AS_WRITTEN = _AsWritten()


def looks_like_mail(raw: bytes) -> bool:
    """Whether the bytes begin with the headers of a mail."""
    headers = BytesHeaderParser(policy=AS_WRITTEN).parsebytes(raw[:LONGEST])
    return any(name in headers for name in ("From", "Received", "Message-ID", "Date"))


def read_mail(raw: bytes) -> ReadMail:
    """Return what can be read of a mail, whatever it holds. Never raises."""
    told = _headers(raw)
    try:
        parts = _Parts()
        parts.take(BytesParser(policy=AS_WRITTEN).parsebytes(raw))
    except Exception:
        # Whatever breaks the parser breaks it for one mail, which is kept as it came.
        told.problem = UNREADABLE
        return told
    text = plain("\n\n".join(each for each in parts.texts if each.strip()))
    told.text, told.attached = text[:LONGEST], parts.attached
    told.problem = parts.problem or (CUT if len(text) > LONGEST else "")
    return told


def _headers(raw: bytes) -> ReadMail:
    found = BytesHeaderParser(policy=AS_WRITTEN).parsebytes(raw)
    name, address = _address(found, "From")
    return ReadMail(
        message_id=line(_header(found, "Message-ID"), 255),
        from_name=line(name, 150),
        from_address=line(address, 254),
        to=line(_address(found, "To")[1], 254),
        subject=line(_words(_header(found, "Subject")), 300),
        sent_at=_moment(_header(found, "Date")),
    )


def _header(found: Mail, name: str) -> str:
    return str(found.get(name, ""))[:LONGEST_HEADER]


def _words(coded: str) -> str:
    """Return a header's words; as they stand, where they are coded wrongly."""
    try:
        return str(make_header(decode_header(coded)))
    except Exception:  # the library raises eight kinds, and none says more than this
        return coded


def _address(found: Mail, header: str) -> tuple[str, str]:
    """Return the first name and address; nothing where it is none."""
    try:
        name, address = parseaddr(_header(found, header))
    except Exception:  # RecursionError, among others, from brackets within brackets
        return "", ""
    return _words(name), address


def _moment(written: str) -> datetime | None:
    """Return when a mail says it was sent; None where that is no time of e-mails."""
    try:
        moment = parsedate_to_datetime(written)
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if 1980 <= moment.year <= 2100 else None


class _Parts:
    """The words of a mail in their order, and what hangs on it."""

    def __init__(self):
        self.texts: list[str] = []
        self.attached: list[Attached] = []
        self.problem = ""

    def take(self, part: Mail, depth: int = 0) -> None:
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            self._take_all(part, depth)
        elif len(self.attached) >= MOST_PARTS:
            self.problem = TOO_DEEP
        elif _is_text(part):
            words = decoded(part.get_payload(decode=True), part.get_content_charset())
            self.texts.append(self._inert(words) if _is_html(part) else words)
        else:
            self.attached.append(_attached(part, len(self.attached) + 1))

    def _inert(self, html: str) -> str:
        if len(html) > LONGEST_HTML:
            self.problem = self.problem or CUT
        return inert(html)

    def _take_all(self, part: Mail, depth: int) -> None:
        if depth >= DEEPEST:
            self.problem = TOO_DEEP
        elif part.get_content_subtype() == "alternative":
            self._take_one(part, depth)
        else:
            for inner in part.get_payload():
                self.take(inner, depth + 1)

    def _take_one(self, part: Mail, depth: int) -> None:
        """Of words told in several forms take one, the plain one before all others."""
        told = []
        for inner in part.get_payload():
            words, self.texts = self.texts, []
            self.take(inner, depth + 1)
            is_plain = inner.get_content_type() == "text/plain"
            told.append((not is_plain, "\n\n".join(self.texts)))
            self.texts = words
        in_turn = sorted(told, key=lambda each: each[0])
        self.texts.append(next((words for _, words in in_turn if words.strip()), ""))


def _is_html(part: Mail) -> bool:
    return part.get_content_subtype() == "html"


def _is_text(part: Mail) -> bool:
    """Whether a part is the mail's own words: plain or HTML, and no file."""
    words = part.get_content_type() in ("text/plain", "text/html")
    return words and part.get_content_disposition() != "attachment" and not (
        part.get_filename()
    )  # fmt: skip


def _attached(part: Mail, number: int) -> Attached:
    kind = line(part.get_content_type(), 100)
    if part.get_content_maintype() == "message" and part.is_multipart():
        contents = b"\n".join(bytes(each) for each in part.get_payload())
        usual = f"mail-{number}.eml"
    else:
        contents = part.get_payload(decode=True) or b""
        usual = f"attachment-{number}.bin"
    name = line(_words(str(part.get_filename() or ""))[:LONGEST_HEADER], 1000)
    return Attached(_safe(name, usual), kind, contents)


def _safe(name: str, usual: str) -> str:
    """Return a file's name without folders and without what a file system minds."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c if c.isalnum() or c in " .-_()" else "_" for c in last)
    stem, dot, ending = kept.strip(" .").rpartition(".")
    if not kept.strip(" ._"):
        return usual
    return f"{stem[:80]}.{ending[:20]}" if dot else ending[:100]

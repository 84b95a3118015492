"""Text that does nothing: no markup, no control characters, nothing that turns it round."""

from __future__ import annotations

import codecs
import re
import unicodedata
from html import unescape

import nh3

LONGEST_HTML = 300_000  # letters that are read: hostile HTML takes longer than linear
# Where a browser would begin a new line.
BLOCKS = {
    "address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul",
}  # fmt: skip
UNSEEN = {"script", "style", "title", "noscript", "template", "iframe", "textarea"}
TAG = re.compile(r"<(/?)(\w+)[^>]*>")
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def decoded(coded: bytes | None, charset: str | None) -> str:
    """Return bytes as text: by the charset they claim, else by the likeliest."""
    for each in (charset, "utf-8", "cp1252"):
        try:
            return (coded or b"").decode(codecs.lookup(_known(each)).name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return (coded or b"").decode("latin-1")


def _known(charset: str | None) -> str:
    """Return the charset; refuse Python's own, which read bytes as programs do."""
    name = (charset or "").lower().replace("-", "_")
    if not name or name in NO_CHARSETS:
        raise LookupError(name)
    return name


def inert(html: str) -> str:
    """Return the words of HTML as plain text, with a line where a browser begins one.

    The sanitiser leaves nothing but block elements without attributes, and writes every
    other `<` as an entity: what is taken out here is all the markup there is.
    """
    kept = nh3.clean(
        html[:LONGEST_HTML],
        tags=BLOCKS,
        clean_content_tags=UNSEEN,
        attributes={"*": set()},
        generic_attribute_prefixes=set(),
        link_rel=None,
    )
    collapsed = re.sub(r"[ \t\r\n]+", " ", kept)
    lines = TAG.sub(_break, collapsed)
    return plain(unescape(lines))


def _break(tag: re.Match) -> str:
    closing, name = tag.groups()
    if name in ("td", "th"):
        return " " if closing else ""
    return "\n" if closing or name in ("br", "hr", "li") else ""


def plain(text: str) -> str:
    """Return text without control characters, and with no more than one empty line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(c for c in TURNING.sub("", text) if c in "\n\t" or _is_shown(c))
    trimmed = re.sub(r"[^\S\n]+$", "", shown, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", trimmed).strip("\n")


def line(text: str, longest: int) -> str:
    """Return text on one line, of no more letters than these."""
    return " ".join(plain(text).split())[:longest]


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn")

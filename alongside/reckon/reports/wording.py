"""The words of a text: its sentences, and the stems of the words that carry its subject."""

from __future__ import annotations

import re
from functools import lru_cache
from textwrap import wrap

_END = re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[A-Z“‘\"£(\d])")
_LONGEST = 700  # characters of a sentence; what is longer was made by no writer
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|etc|no|para|paras|approx|cllr|mr|mrs|ms|dr|st|vs)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "e",
)
# Words that any paragraph may hold, and that tell nothing of its subject.
_EMPTY = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "appendix",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "children",
        "committee",
        "contain",
        "contained",
        "council",
        "could",
        "detail",
        "details",
        "did",
        "do",
        "does",
        "during",
        "each",
        "for",
        "from",
        "full",
        "further",
        "given",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "his",
        "how",
        "however",
        "if",
        "in",
        "information",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "may",
        "more",
        "most",
        "must",
        "no",
        "not",
        "of",
        "on",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "paragraph",
        "paragraphs",
        "para",
        "paras",
        "part",
        "please",
        "provided",
        "refer",
        "referred",
        "report",
        "reports",
        "see",
        "section",
        "sections",
        "set",
        "shown",
        "should",
        "so",
        "some",
        "such",
        "table",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "within",
        "would",
        "you",
        "your",
        "described",
        "outlined",
        "explained",
        "listed",
        "given",
        "summarised",
        "noted",
        "stated",
        "discussed",
        "covered",
        "made",
        "page",
        "following",
        "members",
        "body",
    ]
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order."""
    return list(_sentences(text))


@lru_cache(maxsize=20_000)  # each check asks of each paragraph again
def _sentences(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _END.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {piece}"
        elif piece.strip():
            found.append(piece)
    return tuple(piece for each in found for piece in wrap(each, _LONGEST))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its ending, so that use, used and using are one."""
    plain = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 2:
            return plain[: -len(ending)] + ("y" if ending == "ies" else "")
    return plain


def stems(text: str) -> set[str]:
    """Return the stems of the words of a text that say what it is about."""
    return {
        stem(word)
        for word in _WORD.findall(text)
        if word.lower() not in _EMPTY and len(word) > 2
    }


def without_names(text: str) -> str:
    """Return a sentence without the names in it: capitals that do not begin it."""
    first, _, rest = text.strip().partition(" ")
    return f"{first} " + re.sub(r"\b[A-Z][\w’']*", "", rest)

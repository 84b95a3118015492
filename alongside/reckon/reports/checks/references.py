"""Paragraphs that are referred to: each is there, and says what it is claimed to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.reckon.reports.outline import (
    Passage,
    each_text,
    passages,
)
from alongside.reckon.reports.report import Finding, Paragraph, Report
from alongside.reckon.reports.wording import sentences, stems, without_names

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}(?:\s?\(?[a-z]\)?(?![a-z]))?"
_PARAGRAPHS = re.compile(
    rf"\b(?P<kind>paragraphs?|paras?\.?|sections?)\s(?P<list>{_NUMBER}(?:\s?(?:,|and|or|to|–|-|&)\s?(?:{_NUMBER}))*)",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"^\s*(?:of|,? ?(?:in|to)|[A-Z()\d]*)?\s*(?:the\s|that\s)?(?:[A-Z][\w']*\s){0,8}?"
    r"(?:Act|Regulations?|Schedule|Order|Code|guidance|Working Together|Constitution|Directive|Guidance|Scheme)\b"
)
_OTHER_REPORT = re.compile(
    r"\b(?:of|in) (?:the|that|its|a|our) (?:\w+ ){0,4}(?:report|minutes|plan|strategy|policy|review|inspection)\b|"
    r"\b(?:Act|Regulations|Schedule|statutory guidance|Working Together|Code|Constitution)\b"
)


@dataclass(frozen=True)
class Reference:
    """A number that a sentence points to, and the words right after it."""

    number: str
    sentence: str
    at: int
    end: int
    among: bool


def check(report: Report) -> Iterator[Finding]:
    known = _known(report)
    targets = _targets(report)
    for passage in each_text(report):
        for sentence in sentences(passage.text):
            for reference in references(sentence):
                yield from _paragraph(passage, reference, known, targets)


def references(sentence: str) -> Iterator[Reference]:
    """Yield each paragraph that a sentence names, one by one; none of a law's."""
    for match in _PARAGRAPHS.finditer(sentence):
        after = sentence[match.end() : match.end() + 90]
        if _LAW.match(after) or _is_of_law(match, sentence):
            continue
        other = _OTHER_REPORT.search(after[:60])
        if other and not re.search(r"\b(?:this|the) report\b", other[0]):
            continue
        numbers = [_plain(each) for each in re.findall(_NUMBER, match["list"])]
        for number in numbers:
            yield Reference(
                number, sentence, match.start(), match.end(), len(numbers) > 1
            )


def _is_of_law(match: re.Match[str], sentence: str) -> bool:
    """Whether a section is an Act's: by the sentence, or since no report has as many."""
    section = match["kind"].lower().startswith("section")
    first = re.match(r"\d+", match["list"])
    return section and ("Act" in sentence or bool(first and int(first[0]) > 30))


def _plain(number: str) -> str:
    return re.sub(r"\s?\(?[a-z]\)?$", "", number.strip())


def _known(report: Report) -> set[str]:
    return {
        part.number.rstrip(").")
        for part in report.parts
        if isinstance(part, Paragraph) and part.number
    }


def _targets(report: Report) -> dict[str, Passage]:
    found: dict[str, Passage] = {}
    for passage in passages(report):
        if passage.number and not passage.number.endswith(")"):
            found.setdefault(passage.number, passage)
    return found


def _paragraph(
    passage: Passage, reference: Reference, known: set[str], targets: dict[str, Passage]
) -> Iterator[Finding]:
    number = reference.number
    if number not in known:
        if len(known) >= 3 and _same_fashion(number, known):
            yield Finding(
                "cross-reference",
                passage.where,
                f"Paragraph {number} is referred to, and this report has none of that number.",
                "Correct the number, or say which document it is of.",
                "likely",
            )
        return
    if number == passage.number:
        yield Finding(
            "cross-reference",
            passage.where,
            f"The paragraph refers to itself: “{_cut(reference.sentence)}”.",
            "Correct the number.",
            "likely",
        )
        return
    target = targets.get(number)
    if target is None:
        return
    yield from _side(passage, reference, target)
    yield from _subject(passage, reference, target, targets)


def _same_fashion(number: str, known: set[str]) -> bool:
    """Whether a report numbers its paragraphs as the reference does: 3.9, or 20."""
    depth = number.count(".")
    return any(each.count(".") == depth for each in known)


def _side(passage: Passage, reference: Reference, target: Passage) -> Iterator[Finding]:
    after = reference.sentence[reference.end : reference.end + 8].strip().lower()
    said = next((word for word in ("above", "below") if after.startswith(word)), "")
    stands = "above" if target.at < passage.at else "below"
    if said and said != stands:
        yield Finding(
            "cross-reference",
            passage.where,
            f"Paragraph {reference.number} is said to be {said}, and stands {stands}.",
            "Check that this is the paragraph that is meant.",
            "likely",
        )


def _subject(
    passage: Passage, reference: Reference, target: Passage, targets: dict[str, Passage]
) -> Iterator[Finding]:
    """Yield a reference whose target shares no word with the clause, where another does."""
    clause = _clause(reference)
    subject = stems(without_names(clause))
    covered = len(subject & stems(target.whole))
    if len(subject) < 2 or covered > 1 or (covered and len(subject) < 3):
        return
    if _by_heading(subject, reference, target, targets):
        return
    others = [each for each in targets.values() if each.number != passage.number]
    shared = {each.number: len(subject & _about(each, targets)) for each in others}
    most = max(shared.values(), default=0)
    if most < (len(subject) if covered else 2):
        return
    near = " or ".join(number for number, many in shared.items() if many == most)
    yield Finding(
        "cross-reference",
        passage.where,
        f"Paragraph {reference.number} is not about what is said of it here by its words: "
        f"“{_cut(clause)}”.",
        f"Check which paragraph is meant: {near} may be.",
        "likely",
    )


def _about(target: Passage, targets: dict[str, Passage]) -> set[str]:
    """Return what a paragraph is about: its words, and its heading's where that is of few."""
    under = sum(each.section == target.section for each in targets.values())
    return stems(f"{target.section} {target.whole}" if under <= 3 else target.whole)


def _by_heading(
    subject: set[str],
    reference: Reference,
    target: Passage,
    targets: dict[str, Passage],
) -> bool:
    """Whether the heading above a target says what the clause is about, for it and few others.

    A heading over many paragraphs does not tell one from the next, unless it is all that
    the clause speaks of, or the clause names several.
    """
    heading = stems(target.section)
    under = sum(each.section == target.section for each in targets.values())
    if under <= 3 or reference.among:
        return bool(subject & heading)
    return subject <= heading


def _clause(reference: Reference) -> str:
    """Return the part of the sentence that speaks of the reference: its brackets' or its own."""
    before = reference.sentence[: reference.at]
    after = reference.sentence[reference.end :]
    start = max(
        (
            match.end()
            for match in re.finditer(r"[;:]\s|\band\s(?=[a-z]+ (?:in|at) $)", before)
        ),
        default=0,
    )
    end = re.search(r"[;]|\)", after)
    return (
        before[start:].replace("(", " ")
        + " "
        + (after[: end.start()] if end else after)
    )


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 110 else f"{words[:107].rstrip()}…"
